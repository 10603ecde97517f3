package eu.allmende.protocol.sha;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.id.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Sha256VectorsTest {
    private static final long SEED = Long.getLong("seed", 20261201L);
    private static final int BLOCK_BYTES = 64;

    @ParameterizedTest
    @CsvSource({
        "abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq,"
                + " 248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu,"
                + " cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    })
    void theHashesAreThoseThatNistPublished(String message, String hash) {
        List<byte[]> same = Collections.nCopies(Sha256Vectors.LANES, message.getBytes(US_ASCII));

        assertThat(hashes(same)).as("NIST, \"SHA256\" examples").containsOnly(Hash.parse(hash));
    }

    @Test
    void theHashOfNothingIsThatOfTheStandard() {
        assertThat(hashes(Collections.nCopies(Sha256Vectors.LANES, new byte[0])))
                .containsOnly(
                        Hash.parse(
                                "e3b0c44298fc1c149afbf4c8996fb924"
                                        + "27ae41e4649b934ca495991b7852b855"));
    }

    @Test
    void everyLaneHashesItsOwnMessage() {
        Random random = new Random(SEED);
        for (int length = 0; length < 300; length++) {
            List<byte[]> messages = new ArrayList<>();
            for (int lane = 0; lane < Sha256Vectors.LANES; lane++) {
                byte[] message = new byte[length];
                random.nextBytes(message);
                messages.add(message);
            }
            assertThat(hashes(messages))
                    .as("length %d seed %d", length, SEED)
                    .isEqualTo(messages.stream().map(Hash::sha256).toList());
        }
    }

    /// The hashes of as many messages of one length as there are lanes.
    private static List<Hash> hashes(List<byte[]> messages) {
        Sha256Vectors lanes = new Sha256Vectors();
        lanes.begin();
        List<ByteBuffer> padded = messages.stream().map(Sha256VectorsTest::padded).toList();
        while (padded.getFirst().hasRemaining()) {
            for (int lane = 0; lane < Sha256Vectors.LANES; lane++) {
                for (int i = 0; i < BLOCK_BYTES / Integer.BYTES; i++) {
                    lanes.words[i * Sha256Vectors.LANES + lane] = padded.get(lane).getInt();
                }
            }
            lanes.block();
        }
        List<Hash> hashes = new ArrayList<>();
        for (int lane = 0; lane < Sha256Vectors.LANES; lane++) {
            ByteBuffer hash = ByteBuffer.allocate(Hash.SIZE_BYTES);
            while (hash.hasRemaining()) {
                int word = hash.position() / Integer.BYTES;
                hash.putInt(lanes.state[word * Sha256Vectors.LANES + lane]);
            }
            hashes.add(Hash.of(hash.array()));
        }
        return hashes;
    }

    private static ByteBuffer padded(byte[] message) {
        int blocks = (message.length + 1 + Long.BYTES + BLOCK_BYTES - 1) / BLOCK_BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(blocks * BLOCK_BYTES);
        bytes.put(message).put((byte) 0x80);
        bytes.putLong(bytes.capacity() - Long.BYTES, (long) message.length * Byte.SIZE);
        return bytes.rewind();
    }
}
