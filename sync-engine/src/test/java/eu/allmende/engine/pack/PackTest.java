package eu.allmende.engine.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.engine.chunk.Chunker;
import eu.allmende.engine.keys.FolderKeys;
import eu.allmende.engine.seal.BadChunkException;
import eu.allmende.engine.seal.ChunkSealer;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.piece.PackShape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackTest {
    private static final long SEED = Long.getLong("seed", 7L);
    private final SecureRandom secure = new SecureRandom();
    private final FolderKeys keys = FolderKeys.generate(secure);
    private final FolderId folder = new FolderId(1, 2);
    private final Chunker chunker = new Chunker(keys);
    private final ChunkSealer sealer = new ChunkSealer(folder, keys, chunker, 1);
    private final PackIndex index = new PackIndex(folder, keys);

    @Test
    void whatGoesIntoAPackComesOutOfIt() throws BadChunkException {
        Map<ChunkId, byte[]> chunks = chunks(200);
        Pack pack = pack(chunks);

        assertThat(index.open(pack.bytes())).isEqualTo(pack.extents());
        for (Map.Entry<ChunkId, byte[]> chunk : chunks.entrySet()) {
            byte[] sealed = cut(pack, pack.extents().get(chunk.getKey()));
            ByteBuffer opened = sealer.open(chunk.getKey(), sealed);
            assertThat(opened).isEqualTo(ByteBuffer.wrap(chunk.getValue()));
        }
    }

    @Test
    void aPackIsPaddedByAtMostTwelvePerCent() {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            int length = 1 + random.nextInt(PackShape.MAX_PACK_BYTES);
            assertThat(Padme.padded(length)).isBetween(length, (int) Math.ceil(length * 1.12));
        }
        assertThat(Padme.padded(PackShape.MAX_PACK_BYTES)).isEqualTo(PackShape.MAX_PACK_BYTES);
    }

    @Test
    void aFullPackTakesNoMore() {
        PackBuilder builder = new PackBuilder(index, secure);
        byte[] large = new byte[4_000_000];
        for (int i = 0; builder.fits(large.length); i++) {
            builder.add(chunker.name(ByteBuffer.wrap(new byte[] {(byte) i})), large);
        }

        assertThat(builder.close().lengthBytes()).isLessThanOrEqualTo(PackShape.MAX_PACK_BYTES);
    }

    @Test
    void aChunkOpensUnderItsOwnIdAlone() {
        byte[] content = "one".getBytes(StandardCharsets.UTF_8);
        ChunkId id = chunker.name(ByteBuffer.wrap(content));
        ChunkId other = chunker.name(ByteBuffer.wrap(new byte[1]));
        byte[] sealed = sealer.seal(id, ByteBuffer.wrap(content));
        byte[] lie = sealer.seal(other, ByteBuffer.wrap(content));

        assertThatThrownBy(() -> sealer.open(other, sealed)).isInstanceOf(BadChunkException.class);
        assertThatThrownBy(() -> sealer.open(other, lie))
                .isInstanceOf(BadChunkException.class)
                .hasMessageContaining("does not match its id");
    }

    @Test
    void textShrinksAndRandomBytesDoNotGrowMuch() {
        byte[] text = "to be or not to be ".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        byte[] noise = new byte[100_000];
        new Random(SEED).nextBytes(noise);

        assertThat(seal(text)).hasSizeLessThan(text.length / 20);
        assertThat(seal(noise)).hasSize(noise.length + ChunkSealer.OVERHEAD_BYTES);
    }

    @Test
    void thePackIsCutIntoEqualStretches() {
        Pack pack = pack(chunks(5));
        byte[][] stretches = pack.stretches(3);
        ByteBuffer joined = ByteBuffer.allocate(3 * stretches[0].length);
        for (byte[] stretch : stretches) {
            joined.put(stretch);
        }

        assertThat(joined.flip().slice(0, pack.lengthBytes())).isEqualTo(pack.bytes());
    }

    private byte[] seal(byte[] content) {
        ByteBuffer chunk = ByteBuffer.wrap(content);
        return sealer.seal(chunker.name(chunk), chunk);
    }

    private Pack pack(Map<ChunkId, byte[]> chunks) {
        PackBuilder builder = new PackBuilder(index, secure);
        chunks.forEach((id, bytes) -> builder.add(id, sealer.seal(id, ByteBuffer.wrap(bytes))));
        return builder.close();
    }

    private Map<ChunkId, byte[]> chunks(int count) {
        Random random = new Random(SEED);
        Map<ChunkId, byte[]> chunks = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[1 + random.nextInt(20_000)];
            random.nextBytes(bytes);
            chunks.put(chunker.name(ByteBuffer.wrap(bytes)), bytes);
        }
        return chunks;
    }

    private static byte[] cut(Pack pack, Extent extent) {
        byte[] sealed = new byte[extent.length()];
        pack.bytes().get(extent.offset(), sealed);
        return sealed;
    }
}
