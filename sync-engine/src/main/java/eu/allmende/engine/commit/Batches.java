package eu.allmende.engine.commit;

import com.github.luben.zstd.Zstd;
import eu.allmende.engine.chunk.Chunker;
import eu.allmende.engine.keys.FolderKeys;
import eu.allmende.engine.keys.SealedBox;
import eu.allmende.engine.pack.Extent;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/// Seals batches into commits and opens them again.
///
/// Sealed inline: CBOR `[1, zstd of the batch]`, or `[2, [[chunk id, pack root, offset, length]…]]`
/// where the zstd bytes are cut into chunks that lie in packs. The seal is bound to the folder and
/// the base sequence.
final class Batches {
    private static final int INLINE = 1;
    private static final int IN_PACKS = 2;
    private static final int LEVEL = 3;
    private static final int MOST_INLINE_BYTES = Entry.MOST_BATCH_BYTES - 128;
    private static final int MOST_PARTS = 400;
    private static final int MOST_BATCH_BYTES = 512 * 1024 * 1024;

    private final FolderId folder;
    private final FolderKeys keys;

    /// Fetches and opens one chunk.
    @FunctionalInterface
    interface ChunkSource {
        /// The chunk's bytes, checked.
        ByteBuffer open(Part part) throws IOException;
    }

    /// A stretch of a batch that lies in a pack.
    record Part(ChunkId id, PackRoot pack, Extent extent) {}

    Batches(FolderId folder, FolderKeys keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /// The compressed batch.
    static byte[] compress(Batch batch) {
        return Zstd.compress(BatchForm.encode(batch), LEVEL);
    }

    static boolean fitsInline(byte[] compressed) {
        return compressed.length <= MOST_INLINE_BYTES;
    }

    /// The compressed batch in stretches of at most a chunk's size.
    static List<byte[]> cut(byte[] compressed) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < compressed.length; from += Chunker.MAX_CHUNK_BYTES) {
            int to = Math.min(compressed.length, from + Chunker.MAX_CHUNK_BYTES);
            parts.add(java.util.Arrays.copyOfRange(compressed, from, to));
        }
        return parts;
    }

    Bytes sealInline(long base, byte[] compressed) {
        return seal(base, CborWriter.write(cbor -> cbor.array(2).number(INLINE).bytes(compressed)));
    }

    Bytes sealParts(long base, List<Part> parts) {
        return seal(
                base,
                CborWriter.write(cbor -> {
                    cbor.array(2).number(IN_PACKS).array(parts.size());
                    parts.forEach(part ->
                            cbor.array(4)
                                    .hash(part.id.hash())
                                    .hash(part.pack.hash())
                                    .number(part.extent.offset())
                                    .number(part.extent.length()));
                }));
    }

    /// The batch of a commit.
    ///
    /// @throws IOException if it does not open, or its parts cannot be fetched
    Batch open(Entry.Commit commit, ChunkSource source) throws IOException {
        byte[] plain;
        try {
            plain = box(commit.baseSequence()).open(commit.batch().bytes());
        } catch (GeneralSecurityException e) {
            throw new MalformedException("a commit does not open", e);
        }
        byte[] compressed =
                CborReader.read(
                        plain,
                        in -> {
                            in.array(2);
                            return in.number(INLINE, IN_PACKS) == INLINE
                                    ? in.bytes(Entry.MOST_BATCH_BYTES).bytes()
                                    : joined(in, source);
                        });
        return BatchForm.decode(decompress(compressed));
    }

    private static byte[] joined(CborReader in, ChunkSource source) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int left = in.arrayUpTo(MOST_PARTS); left > 0; left--) {
            in.array(4);
            ChunkId id = new ChunkId(in.hash());
            PackRoot pack = new PackRoot(in.hash());
            Extent extent =
                    new Extent(
                            in.smallNumber(0, Integer.MAX_VALUE),
                            in.smallNumber(1, Integer.MAX_VALUE));
            ByteBuffer part = source.open(new Part(id, pack, extent));
            joined.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
        }
        return joined.toByteArray();
    }

    private static byte[] decompress(byte[] compressed) throws MalformedException {
        long size = Zstd.getFrameContentSize(compressed);
        if (size < 0 || size > MOST_BATCH_BYTES) {
            throw new MalformedException("a batch is too long, or not one");
        }
        byte[] plain = new byte[(int) size];
        long done = Zstd.decompress(plain, compressed);
        if (Zstd.isError(done) || done != size) {
            throw new MalformedException("a batch does not decompress");
        }
        return plain;
    }

    private Bytes seal(long base, byte[] plain) {
        return Bytes.of(box(base).seal(plain));
    }

    private SealedBox box(long base) {
        return new SealedBox(keys.batches(), "allmende batch v1 " + folder + " " + base);
    }
}
