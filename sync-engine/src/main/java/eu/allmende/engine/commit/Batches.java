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
    private static final int MOST_COMPRESSED_BYTES = 256 * 1024 * 1024;
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
    record Part(ChunkId id, PackRoot pack, Extent extent) {
        void write(CborWriter out) {
            out.array(4)
                    .hash(id.hash())
                    .hash(pack.hash())
                    .number(extent.offset())
                    .number(extent.length());
        }

        static Part read(CborReader in) throws IOException {
            in.array(4);
            ChunkId id = new ChunkId(in.hash());
            PackRoot pack = new PackRoot(in.hash());
            Extent extent =
                    new Extent(
                            in.smallNumber(0, Integer.MAX_VALUE),
                            in.smallNumber(1, Integer.MAX_VALUE));
            return new Part(id, pack, extent);
        }
    }

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
                    parts.forEach(part -> part.write(cbor));
                }));
    }

    /// The batch of a commit.
    ///
    /// @throws MalformedException if it is none, on this device as on every other
    /// @throws IOException if its parts cannot be fetched now
    Batch open(Entry.Commit commit, ChunkSource source) throws IOException {
        byte[] plain;
        try {
            plain = box(commit.baseSequence()).open(commit.batch().bytes());
        } catch (GeneralSecurityException e) {
            throw new MalformedException("a commit does not open", e);
        }
        Sealed sealed = CborReader.read(plain, Batches::sealed);
        return BatchForm.decode(
                decompress(
                        sealed.parts.isEmpty()
                                ? sealed.bytes.bytes()
                                : join(sealed.parts, source)));
    }

    /// What was sealed: the compressed batch, or where it lies.
    private record Sealed(Bytes bytes, List<Part> parts) {}

    private static Sealed sealed(CborReader in) throws IOException {
        in.array(2);
        if (in.number(INLINE, IN_PACKS) == INLINE) {
            return new Sealed(in.bytes(Entry.MOST_BATCH_BYTES), List.of());
        }
        List<Part> parts = new ArrayList<>();
        for (int left = in.arrayUpTo(MOST_PARTS); left > 0; left--) {
            parts.add(Part.read(in));
        }
        return new Sealed(Bytes.EMPTY, parts);
    }

    private static byte[] join(List<Part> parts, ChunkSource source) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (Part part : parts) {
            ByteBuffer bytes = source.open(part);
            joined.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            if (joined.size() > MOST_COMPRESSED_BYTES) {
                throw new MalformedException("a batch is too long");
            }
        }
        return joined.toByteArray();
    }

    /// Never makes room for more than a batch may have, whatever the bytes say of themselves.
    ///
    /// @throws IOException if it may be a batch, but this program has no room for it
    private static byte[] decompress(byte[] compressed) throws IOException {
        long size = Zstd.getFrameContentSize(compressed);
        if (size < 0 || size > MOST_BATCH_BYTES) {
            throw new MalformedException("a batch is too long, or not one");
        }
        if (size > Runtime.getRuntime().maxMemory() / 4) {
            throw new IOException("a batch needs more memory than this program may use");
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
