package eu.allmende.protocol.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A Java that was started without the vector module.
class WithoutVectorsTest {
    @Test
    void theSameBytesComeOut() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parity.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo(Parity.sum());
    }

    /// What the other Java runs.
    static final class Parity {
        private Parity() {}

        public static void main(String[] args) {
            System.out.println(sum());
        }

        static String sum() {
            byte[][] data = new byte[3][50_000];
            Random random = new Random(3);
            for (byte[] piece : data) {
                random.nextBytes(piece);
            }
            byte[][] parity = new byte[4][50_000];
            ErasureCode.of(3, 7).encode(data, parity);
            return Integer.toString(Arrays.deepHashCode(parity));
        }
    }
}
