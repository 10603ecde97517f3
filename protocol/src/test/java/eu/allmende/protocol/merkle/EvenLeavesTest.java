package eu.allmende.protocol.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.id.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvenLeavesTest {
    private static final long SEED = Long.getLong("seed", 20261201L);
    private static final List<Hasher> HASHERS = List.of(new ScalarHasher(), new VectorHasher());

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 100, 128, 192, 4096})
    void theRootIsThatOfTheTreeForAnyNumberOfLeaves(int leafBytes) {
        Random random = new Random(SEED);
        for (int leaves = 0; leaves <= 40; leaves++) {
            int last = leaves % 2 == 0 ? leafBytes : 1 + random.nextInt(leafBytes);
            byte[] bytes = random(random, leaves == 0 ? 0 : (leaves - 1) * leafBytes + last);
            List<Hash> hashes = oneByOne(bytes, leafBytes);
            Hash root = Merkle.root(hashes);
            String which = "%d leaves, the last of %d, seed %d".formatted(leaves, last, SEED);
            for (Hasher hasher : HASHERS) {
                assertThat(EvenLeaves.root(ByteBuffer.wrap(bytes), leafBytes, hasher))
                        .as("%s, %s", which, hasher)
                        .isEqualTo(root);
            }
            assertThat(EvenLeaves.root(ByteBuffer.wrap(bytes), leafBytes)).isEqualTo(root);
            assertThat(EvenLeaves.scalarRoot(ByteBuffer.wrap(bytes), leafBytes)).isEqualTo(root);
            assertThat(EvenLeaves.leafHashes(ByteBuffer.wrap(bytes), leafBytes))
                    .as(which)
                    .isEqualTo(hashes);
        }
    }

    @Test
    void largeTreesOfRandomShapeHaveTheSameRoot() {
        Random random = new Random(SEED);
        for (int round = 0; round < 40; round++) {
            int leafBytes = 64 * (1 + random.nextInt(4));
            byte[] bytes = random(random, random.nextInt(200_000));
            Hash root = Merkle.root(oneByOne(bytes, leafBytes));
            for (Hasher hasher : HASHERS) {
                assertThat(EvenLeaves.root(ByteBuffer.wrap(bytes), leafBytes, hasher))
                        .as("%d bytes by %d, seed %d", bytes.length, leafBytes, SEED)
                        .isEqualTo(root);
            }
        }
    }

    @Test
    void buffersOfAnyKindGiveTheSameRootAndStayAsTheyAre() {
        Random random = new Random(SEED);
        byte[] bytes = random(random, 20 * 64 + 5);
        byte[] within = random(random, bytes.length + 20);
        System.arraycopy(bytes, 0, within, 7, bytes.length);
        Hash root = Merkle.root(oneByOne(bytes, 64));
        List<ByteBuffer> buffers =
                List.of(
                        ByteBuffer.allocateDirect(bytes.length).put(bytes).flip(),
                        ByteBuffer.wrap(within, 7, bytes.length),
                        ByteBuffer.wrap(within).position(3).slice().slice(4, bytes.length),
                        ByteBuffer.wrap(within, 7, bytes.length).asReadOnlyBuffer());
        for (ByteBuffer buffer : buffers) {
            ByteBuffer before = buffer.duplicate();
            for (Hasher hasher : HASHERS) {
                assertThat(EvenLeaves.root(buffer, 64, hasher)).as("%s", buffer).isEqualTo(root);
            }
            assertThat(buffer.position()).isEqualTo(before.position());
            assertThat(buffer).isEqualTo(before);
        }
    }

    @Test
    void theBytesAreTheSameAfterTheTrialHoweverItEnded() {
        byte[] bytes = random(new Random(SEED), 300 * 4096 + 9);
        Hash root = EvenLeaves.root(ByteBuffer.wrap(bytes), 4096);

        EvenLeaves.warmUp(System::nanoTime);

        assertThat(EvenLeaves.root(ByteBuffer.wrap(bytes), 4096)).isEqualTo(root);
    }

    @Test
    void leavesOfNoLengthAreRefused() {
        assertThatThrownBy(() -> EvenLeaves.root(ByteBuffer.allocate(1), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no leaf has 0 bytes");
    }

    private static List<Hash> oneByOne(byte[] bytes, int leafBytes) {
        List<Hash> hashes = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += leafBytes) {
            int length = Math.min(leafBytes, bytes.length - from);
            hashes.add(Merkle.leafHash(ByteBuffer.wrap(bytes, from, length)));
        }
        return hashes;
    }

    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
