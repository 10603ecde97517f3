package eu.allmende.engine.run;

import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Which folders this device syncs, and where they lie: a file in the home, replaced whole.
final class FolderBook {
    private static final int VERSION = 1;
    private static final int MOST_FOLDERS = 10_000;

    private final Path file;

    /// One folder of this device.
    record Line(FolderId id, String name, Path path) {}

    FolderBook(Path home) {
        file = home.resolve("folders.cbor");
    }

    List<Line> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return CborReader.read(
                Files.readAllBytes(file),
                in -> {
                    in.array(2);
                    in.number(VERSION, VERSION);
                    List<Line> lines = new ArrayList<>();
                    for (int left = in.arrayUpTo(MOST_FOLDERS); left > 0; left--) {
                        in.array(3);
                        FolderId id = FolderId.of(in.exactly(FolderId.SIZE_BYTES).bytes());
                        lines.add(new Line(id, in.text(4000), Path.of(in.text(4000))));
                    }
                    return lines;
                });
    }

    void write(List<Line> lines) throws IOException {
        byte[] bytes =
                CborWriter.write(cbor -> {
                    cbor.array(2).number(VERSION).array(lines.size());
                    for (Line line : lines) {
                        cbor.array(3)
                                .bytes(line.id.bytes())
                                .text(line.name)
                                .text(line.path.toString());
                    }
                });
        Path part = file.resolveSibling("folders.part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
