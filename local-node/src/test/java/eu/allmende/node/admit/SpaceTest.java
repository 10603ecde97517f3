package eu.allmende.node.admit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.node.store.PieceStore;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SpaceTest {
    private static final long MIB = 1024 * 1024;

    private long used;
    private long trash;
    private long reclaimable;
    private long usable = 500 * MIB;

    private Space space(long quotaBytes) {
        return new Space(
                new Space.Disk() {
                    @Override
                    public long totalBytes() {
                        return 1000 * MIB;
                    }

                    @Override
                    public long usableBytes() {
                        return usable;
                    }
                },
                quotaBytes,
                () -> new PieceStore.Usage(1, used, trash, reclaimable));
    }

    @Test
    void theQuotaIsNeverPassedEvenByThoseStillComing() throws IOException {
        Space space = space(10 * MIB);
        used = 4 * MIB;

        assertThat(space.reserve(4 * MIB)).isTrue();
        assertThat(space.reserve(3 * MIB)).isFalse();
        assertThat(space.reserve(2 * MIB)).isTrue();
        assertThat(space.freeBytes()).isZero();
        space.release(4 * MIB);
        assertThat(space.freeBytes()).isEqualTo(4 * MIB);
    }

    @Test
    void aTenthOfTheDiskStaysFreeWhateverTheQuota() throws IOException {
        Space space = space(10_000 * MIB);

        assertThat(space.freeBytes()).isEqualTo(400 * MIB);
        usable = 90 * MIB;
        assertThat(space.freeBytes()).isZero();
        assertThat(space.reserve(1)).isFalse();
        assertThat(space.isDiskFull()).isFalse();
        usable = MIB;
        assertThat(space.isDiskFull()).isTrue();
    }

    @Test
    void aQuotaThatWasLoweredUnderWhatIsUsedLeavesNothing() throws IOException {
        Space space = space(10 * MIB);
        used = 20 * MIB;

        assertThat(space.freeBytes()).isZero();
        assertThat(space.reserve(1)).isFalse();
    }

    @Test
    void theMeterAddsUpToWhatIsGiven() throws IOException {
        Space space = space(100 * MIB);
        used = 10 * MIB;
        trash = 5 * MIB;
        reclaimable = 3 * MIB;
        space.reserve(2 * MIB);

        assertThat(space.meter().freeBytes()).isEqualTo(80 * MIB);
        assertThat(space.meter().givenBytes()).isEqualTo(100 * MIB);
        usable = 130 * MIB;
        assertThat(space.meter().freeBytes()).isEqualTo(28 * MIB);
        assertThat(space.meter().givenBytes()).isEqualTo(48 * MIB);
    }
}
