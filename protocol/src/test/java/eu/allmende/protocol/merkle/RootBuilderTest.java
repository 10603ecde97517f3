package eu.allmende.protocol.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.id.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RootBuilderTest {
    @Test
    void afterEachLeafTheRootIsThatOfTheTreeSoFar() {
        RootBuilder builder = new RootBuilder();
        List<Hash> hashes = new ArrayList<>();
        assertThat(builder.root()).isEqualTo(Merkle.root(hashes));
        for (int i = 0; i < 130; i++) {
            byte[] leaf = {(byte) i, (byte) (i * i), 7};
            builder.add(ByteBuffer.wrap(leaf));
            hashes.add(Merkle.leafHash(leaf));
            assertThat(builder.root()).as("%d leaves", i + 1).isEqualTo(Merkle.root(hashes));
            assertThat(builder.root()).as("asked again").isEqualTo(Merkle.root(hashes));
        }
        assertThat(builder.leaves()).isEqualTo(130);
    }

    @Test
    void buffersOfAnyKindGiveTheSameRoot() {
        byte[] leaf = {1, 2, 3, 4, 5};
        ByteBuffer direct = ByteBuffer.allocateDirect(leaf.length).put(leaf).flip();
        ByteBuffer part = ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 4, 5, 9}, 1, 5);
        Hash root = Merkle.leafHash(leaf);

        for (ByteBuffer buffer : List.of(direct, part, ByteBuffer.wrap(leaf).asReadOnlyBuffer())) {
            RootBuilder builder = new RootBuilder();
            builder.add(buffer);
            assertThat(builder.root()).isEqualTo(root);
            assertThat(buffer.hasRemaining()).isFalse();
        }
    }
}
