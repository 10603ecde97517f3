package eu.allmende.engine.commit;

import eu.allmende.engine.state.CacheDatabase;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerView.Use;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.piece.PackShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What this device knows of the packs of a folder.
final class PackShelf {
    private static final String COLUMNS =
            "number, root, code, k, n, length, holders, receipts, told, use, since, released,"
                    + " kind";

    private final CacheDatabase db;
    private final MovedPieces moves;

    PackShelf(CacheDatabase db) {
        this.db = db;
        moves = new MovedPieces(db);
    }

    /// What lies in a pack.
    enum Kind {
        /// Chunks of files; or nobody said.
        CONTENT,
        /// Stretches of batches or snapshots, as far as this device knows: it sent them.
        LOG
    }

    /// A pack.
    ///
    /// @param number in the database
    /// @param told how many of its pieces the ledger knows of; 0: it does not know the pack
    /// @param use whether a commit needs it
    /// @param sinceMillis when this device heard of it first
    /// @param releasedMillis ledger time when a commit last released it; 0 if none did
    record Shelved(
            long number,
            PackPlacement placement,
            int told,
            Use use,
            long sinceMillis,
            long releasedMillis,
            Kind kind) {
        boolean claimed() {
            return use == Use.CLAIMED;
        }

        PackRoot root() {
            return placement.root();
        }

        Shelved lying(PackPlacement elsewhere) {
            return new Shelved(number, elsewhere, told, use, sinceMillis, releasedMillis, kind);
        }
    }

    Optional<Shelved> find(PackRoot root) throws IOException {
        return db.run(() -> inWork(root));
    }

    /// Inside of other work.
    Optional<Shelved> inWork(PackRoot root) throws SQLException {
        PreparedStatement sql = db.sql("SELECT " + COLUMNS + " FROM pack WHERE root = ?");
        sql.setBytes(1, root.hash().bytes());
        Optional<Shelved> found;
        try (ResultSet row = sql.executeQuery()) {
            found = row.next() ? Optional.of(shelved(row)) : Optional.empty();
        }
        return found.isEmpty() ? found : Optional.of(moves.applied(found.get()));
    }

    /// Notes that a piece lies on another node now, by the ledger.
    void noteMoved(Entry.Move move, long sequence) throws SQLException {
        moves.note(move, sequence);
    }

    /// Notes what lies in a pack.
    void noteKind(PackRoot root, Kind kind) throws SQLException {
        PreparedStatement sql = db.sql("UPDATE pack SET kind = ? WHERE root = ?");
        sql.setString(1, kind.name());
        sql.setBytes(2, root.hash().bytes());
        sql.executeUpdate();
    }

    /// All packs of a use that hold content, as far as this device knows what is in them.
    List<Shelved> holding(Use use) throws IOException {
        return all(
                "use = ? AND kind = 'CONTENT' AND EXISTS(SELECT 1 FROM chunk WHERE pack = number)",
                use);
    }

    /// All packs of a use, whatever is in them.
    List<Shelved> all(Use use) throws IOException {
        return all("use = ?", use);
    }

    private List<Shelved> all(String which, Use use) throws IOException {
        return db.run(() -> {
            List<Shelved> found = new ArrayList<>();
            PreparedStatement sql =
                    db.sql("SELECT " + COLUMNS + " FROM pack WHERE " + which + " ORDER BY number");
            sql.setString(1, use.name());
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    found.add(shelved(row));
                }
            }
            return moves.applied(found);
        });
    }

    /// How many bytes the packs of a use have that the ledger knows.
    long bytes(Use use) throws IOException {
        return db.run(() -> {
            PreparedStatement sql =
                    db.sql("SELECT coalesce(sum(length), 0) FROM pack WHERE use = ? AND told > 0");
            sql.setString(1, use.name());
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        });
    }

    /// How many bytes each pack of a use has.
    Map<PackRoot, Integer> lengths(Use use) throws IOException {
        return db.run(() -> {
            Map<PackRoot, Integer> found = new HashMap<>();
            PreparedStatement sql = db.sql("SELECT root, length FROM pack WHERE use = ?");
            sql.setString(1, use.name());
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    found.put(new PackRoot(Hash.of(row.getBytes(1))), row.getInt(2));
                }
            }
            return found;
        });
    }

    /// How many bytes each of some packs has; those that are not known are left out.
    Map<PackRoot, Integer> lengths(List<PackRoot> roots) throws IOException {
        return db.run(() -> {
            Map<PackRoot, Integer> found = HashMap.newHashMap(roots.size());
            PreparedStatement sql = db.sql("SELECT length FROM pack WHERE root = ?");
            for (PackRoot root : roots) {
                sql.setBytes(1, root.hash().bytes());
                try (ResultSet row = sql.executeQuery()) {
                    if (row.next()) {
                        found.put(root, row.getInt(1));
                    }
                }
            }
            return found;
        });
    }

    /// Notes that pieces of a pack are on disks, whatever the ledger knows.
    void noteSpread(PackPlacement placement, long nowMillis) throws SQLException {
        Optional<Shelved> before = inWork(placement.root());
        int told = before.map(Shelved::told).orElse(0);
        put(placement, before, told, nowMillis);
    }

    /// Notes that the ledger knows of a pack.
    void noteTold(PackPlacement placement, long nowMillis) throws SQLException {
        Optional<Shelved> before = inWork(placement.root());
        int told = Math.max(placement.keptPieces(), before.map(Shelved::told).orElse(0));
        put(placement, before, told, nowMillis);
    }

    /// Notes what the ledger says packs are used for now.
    void noteUse(List<PackRoot> packs, Use use) throws SQLException {
        PreparedStatement sql = db.sql("UPDATE pack SET use = ? WHERE root = ?");
        for (PackRoot pack : packs) {
            sql.setString(1, use.name());
            sql.setBytes(2, pack.hash().bytes());
            sql.addBatch();
        }
        sql.executeBatch();
    }

    /// Notes when a commit released packs.
    void noteReleased(List<PackRoot> packs, long ledgerMillis) throws SQLException {
        noteUse(packs, Use.RELEASED);
        PreparedStatement sql = db.sql("UPDATE pack SET released = ? WHERE root = ?");
        for (PackRoot pack : packs) {
            sql.setLong(1, ledgerMillis);
            sql.setBytes(2, pack.hash().bytes());
            sql.addBatch();
        }
        sql.executeBatch();
    }

    /// Notes that what the ledger says of packs changed with the commit of this sequence, or before
    /// the next.
    void noteTouched(List<PackRoot> packs, long sequence) throws SQLException {
        PreparedStatement sql = db.sql("UPDATE pack SET touched = ? WHERE root = ?");
        for (PackRoot pack : packs) {
            sql.setLong(1, sequence);
            sql.setBytes(2, pack.hash().bytes());
            sql.addBatch();
        }
        sql.executeBatch();
    }

    /// The packs that the ledger knows and of which it said something new at this sequence or
    /// later; in the order of their roots.
    List<PackRoot> touchedSince(long sequence) throws IOException {
        return db.run(() -> {
            List<PackRoot> found = new ArrayList<>();
            PreparedStatement sql =
                    db.sql(
                            "SELECT root FROM pack WHERE told > 0 AND (touched >= ?1 OR root IN"
                                    + " (SELECT root FROM moved WHERE touched >= ?1)) ORDER BY root");
            sql.setLong(1, sequence);
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    found.add(new PackRoot(Hash.of(row.getBytes(1))));
                }
            }
            return found;
        });
    }

    /// Of two placements of a pack the one with more pieces counts.
    private void put(PackPlacement placement, Optional<Shelved> before, int told, long nowMillis)
            throws SQLException {
        boolean better =
                before.isEmpty() || placement.keptPieces() > before.get().placement().keptPieces();
        PackPlacement best = better ? placement : before.get().placement();
        PreparedStatement sql =
                db.sql(
                        "INSERT INTO pack VALUES(NULL, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', ?, 0, 0,"
                                + " 'CONTENT') ON"
                                + " CONFLICT(root)"
                                + " DO UPDATE SET holders = excluded.holders, receipts ="
                                + " excluded.receipts, told = excluded.told");
        sql.setBytes(1, best.root().hash().bytes());
        sql.setInt(2, best.shape().codeId());
        sql.setInt(3, best.shape().needed());
        sql.setInt(4, best.shape().wanted());
        sql.setInt(5, best.shape().packLengthBytes());
        sql.setBytes(6, packed(best.holders()));
        sql.setBytes(7, best.receiptsHash().bytes());
        sql.setInt(8, told);
        sql.setLong(9, nowMillis);
        sql.executeUpdate();
    }

    private static Shelved shelved(ResultSet row) throws SQLException {
        ByteBuffer packed = ByteBuffer.wrap(row.getBytes(7));
        List<Integer> holders = new ArrayList<>();
        while (packed.hasRemaining()) {
            holders.add(packed.getInt());
        }
        PackShape shape = new PackShape(row.getInt(3), row.getInt(4), row.getInt(5), row.getInt(6));
        PackPlacement placement =
                new PackPlacement(
                        new PackRoot(Hash.of(row.getBytes(2))),
                        shape,
                        holders,
                        Hash.of(row.getBytes(8)));
        return new Shelved(
                row.getLong(1),
                placement,
                row.getInt(9),
                Use.valueOf(row.getString(10)),
                row.getLong(11),
                row.getLong(12),
                Kind.valueOf(row.getString(13)));
    }

    private static byte[] packed(List<Integer> holders) {
        ByteBuffer packed = ByteBuffer.allocate(holders.size() * Integer.BYTES);
        holders.forEach(packed::putInt);
        return packed.array();
    }
}
