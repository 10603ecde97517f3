package eu.allmende.protocol.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.Golden;
import eu.allmende.protocol.erasure.ErasureCode;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PackManifestTest {
    private static final long SEED = Long.getLong("seed", 20261124L);
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
    void damagedBytesAreRefusedOrAreAnotherManifest() {
        Random random = new Random(SEED);
        byte[] whole = bytes(manifest.encode());
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = damaged(whole, random);
            assertWholeOrRefused(damaged, bytes -> PackManifest.decode(bytes).encode());
        }
    }

    @Test
    void eachWrongFieldIsNamed() {
        assertRefused(0, 2, "manifest version 2 is unknown");
        assertRefused(1, 0, "no code has the id 0");
        assertRefused(2, 0, "no code has k = 0");
        assertRefused(2, 8, "no code has k = 8, n = 7");
        assertRefused(4, 1, "no pack has");
        assertRefused(11, 0x31, "the piece length does not fit the pack");
        assertRefused(18, 0x28, "the piece length does not fit the pack");
    }

    private void assertRefused(int at, int value, String why) {
        byte[] bytes = bytes(manifest.encode());
        bytes[at] = (byte) value;
        ByteBuffer wrong = ByteBuffer.wrap(bytes);

        assertThatThrownBy(() -> PackManifest.decode(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
        assertThat(wrong.position()).isZero();
    }

    @Test
    void theOrderOfTheBuffersBytesDoesNotMatter() {
        ByteBuffer bytes = manifest.encode().order(ByteOrder.LITTLE_ENDIAN);

        assertThat(PackManifest.decode(bytes)).isEqualTo(manifest);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void aPieceWithoutBytesOrPlaceHasNoRoot() {
        assertThatThrownBy(() -> PieceRoots.of(0, ByteBuffer.allocate(0)))
                .hasMessageContaining("at least 1 byte");
        assertThatThrownBy(() -> PieceRoots.of(255, pieces.get(0)))
                .hasMessageContaining("no piece has the index 255");
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

    @Test
    void aDamagedProofIsRefusedOrProvesNothing() {
        Random random = new Random(SEED);
        byte[] whole = bytes(LeafProof.of(pieces.get(4), 1).encode());
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = damaged(whole, random);
            assertWholeOrRefused(
                    damaged,
                    bytes -> {
                        LeafProof proof = LeafProof.decode(bytes);
                        assertThat(proof.proves(manifest, 4)).as("seed %d", SEED).isFalse();
                        return proof.encode();
                    });
        }
    }

    @Test
    void aProofWithTooLongALeafOrPathIsRefused() {
        byte[] bytes = bytes(LeafProof.of(pieces.get(4), 2).encode());
        int steps = 9 + LENGTH / 3 - 2 * PieceRoots.LEAF_BYTES;
        byte[] longPath = bytes.clone();
        longPath[steps] = 33;
        byte[] longLeaf = bytes.clone();
        longLeaf[7] = 0x7f;

        assertThatThrownBy(() -> LeafProof.decode(ByteBuffer.wrap(longPath)))
                .hasMessageContaining("a path of 33 hashes");
        assertThatThrownBy(() -> LeafProof.decode(ByteBuffer.wrap(longLeaf)))
                .hasMessageContaining("a leaf of 32528 bytes");
        assertThatThrownBy(() -> LeafProof.of(pieces.get(4), 3))
                .hasMessageContaining("the piece has no leaf 3");
    }

    /// Bytes that are taken must be the only spelling of what they say.
    private static void assertWholeOrRefused(
            byte[] bytes, Function<ByteBuffer, ByteBuffer> decodeAndEncode) {
        try {
            assertThat(bytes(decodeAndEncode.apply(ByteBuffer.wrap(bytes)))).isEqualTo(bytes);
        } catch (IllegalArgumentException e) {
            assertThat(e).as("seed %d", SEED).hasMessageMatching("[a-z].*");
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        int length = random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length;
        byte[] damaged = Arrays.copyOf(whole, length);
        int reach = random.nextBoolean() ? Math.min(20, length) : length;
        if (reach > 0) {
            damaged[random.nextInt(reach)] ^= (byte) (1 + random.nextInt(255));
        }
        return damaged;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static ByteBuffer flipped(ByteBuffer leaf) {
        byte[] bytes = bytes(leaf);
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
