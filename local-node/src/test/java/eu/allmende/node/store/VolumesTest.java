package eu.allmende.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumesTest {
    private static final long MOST_BYTES = 1000;

    @TempDir Path dir;

    /// The index does not know of a record yet while it is written; its volume may be followed by
    /// another one meanwhile.
    @Test
    void aVolumeInWhichSomebodyWritesIsNotDropped() throws Exception {
        try (Volumes volumes = new Volumes(dir, MOST_BYTES);
                PieceIndex index = new PieceIndex(dir.resolve("index.db"))) {
            Volumes.Place slow = volumes.claim(600);
            volumes.claim(600).close();

            assertThat(volumes.full()).isEmpty();
            assertThat(volumes.dropIfUnused(1, index)).isZero();
            assertThat(dir.resolve("000001.vol")).exists();
            slow.close();
            assertThat(volumes.full()).hasSize(1);
            assertThat(volumes.dropIfUnused(1, index)).isEqualTo(600);
            assertThat(dir.resolve("000001.vol")).doesNotExist();
            assertThat(volumes.dropIfUnused(2, index)).as("the one that grows").isZero();
        }
    }
}
