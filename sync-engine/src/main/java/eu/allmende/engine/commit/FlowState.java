package eu.allmende.engine.commit;

import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.place.RosterMemory;
import eu.allmende.engine.state.CacheDatabase;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.LedgerView.Use;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.ledger.Retention;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What this device knows of a folder's packs and chunks. Loses nothing when lost: it is read from
/// the ledger again. For any number of threads.
final class FlowState implements AutoCloseable {
    private static final int BAD = -1;
    private static final int NAMED = 0;
    private static final int CHECKED = 1;

    private final CacheDatabase db;
    private final PackShelf packs;
    private final ChunkShelf chunks;
    private final InstantSource clock;

    /// Where a chunk lies.
    ///
    /// @param checked whether this device sealed it, or opened and checked it, itself
    /// @param use whether a commit needs the pack
    /// @param sinceMillis when this device heard of the pack first
    record Spot(PackRoot pack, Extent extent, boolean checked, Use use, long sinceMillis) {}

    FlowState(Path file, InstantSource clock) throws IOException {
        db = CacheDatabase.open(file, FlowTables.FORM);
        packs = new PackShelf(db);
        chunks = new ChunkShelf(db);
        this.clock = clock;
        forgive();
    }

    /// The part about the folder's log.
    LogShelf log() {
        return new LogShelf(db, packs, clock);
    }

    /// Notes a pack that this device made and spread.
    void noteSpread(PackPlacement placement, Map<ChunkId, Extent> extents, PackShelf.Kind kind)
            throws IOException {
        db.run(() -> {
            packs.noteSpread(placement, clock.millis());
            packs.noteKind(placement.root(), kind);
            insert(placement.root(), extents, CHECKED);
            return placement;
        });
    }

    /// Notes that slow holders have taken their pieces.
    void noteWhole(PackPlacement placement) throws IOException {
        db.run(() -> {
            packs.noteSpread(placement, clock.millis());
            return placement;
        });
    }

    /// Notes that the ledger has these packs now.
    void noteTold(List<PackPlacement> told) throws IOException {
        db.run(() -> {
            for (PackPlacement placement : told) {
                packs.noteTold(placement, clock.millis());
            }
            return told;
        });
    }

    /// Notes that a commit claimed these packs.
    void noteClaimed(List<PackRoot> claimed) throws IOException {
        db.run(() -> {
            packs.noteUse(claimed, Use.CLAIMED);
            return claimed;
        });
    }

    /// Notes where the packs lie that a snapshot itself lies in.
    void noteLying(List<PackPlacement> placements) throws IOException {
        db.run(() -> {
            for (PackPlacement placement : placements) {
                packs.noteTold(placement, clock.millis());
            }
            return placements;
        });
    }

    /// Notes packs as a snapshot tells of them: where they lie, what they are used for, and what is
    /// in them. About the last nobody is believed.
    void noteSnapshot(List<PackRun.Row> rows) throws IOException {
        db.run(() -> {
            for (PackRun.Row row : rows) {
                List<PackRoot> root = List.of(row.root());
                packs.noteTold(row.placement(), clock.millis());
                packs.noteUse(root, row.use());
                if (row.use() == Use.RELEASED) {
                    packs.noteReleased(root, row.releasedMillis());
                }
                insert(row.root(), row.chunks(), NAMED);
            }
            return rows;
        });
    }

    /// Notes what other devices say is in packs; about packs that the ledger does not know, nobody
    /// is believed.
    void noteNamed(Map<PackRoot, Map<ChunkId, Extent>> named) throws IOException {
        db.run(() -> {
            for (Map.Entry<PackRoot, Map<ChunkId, Extent>> pack : named.entrySet()) {
                insert(pack.getKey(), pack.getValue(), NAMED);
            }
            return named;
        });
    }

    /// Notes that this device opened these chunks and that they match their ids.
    void noteChecked(Map<ChunkId, Spot> chunks) throws IOException {
        db.run(() -> mark(chunks, CHECKED));
    }

    /// Notes that a chunk is not what it should be where it lies: it is looked for elsewhere, and
    /// sent anew by this device if it has the bytes.
    void noteBad(ChunkId chunk, Spot spot) throws IOException {
        db.run(() -> mark(Map.of(chunk, spot), BAD));
    }

    /// Where a chunk lies: best in a pack that a commit needs, and where this device checked it.
    /// Never where it was found bad, or in a pack that is retired.
    Optional<Spot> find(ChunkId chunk) throws IOException {
        return chunks.find(chunk);
    }

    /// Where a chunk lies that this device sealed or checked there itself.
    Optional<Spot> findChecked(ChunkId chunk) throws IOException {
        return chunks.findChecked(chunk);
    }

    /// The same, but not in some packs.
    Optional<Spot> findChecked(ChunkId chunk, Set<PackRoot> except) throws IOException {
        return chunks.findChecked(chunk, except);
    }

    /// The chunks that are noted to lie in a pack.
    Map<ChunkId, Extent> chunksOf(PackRoot root) throws IOException {
        return chunks.of(root);
    }

    /// All chunks that are said to lie in a pack, those found bad there among them.
    Map<ChunkId, Extent> allChunksOf(PackRoot root) throws IOException {
        return chunks.allOf(root);
    }

    /// All packs of a use that hold content, as far as this device knows what is in them.
    List<PackShelf.Shelved> holding(Use use) throws IOException {
        return packs.holding(use);
    }

    /// All packs of a use.
    List<PackShelf.Shelved> all(Use use) throws IOException {
        return packs.all(use);
    }

    /// How many bytes the packs of a use have that the ledger knows.
    long bytes(Use use) throws IOException {
        return packs.bytes(use);
    }

    /// How many bytes each pack of a use has.
    Map<PackRoot, Integer> lengths(Use use) throws IOException {
        return packs.lengths(use);
    }

    /// How many bytes each of some packs has.
    Map<PackRoot, Integer> lengths(List<PackRoot> roots) throws IOException {
        return packs.lengths(roots);
    }

    /// How long released packs stay, as far as the log was read.
    Retention retention() throws IOException {
        return new RetentionShelf(db).retention();
    }

    /// Counts no longer on packs that the ledger would not have: their chunks are sent anew. Where
    /// they lie stays noted, in case the ledger takes them after all. Packs that a commit claimed
    /// are left alone.
    void distrust(List<PackRoot> refused) throws IOException {
        db.run(() -> {
            PreparedStatement sql =
                    db.sql(
                            "UPDATE chunk SET trust = 0 WHERE trust > 0 AND pack = (SELECT number FROM"
                                    + " pack WHERE root = ? AND use <> 'CLAIMED')");
            for (PackRoot root : refused) {
                sql.setBytes(1, root.hash().bytes());
                sql.addBatch();
            }
            return sql.executeBatch();
        });
    }

    /// The packs that the ledger knows and of which it said something new at this sequence or
    /// later; in the order of their roots.
    List<PackRoot> touchedSince(long sequence) throws IOException {
        return packs.touchedSince(sequence);
    }

    Optional<PackShelf.Shelved> pack(PackRoot root) throws IOException {
        return packs.find(root);
    }

    /// The roster's memory.
    RosterMemory rosterMemory() {
        LogShelf shelf = log();
        return new RosterMemory() {
            @Override
            public Optional<Bytes> last() throws IOException {
                return shelf.kept("roster");
            }

            @Override
            public void keep(Bytes roster) throws IOException {
                shelf.keep("roster", roster);
            }
        };
    }

    @Override
    public void close() throws IOException {
        db.close();
    }

    /// What was found bad in an earlier run of the program is tried again.
    private void forgive() throws IOException {
        int _ = db.run(() -> db.sql("UPDATE chunk SET trust = 0 WHERE trust < 0").executeUpdate());
    }

    private void insert(PackRoot root, Map<ChunkId, Extent> extents, int trust)
            throws SQLException {
        Optional<PackShelf.Shelved> pack = packs.inWork(root);
        if (pack.isEmpty()) {
            return;
        }
        PreparedStatement sql =
                db.sql(
                        "INSERT INTO chunk VALUES(?, ?, ?, ?, ?) ON CONFLICT(id, pack) DO UPDATE SET trust"
                                + " = excluded.trust WHERE excluded.trust > trust AND trust >= 0");
        for (Map.Entry<ChunkId, Extent> chunk : extents.entrySet()) {
            sql.setBytes(1, chunk.getKey().hash().bytes());
            sql.setLong(2, pack.get().number());
            sql.setInt(3, chunk.getValue().offset());
            sql.setInt(4, chunk.getValue().length());
            sql.setInt(5, trust);
            sql.addBatch();
        }
        sql.executeBatch();
    }

    private int mark(Map<ChunkId, Spot> chunks, int trust) throws SQLException {
        PreparedStatement sql =
                db.sql(
                        "UPDATE chunk SET trust = ? WHERE id = ? AND pack = (SELECT number FROM pack WHERE"
                                + " root = ?) AND trust <> ?");
        for (Map.Entry<ChunkId, Spot> chunk : chunks.entrySet()) {
            sql.setInt(1, trust);
            sql.setBytes(2, chunk.getKey().hash().bytes());
            sql.setBytes(3, chunk.getValue().pack().hash().bytes());
            sql.setInt(4, trust);
            sql.addBatch();
        }
        return sql.executeBatch().length;
    }
}
