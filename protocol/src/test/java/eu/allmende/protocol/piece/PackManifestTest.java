package eu.allmende.protocol.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.Golden;
import eu.allmende.protocol.erasure.ErasureCode;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackManifestTest {
    private static final int LENGTH = 30_000;
    private final List<ByteBuffer> pieces = pieces();
    private final PackManifest manifest = manifest(pieces);

    @Test
    void itsBytesAreThoseOfTheGoldenFile() throws IOException {
        Golden.assertSame("pack-manifest", manifest.encode());
        Golden.assertSame("pack-root", ByteBuffer.wrap(manifest.root().hash().bytes()));
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(PackManifest.decode(manifest.encode())).isEqualTo(manifest);
    }

    @Test
    void eachPieceMatchesItsOwnPlaceOnly() {
        for (int index = 0; index < 7; index++) {
            for (int place = 0; place < 7; place++) {
                assertThat(manifest.matches(place, pieces.get(index))).isEqualTo(place == index);
            }
        }
    }

    @Test
    void aFlippedBitDoesNotMatch() {
        byte[] bad = pieces.get(2).array().clone();
        bad[9_999] ^= 1;

        assertThat(manifest.matches(2, ByteBuffer.wrap(bad))).isFalse();
    }

    @Test
    void anythingCutOffOrAddedIsRefused() {
        ByteBuffer whole = manifest.encode();
        for (int length = 0; length < whole.limit(); length++) {
            ByteBuffer cut = whole.slice(0, length);
            assertThatThrownBy(() -> PackManifest.decode(cut))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        ByteBuffer longer = ByteBuffer.allocate(whole.limit() + 1).put(whole.duplicate()).rewind();
        assertThatThrownBy(() -> PackManifest.decode(longer)).hasMessageContaining("bytes follow");
    }

    @Test
    void everyLeafIsProvenAndNoOtherBytesAre() throws IOException {
        for (int leaf = 0; leaf < 3; leaf++) {
            LeafProof proof = LeafProof.of(pieces.get(4), leaf);
            assertThat(LeafProof.decode(proof.encode())).isEqualTo(proof);
            assertThat(proof.proves(manifest, 4)).isTrue();
            assertThat(proof.proves(manifest, 5)).isFalse();
            assertThat(new LeafProof(leaf, flipped(proof.leaf()), proof.path()).proves(manifest, 4))
                    .isFalse();
        }
        Golden.assertSame("leaf-proof", LeafProof.of(pieces.get(4), 2).encode());
    }

    private static ByteBuffer flipped(ByteBuffer leaf) {
        byte[] bytes = new byte[leaf.remaining()];
        leaf.duplicate().get(bytes);
        bytes[0] ^= 1;
        return ByteBuffer.wrap(bytes);
    }

    private static List<ByteBuffer> pieces() {
        byte[][] data = new byte[3][LENGTH / 3];
        for (int i = 0; i < LENGTH; i++) {
            data[i / 10_000][i % 10_000] = (byte) (i * 31 + i / 257);
        }
        byte[][] parity = new byte[4][LENGTH / 3];
        ErasureCode.of(3, 7).encode(data, parity);
        List<ByteBuffer> all = new ArrayList<>();
        for (byte[] piece : data) {
            all.add(ByteBuffer.wrap(piece));
        }
        for (byte[] piece : parity) {
            all.add(ByteBuffer.wrap(piece));
        }
        return all;
    }

    private static PackManifest manifest(List<ByteBuffer> pieces) {
        List<Hash> roots = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            roots.add(PieceRoots.of(i, pieces.get(i)));
        }
        return new PackManifest(new PackShape(ErasureCode.CODE_ID, 3, 7, LENGTH), roots);
    }
}
