package eu.allmende.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// Wire forms as they were agreed, in hexadecimal files. A difference is a change of format: it
/// needs a new version and a line in `docs/FORMATS.md`, not a new golden file.
public final class Golden {
    private Golden() {}

    /// Fails unless these bytes are those of `golden/NAME.hex`. For a form that is new,
    /// `-Dgolden.write=true` writes the file where there is none; it never overwrites one.
    public static void assertSame(String name, ByteBuffer bytes) throws IOException {
        byte[] actual = new byte[bytes.remaining()];
        bytes.duplicate().get(actual);
        writeIfNew(name, HexFormat.of().formatHex(actual));
        assertThat(HexFormat.of().formatHex(actual))
                .as("golden/%s.hex", name)
                .isEqualTo(read(name));
    }

    private static void writeIfNew(String name, String hex) throws IOException {
        Path file = Path.of("src/test/resources/golden", name + ".hex");
        if (Boolean.getBoolean("golden.write") && !Files.exists(file)) {
            Files.writeString(file, hex + "\n");
        }
    }

    private static String read(String name) throws IOException {
        try (InputStream file = Golden.class.getResourceAsStream("/golden/" + name + ".hex")) {
            return file == null
                    ? "(there is no golden file)"
                    : new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                            .replaceAll("\\s", "");
        }
    }
}
