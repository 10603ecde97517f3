package eu.allmende.engine.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.engine.chunk.Chunker;
import eu.allmende.engine.keys.FolderKeys;
import eu.allmende.engine.keys.Secret;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.FolderId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What this device's own cipher seals, Tink's opens.
class ChunkSealerTest {
    private static final FolderId FOLDER = new FolderId(1, 2);

    private final Random random = new Random(Long.getLong("seed", 11L));
    private final FolderKeys keys = keys(1);
    private final Chunker chunker = new Chunker(keys);
    private final ChunkSealer sealer = sealer(FOLDER, keys);

    private static FolderKeys keys(int first) {
        byte[] naming = new byte[32];
        byte[] epoch = new byte[32];
        naming[0] = (byte) first;
        epoch[0] = (byte) (first + 1);
        return new FolderKeys(1, Secret.of(naming), Secret.of(epoch));
    }

    private static ChunkSealer sealer(FolderId folder, FolderKeys keys) {
        return new ChunkSealer(folder, keys, new Chunker(keys), 1);
    }

    private ByteBuffer random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private ByteBuffer reopened(ByteBuffer chunk) throws BadChunkException {
        ChunkId id = chunker.name(chunk);
        return sealer.open(id, sealer.seal(id, chunk));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 511, 512, 4096, 262_144, 4_194_304})
    void randomBytesOfAnyLengthComeBack(int length) throws BadChunkException {
        ByteBuffer chunk = random(length);

        assertThat(reopened(chunk)).isEqualTo(chunk);
        assertThat(sealer.seal(chunker.name(chunk), chunk))
                .hasSize(length + ChunkSealer.OVERHEAD_BYTES);
    }

    @Test
    void textComesBackAndIsSmallerSealed() throws BadChunkException {
        ByteBuffer text =
                ByteBuffer.wrap(
                        "The commons is used together. "
                                .repeat(10_000)
                                .getBytes(StandardCharsets.UTF_8));

        assertThat(reopened(text)).isEqualTo(text);
        assertThat(sealer.seal(chunker.name(text), text).length).isLessThan(text.remaining() / 10);
    }

    @Test
    void aChunkInTheMiddleOfABufferIsSealedAlone() throws BadChunkException {
        ByteBuffer chunk = random(10_000).slice(1_000, 5_000);

        assertThat(reopened(chunk)).isEqualTo(chunk);
        assertThat(chunk.position()).isZero();
    }

    @Test
    void sealingTwiceGivesOtherBytes() {
        ByteBuffer chunk = random(1_000);
        ChunkId id = chunker.name(chunk);

        assertThat(sealer.seal(id, chunk)).isNotEqualTo(sealer.seal(id, chunk));
    }

    @Test
    void anyFlippedBitIsSeen() {
        ByteBuffer chunk = random(300);
        ChunkId id = chunker.name(chunk);
        byte[] sealed = sealer.seal(id, chunk);

        for (int i = 0; i < sealed.length; i++) {
            byte[] flipped = sealed.clone();
            flipped[i] ^= (byte) (1 << (i % 8));
            assertThatThrownBy(() -> sealer.open(id, flipped))
                    .isInstanceOf(BadChunkException.class);
        }
        assertThatThrownBy(() -> sealer.open(id, Arrays.copyOf(sealed, 20)))
                .isInstanceOf(BadChunkException.class);
    }

    @Test
    void aChunkOpensOnlyAsItselfInItsFolderAndEpoch() {
        ByteBuffer chunk = random(1_000);
        ChunkId id = chunker.name(chunk);
        ChunkId other = chunker.name(random(1_000));
        byte[] sealed = sealer.seal(id, chunk);

        assertThatThrownBy(() -> sealer.open(other, sealed)).isInstanceOf(BadChunkException.class);
        assertThatThrownBy(() -> sealer(new FolderId(1, 3), keys).open(id, sealed))
                .isInstanceOf(BadChunkException.class);
        assertThatThrownBy(() -> sealer(FOLDER, keys(7)).open(id, sealed))
                .isInstanceOf(BadChunkException.class);
    }

    @Test
    void aChunkSealedUnderAnothersNameIsNotTakenForIt() {
        ByteBuffer chunk = random(1_000);
        ChunkId other = chunker.name(random(1_000));

        byte[] mislabelled = sealer.seal(other, chunk);

        assertThatThrownBy(() -> sealer.open(other, mislabelled))
                .isInstanceOf(BadChunkException.class)
                .hasMessageContaining("does not match its id");
    }

    @Test
    void whatIsOpenedTogetherIsJudgedOneByOne() {
        List<ChunkId> ids = new ArrayList<>();
        List<byte[]> sealed = new ArrayList<>();
        List<Optional<ByteBuffer>> expected = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ByteBuffer chunk = random(1_000 + i);
            ids.add(chunker.name(chunk));
            sealed.add(sealer.seal(ids.getLast(), chunk));
            expected.add(Optional.of(chunk));
        }
        sealed.get(3)[200] ^= 1;
        expected.set(3, Optional.empty());
        sealed.set(5, new byte[0]);
        expected.set(5, Optional.empty());
        sealed.set(8, sealer.seal(ids.get(8), random(1_000)));
        expected.set(8, Optional.empty());

        assertThat(sealer.openAll(ids, sealed)).isEqualTo(expected);
    }
}
