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
import java.util.Arrays;

/// Seals and opens the chunks of one folder in one epoch. For any number of threads.
public final class ChunkSealer {
    /// Bytes that sealing adds at most: nonce, method, tag.
    public static final int OVERHEAD_BYTES = 12 + 1 + 16;

    private static final byte VERSION = 1;
    private static final byte AS_IT_IS = 0;
    private static final byte ZSTD = 1;
    private static final int METHOD_BYTES = 1;

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
        try {
            return aead(id).encrypt(compress(chunk), associated(id));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
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

    private byte[] decrypt(ChunkId id, byte[] sealed) throws BadChunkException {
        try {
            return aead(id).decrypt(sealed, associated(id));
        } catch (GeneralSecurityException e) {
            throw new BadChunkException("a chunk cannot be opened", e);
        }
    }

    private byte[] compress(ByteBuffer chunk) {
        byte[] bytes = chunk.array();
        int from = chunk.arrayOffset() + chunk.position();
        int length = chunk.remaining();
        if (EntropyProbe.mayShrink(chunk)) {
            byte[] smaller = new byte[METHOD_BYTES + (int) Zstd.compressBound(length)];
            long size =
                    Zstd.compressByteArray(
                            smaller,
                            METHOD_BYTES,
                            smaller.length - METHOD_BYTES,
                            bytes,
                            from,
                            length,
                            level);
            if (!Zstd.isError(size) && size + length / WORTH_IT < length) {
                smaller[0] = ZSTD;
                return Arrays.copyOf(smaller, METHOD_BYTES + (int) size);
            }
        }
        byte[] plain = new byte[METHOD_BYTES + length];
        plain[0] = AS_IT_IS;
        System.arraycopy(bytes, from, plain, METHOD_BYTES, length);
        return plain;
    }

    private static ByteBuffer decompress(byte[] plain) throws BadChunkException {
        if (plain.length == 0) {
            throw new BadChunkException("a chunk has no method");
        }
        int length = plain.length - METHOD_BYTES;
        if (plain[0] == AS_IT_IS) {
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
        Secret key = sealing.derive(id.hash().bytes());
        byte[] bytes = key.bytes();
        try {
            return new AesGcmJce(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            key.destroy();
        }
    }

    private byte[] associated(ChunkId id) {
        return ByteBuffer.allocate(1 + FolderId.SIZE_BYTES + 32)
                .put(VERSION)
                .put(folder.bytes())
                .put(id.hash().bytes())
                .array();
    }
}
