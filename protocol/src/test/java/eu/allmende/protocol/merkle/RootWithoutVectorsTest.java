package eu.allmende.protocol.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A Java that was started without the vector module.
class RootWithoutVectorsTest {
    @Test
    void theSameRootComesOut() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process =
                new ProcessBuilder(
                                java,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Root.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo(Root.root());
    }

    /// What the other Java runs.
    static final class Root {
        private Root() {}

        public static void main(String[] args) {
            EvenLeaves.warmUp(System::nanoTime);
            System.out.println(root());
        }

        static String root() {
            byte[] bytes = new byte[50 * 4096 + 3];
            new Random(4).nextBytes(bytes);
            return EvenLeaves.root(ByteBuffer.wrap(bytes), 4096).toString();
        }
    }
}
