package eu.allmende.engine.seal;

import com.github.luben.zstd.Zstd;
import com.google.crypto.tink.subtle.AesGcmJce;
import eu.allmende.engine.chunk.Chunker;
import eu.allmende.engine.keys.FolderKeys;
import eu.allmende.engine.keys.Secret;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.FolderId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Seals and opens the chunks of one folder in one epoch. For any number of threads.
public final class ChunkSealer {
    /// Bytes that sealing adds at most: nonce, method, tag.
    public static final int OVERHEAD_BYTES =
            SealingCipher.NONCE_BYTES + 1 + SealingCipher.TAG_BYTES;

    private static final byte VERSION = 1;
    private static final byte AS_IT_IS = 0;
    private static final byte ZSTD = 1;
    private static final int METHOD_BYTES = 1;
    private static final int METHOD_AT = SealingCipher.NONCE_BYTES;
    private static final int CONTENT_AT = METHOD_AT + METHOD_BYTES;

    /// Compression is kept only if it saves at least one part in this many.
    private static final int WORTH_IT = 33;

    private final FolderId folder;
    private final Secret sealing;
    private final Chunker chunker;
    private final int level;

    /// @param level of zstd; 1 when the processor is what is short, 3 when the uplink is
    public ChunkSealer(FolderId folder, FolderKeys keys, Chunker chunker, int level) {
        this.folder = folder;
        this.sealing = keys.sealing();
        this.chunker = chunker;
        this.level = level;
    }

    /// The sealed chunk.
    ///
    /// @param chunk what remains of the buffer, which is backed by an array; its position stays
    public byte[] seal(ChunkId id, ByteBuffer chunk) {
        byte[] room = compressed(chunk).orElseGet(() -> asItIs(chunk));
        Secret key = key(id);
        try {
            SealingCipher.encrypt(key, room, associated(id));
        } finally {
            key.destroy();
        }
        return room;
    }

    /// The chunk again, checked to be the one with this id.
    ///
    /// @throws BadChunkException if the bytes are not that chunk, sealed under this epoch
    public ByteBuffer open(ChunkId id, byte[] sealed) throws BadChunkException {
        byte[] plain = decrypt(id, sealed);
        ByteBuffer chunk = decompress(plain);
        if (!chunker.name(chunk).equals(id)) {
            throw new BadChunkException("a chunk does not match its id");
        }
        return chunk;
    }

    /// The chunks again, in the order of the ids; empty where the bytes are not that chunk, sealed
    /// under this epoch.
    public List<Optional<ByteBuffer>> openAll(List<ChunkId> ids, List<byte[]> sealed) {
        List<Optional<ByteBuffer>> opened = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            opened.add(decompressed(ids.get(i), sealed.get(i)));
        }
        Iterator<ChunkId> names =
                chunker.nameChunks(opened.stream().flatMap(Optional::stream).toList()).iterator();
        for (int i = 0; i < ids.size(); i++) {
            if (opened.get(i).isPresent() && !names.next().equals(ids.get(i))) {
                opened.set(i, Optional.empty());
            }
        }
        return opened;
    }

    private Optional<ByteBuffer> decompressed(ChunkId id, byte[] sealed) {
        try {
            return Optional.of(decompress(decrypt(id, sealed)));
        } catch (BadChunkException e) {
            return Optional.empty();
        }
    }

    private byte[] decrypt(ChunkId id, byte[] sealed) throws BadChunkException {
        try {
            return aead(id).decrypt(sealed, associated(id));
        } catch (GeneralSecurityException e) {
            throw new BadChunkException("a chunk cannot be opened", e);
        }
    }

    private Optional<byte[]> compressed(ByteBuffer chunk) {
        if (!EntropyProbe.mayShrink(chunk)) {
            return Optional.empty();
        }
        int length = chunk.remaining();
        int bound = (int) Zstd.compressBound(length);
        byte[] room = new byte[OVERHEAD_BYTES + bound];
        long size =
                Zstd.compressByteArray(
                        room,
                        CONTENT_AT,
                        bound,
                        chunk.array(),
                        chunk.arrayOffset() + chunk.position(),
                        length,
                        level);
        if (Zstd.isError(size) || size + length / WORTH_IT >= length) {
            return Optional.empty();
        }
        room[METHOD_AT] = ZSTD;
        return Optional.of(Arrays.copyOf(room, OVERHEAD_BYTES + (int) size));
    }

    private static byte[] asItIs(ByteBuffer chunk) {
        byte[] room = new byte[OVERHEAD_BYTES + chunk.remaining()];
        room[METHOD_AT] = AS_IT_IS;
        chunk.get(chunk.position(), room, CONTENT_AT, chunk.remaining());
        return room;
    }

    private static ByteBuffer decompress(byte[] plain) throws BadChunkException {
        if (plain.length == 0) {
            throw new BadChunkException("a chunk has no method");
        }
        int length = plain.length - METHOD_BYTES;
        if (plain[0] == AS_IT_IS && length <= Chunker.MAX_CHUNK_BYTES) {
            return ByteBuffer.wrap(plain, METHOD_BYTES, length).slice();
        }
        long size = Zstd.getFrameContentSize(plain, METHOD_BYTES, length);
        if (plain[0] != ZSTD || size < 0 || size > Chunker.MAX_CHUNK_BYTES) {
            throw new BadChunkException("a chunk is not in a form this version knows");
        }
        byte[] chunk = new byte[(int) size];
        long done = Zstd.decompressByteArray(chunk, 0, chunk.length, plain, METHOD_BYTES, length);
        if (Zstd.isError(done) || done != size) {
            throw new BadChunkException("a chunk does not decompress");
        }
        return ByteBuffer.wrap(chunk);
    }

    private AesGcmJce aead(ChunkId id) throws GeneralSecurityException {
        Secret key = key(id);
        byte[] bytes = key.bytes();
        try {
            return new AesGcmJce(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            key.destroy();
        }
    }

    private Secret key(ChunkId id) {
        return sealing.derive(id.hash().bytes());
    }

    private byte[] associated(ChunkId id) {
        return ByteBuffer.allocate(1 + FolderId.SIZE_BYTES + 32)
                .put(VERSION)
                .put(folder.bytes())
                .put(id.hash().bytes())
                .array();
    }
}
