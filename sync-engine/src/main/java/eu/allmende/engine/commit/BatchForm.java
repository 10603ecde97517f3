package eu.allmende.engine.commit;

import eu.allmende.engine.chunk.Chunker;
import eu.allmende.engine.folder.Names;
import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The bytes of a batch, before compression and sealing.
///
/// CBOR `[1, [[pack root, extents]…], [change…], [] or [snapshot]]`. Extents: one byte string, per
/// chunk its id 32, offset 4, length 4. A change is `[entry, 0]` (deleted), or `[entry, kind,
/// parent, name, …]` with kind 1 file: `content id, size, modified ms, executable, chunks`; 2
/// directory; 3 link: `target`. What another device wrote is hostile: every length is bounded.
final class BatchForm {
    private static final int VERSION = 1;
    private static final int DELETED = 0;
    private static final int FILE = 1;
    private static final int DIRECTORY = 2;
    private static final int LINK = 3;
    private static final int MOST_ITEMS = 4_000_000;
    private static final int MOST_NAME_BYTES = 1024;
    private static final long LEAST_MILLIS = Long.MIN_VALUE / 1_000_000;
    private static final long MOST_MILLIS = Long.MAX_VALUE / 1_000_000;
    private static final int MOST_LIST_BYTES = 256 * 1024 * 1024;
    private static final int ROW_BYTES = Hash.SIZE_BYTES + 2 * Integer.BYTES;

    private BatchForm() {}

    static byte[] encode(Batch batch) {
        return CborWriter.write(cbor -> {
            cbor.array(4).number(VERSION).array(batch.packs().size());
            batch.packs()
                    .forEach((root, extents) ->
                            cbor.array(2).hash(root.hash()).bytes(rows(extents)));
            cbor.array(batch.changes().size());
            batch.changes().forEach(change -> write(cbor, change));
            cbor.array(batch.snapshot().isPresent() ? 1 : 0);
            batch.snapshot().ifPresent(directory -> directory.write(cbor));
        });
    }

    static Batch decode(byte[] bytes) throws MalformedException {
        return CborReader.read(
                bytes,
                in -> {
                    in.array(4);
                    in.number(VERSION, VERSION);
                    Map<PackRoot, Map<ChunkId, Extent>> packs = new LinkedHashMap<>();
                    for (int left = in.arrayUpTo(MOST_ITEMS); left > 0; left--) {
                        in.array(2);
                        packs.put(new PackRoot(in.hash()), extents(in.bytes(MOST_LIST_BYTES)));
                    }
                    List<Change> changes = new ArrayList<>();
                    for (int left = in.arrayUpTo(MOST_ITEMS); left > 0; left--) {
                        changes.add(readChange(in));
                    }
                    boolean none = in.arrayUpTo(1) == 0;
                    return new Batch(
                            packs,
                            changes,
                            none ? Optional.empty() : Optional.of(SnapshotDirectory.read(in)));
                });
    }

    static byte[] rows(Map<ChunkId, Extent> extents) {
        java.nio.ByteBuffer rows = java.nio.ByteBuffer.allocate(extents.size() * ROW_BYTES);
        extents.forEach((id, extent) ->
                rows.put(id.hash().bytes()).putInt(extent.offset()).putInt(extent.length()));
        return rows.array();
    }

    static Map<ChunkId, Extent> extents(Bytes packed) throws MalformedException {
        java.nio.ByteBuffer rows = packed.buffer();
        if (rows.remaining() % ROW_BYTES != 0) {
            throw new MalformedException("a list of extents is cut off");
        }
        Map<ChunkId, Extent> extents = new LinkedHashMap<>();
        byte[] id = new byte[Hash.SIZE_BYTES];
        while (rows.hasRemaining()) {
            rows.get(id);
            extents.put(new ChunkId(Hash.of(id)), new Extent(rows.getInt(), rows.getInt()));
        }
        return extents;
    }

    static void write(CborWriter cbor, Change change) {
        if (change.after().isEmpty()) {
            cbor.array(2).bytes(change.entry().bytes()).number(DELETED);
            return;
        }
        EntryState state = change.after().get();
        switch (state.content()) {
            case Content.File file -> {
                head(cbor.array(9), change, FILE, state);
                cbor.hash(file.contentId())
                        .number(file.sizeBytes())
                        .number(
                                Math.clamp(
                                        file.modified().toEpochMilli(), LEAST_MILLIS, MOST_MILLIS))
                        .number(file.executable() ? 1 : 0)
                        .bytes(file.chunks().bytes());
            }
            case Content.Directory _ -> head(cbor.array(4), change, DIRECTORY, state);
            case Content.Link link -> {
                head(cbor.array(5), change, LINK, state);
                cbor.text(link.target());
            }
        }
    }

    private static void head(CborWriter cbor, Change change, int kind, EntryState state) {
        cbor.bytes(change.entry().bytes())
                .number(kind)
                .bytes(state.parent().bytes())
                .text(state.name());
    }

    static Change readChange(CborReader in) throws IOException {
        in.arrayUpTo(9);
        EntryId entry = id(in);
        int kind = in.smallNumber(DELETED, LINK);
        if (kind == DELETED) {
            return new Change(entry, Optional.empty());
        }
        EntryId parent = id(in);
        String name = in.text(MOST_NAME_BYTES);
        return new Change(entry, Optional.of(new EntryState(parent, name, readContent(in, kind))));
    }

    private static Content readContent(CborReader in, int kind) throws IOException {
        return switch (kind) {
            case FILE -> {
                Hash contentId = in.hash();
                long size = in.number(0, Long.MAX_VALUE);
                Instant modified = Instant.ofEpochMilli(in.number(LEAST_MILLIS, MOST_MILLIS));
                boolean executable = in.number(0, 1) == 1;
                ChunkList chunks = ChunkList.of(in.bytes(MOST_LIST_BYTES).bytes());
                checkSize(size, chunks.size());
                yield new Content.File(contentId, size, modified, executable, chunks);
            }
            case DIRECTORY -> new Content.Directory();
            case LINK -> new Content.Link(in.text(Names.MAX_TARGET_BYTES));
            default -> throw new MalformedException("a kind of entry is unknown: " + kind);
        };
    }

    /// No chunk is empty, and none longer than chunks are.
    private static void checkSize(long sizeBytes, int chunks) throws MalformedException {
        if (sizeBytes < chunks || sizeBytes > (long) chunks * Chunker.MAX_CHUNK_BYTES) {
            throw new MalformedException("a file of this size does not have that many chunks");
        }
    }

    private static EntryId id(CborReader in) throws IOException {
        return EntryId.of(in.exactly(EntryId.SIZE_BYTES).bytes());
    }
}
