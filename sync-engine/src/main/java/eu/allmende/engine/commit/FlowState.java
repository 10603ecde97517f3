package eu.allmende.engine.commit;

import eu.allmende.engine.pack.Extent;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.piece.PackShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What this device knows of a folder's packs and chunks, in SQLite. Loses nothing when lost: it is
/// read from the ledger again.
final class FlowState implements AutoCloseable {
    private static final List<String> TABLES =
            List.of(
                    "CREATE TABLE IF NOT EXISTS pack(root BLOB PRIMARY KEY, code INTEGER NOT NULL, k INTEGER NOT"
                            + " NULL, n INTEGER NOT NULL, length INTEGER NOT NULL, holders BLOB NOT NULL,"
                            + " receipts BLOB NOT NULL, claimed INTEGER NOT NULL) WITHOUT ROWID",
                    "CREATE TABLE IF NOT EXISTS chunk(id BLOB PRIMARY KEY, pack BLOB NOT NULL, at INTEGER NOT"
                            + " NULL, length INTEGER NOT NULL, checked INTEGER NOT NULL) WITHOUT ROWID");

    private final Connection db;

    /// Where a chunk lies.
    ///
    /// @param checked whether this device sealed it, or opened and checked it, itself
    record Spot(PackRoot pack, Extent extent, boolean checked) {}

    FlowState(Path file) throws IOException {
        try {
            db = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement sql = db.createStatement()) {
                sql.execute("PRAGMA journal_mode=WAL");
                sql.execute("PRAGMA synchronous=NORMAL");
                for (String table : TABLES) {
                    sql.execute(table);
                }
            }
            db.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IOException("the database of packs cannot be opened", e);
        }
    }

    /// Notes where packs lie, as the ledger says.
    synchronized void notePlacements(List<PackPlacement> packs) throws IOException {
        String upsert =
                "INSERT INTO pack VALUES(?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT(root) DO UPDATE SET holders ="
                        + " excluded.holders, receipts = excluded.receipts";
        try (PreparedStatement sql = db.prepareStatement(upsert)) {
            for (PackPlacement pack : packs) {
                sql.setBytes(1, pack.root().hash().bytes());
                sql.setInt(2, pack.shape().codeId());
                sql.setInt(3, pack.shape().needed());
                sql.setInt(4, pack.shape().wanted());
                sql.setInt(5, pack.shape().packLengthBytes());
                sql.setBytes(6, packed(pack.holders()));
                sql.setBytes(7, pack.receiptsHash().bytes());
                sql.addBatch();
            }
            sql.executeBatch();
            db.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Notes what is in packs.
    ///
    /// @param checked whether this device vouches for the chunks
    synchronized void noteChunks(Map<PackRoot, Map<ChunkId, Extent>> packs, boolean checked)
            throws IOException {
        String insert =
                checked
                        ? "INSERT OR REPLACE INTO chunk VALUES(?, ?, ?, ?, 1)"
                        : "INSERT OR IGNORE INTO chunk VALUES(?, ?, ?, ?, 0)";
        try (PreparedStatement sql = db.prepareStatement(insert)) {
            for (Map.Entry<PackRoot, Map<ChunkId, Extent>> pack : packs.entrySet()) {
                sql.setBytes(2, pack.getKey().hash().bytes());
                for (Map.Entry<ChunkId, Extent> chunk : pack.getValue().entrySet()) {
                    sql.setBytes(1, chunk.getKey().hash().bytes());
                    sql.setInt(3, chunk.getValue().offset());
                    sql.setInt(4, chunk.getValue().length());
                    sql.addBatch();
                }
            }
            sql.executeBatch();
            db.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Notes that commits claimed these packs.
    synchronized void noteClaimed(List<PackRoot> packs) throws IOException {
        try (PreparedStatement sql =
                db.prepareStatement("UPDATE pack SET claimed = 1 WHERE root = ?")) {
            for (PackRoot pack : packs) {
                sql.setBytes(1, pack.hash().bytes());
                sql.addBatch();
            }
            sql.executeBatch();
            db.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Notes that this device opened these chunks and that they match their ids.
    synchronized void noteChecked(List<ChunkId> chunks) throws IOException {
        try (PreparedStatement sql =
                db.prepareStatement("UPDATE chunk SET checked = 1 WHERE id = ?")) {
            for (ChunkId chunk : chunks) {
                sql.setBytes(1, chunk.hash().bytes());
                sql.addBatch();
            }
            sql.executeBatch();
            db.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    synchronized Optional<Spot> find(ChunkId chunk) throws IOException {
        String query = "SELECT pack, at, length, checked FROM chunk WHERE id = ?";
        try (PreparedStatement sql = db.prepareStatement(query)) {
            sql.setBytes(1, chunk.hash().bytes());
            try (ResultSet row = sql.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Spot(
                                        new PackRoot(Hash.of(row.getBytes(1))),
                                        new Extent(row.getInt(2), row.getInt(3)),
                                        row.getInt(4) == 1))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    synchronized Optional<PackPlacement> placement(PackRoot root) throws IOException {
        String query = "SELECT code, k, n, length, holders, receipts FROM pack WHERE root = ?";
        try (PreparedStatement sql = db.prepareStatement(query)) {
            sql.setBytes(1, root.hash().bytes());
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? Optional.of(placement(root, row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    synchronized boolean isClaimed(PackRoot root) throws IOException {
        try (PreparedStatement sql =
                db.prepareStatement("SELECT claimed FROM pack WHERE root = ?")) {
            sql.setBytes(1, root.hash().bytes());
            try (ResultSet row = sql.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// The chunks that are noted to lie in a pack.
    synchronized Map<ChunkId, Extent> chunksOf(PackRoot root) throws IOException {
        Map<ChunkId, Extent> chunks = new java.util.LinkedHashMap<>();
        String query = "SELECT id, at, length FROM chunk WHERE pack = ?";
        try (PreparedStatement sql = db.prepareStatement(query)) {
            sql.setBytes(1, root.hash().bytes());
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    chunks.put(
                            new ChunkId(Hash.of(row.getBytes(1))),
                            new Extent(row.getInt(2), row.getInt(3)));
                }
            }
            return chunks;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            db.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static PackPlacement placement(PackRoot root, ResultSet row) throws SQLException {
        ByteBuffer packed = ByteBuffer.wrap(row.getBytes(5));
        List<Integer> holders = new ArrayList<>();
        while (packed.hasRemaining()) {
            holders.add(packed.getInt());
        }
        return new PackPlacement(
                root,
                new PackShape(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)),
                holders,
                Hash.of(row.getBytes(6)));
    }

    private static byte[] packed(List<Integer> holders) {
        ByteBuffer packed = ByteBuffer.allocate(holders.size() * Integer.BYTES);
        holders.forEach(packed::putInt);
        return packed.array();
    }

    private IOException failed(SQLException e) {
        try {
            db.rollback();
        } catch (SQLException second) {
            e.addSuppressed(second);
        }
        return new IOException("the database of packs failed", e);
    }
}
