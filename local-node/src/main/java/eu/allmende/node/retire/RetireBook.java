package eu.allmende.node.retire;

import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How far each folder's terms were read, and which packs are due when. May be lost: the ledger
/// says the same. For one thread at a time.
final class RetireBook implements AutoCloseable {
    private final Connection db;

    private RetireBook(Connection db) {
        this.db = db;
    }

    /// Opens the book, or begins it; a damaged one is begun anew.
    static RetireBook open(Path file) throws IOException {
        try {
            return new RetireBook(connect(file));
        } catch (SQLException e) {
            for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
            try {
                return new RetireBook(connect(file));
            } catch (SQLException second) {
                second.addSuppressed(e);
                throw new IOException("the book of retired packs cannot be opened", second);
            }
        }
    }

    private static Connection connect(Path file) throws SQLException {
        Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement sql = db.createStatement()) {
            sql.execute(
                    "CREATE TABLE IF NOT EXISTS followed(folder BLOB PRIMARY KEY,"
                            + " count INTEGER NOT NULL, chain BLOB NOT NULL)");
            sql.execute(
                    "CREATE TABLE IF NOT EXISTS retiring(folder BLOB, root BLOB,"
                            + " due INTEGER NOT NULL, PRIMARY KEY(folder, root))");
            db.setAutoCommit(false);
            return db;
        } catch (SQLException e) {
            db.close();
            throw e;
        }
    }

    /// How far a folder's terms were read.
    Tip tip(FolderId folder) throws IOException {
        try (PreparedStatement sql =
                db.prepareStatement("SELECT count, chain FROM followed WHERE folder = ?")) {
            sql.setBytes(1, folder.bytes());
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? new Tip(row.getLong(1), Hash.of(row.getBytes(2))) : Tip.START;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// Notes packs that were retired, and how far the terms are read with that.
    ///
    /// @param dueMillis for each pack, when it may go
    void note(FolderId folder, Map<PackRoot, Long> dueMillis, Tip tip) throws IOException {
        try (PreparedStatement pack =
                        db.prepareStatement("INSERT OR IGNORE INTO retiring VALUES(?, ?, ?)");
                PreparedStatement read =
                        db.prepareStatement("INSERT OR REPLACE INTO followed VALUES(?, ?, ?)")) {
            for (Map.Entry<PackRoot, Long> one : dueMillis.entrySet()) {
                pack.setBytes(1, folder.bytes());
                pack.setBytes(2, one.getKey().hash().bytes());
                pack.setLong(3, one.getValue());
                pack.executeUpdate();
            }
            read.setBytes(1, folder.bytes());
            read.setLong(2, tip.count());
            read.setBytes(3, tip.chain().bytes());
            read.executeUpdate();
            db.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// The packs that are due by now.
    Map<FolderId, List<PackRoot>> due(long nowMillis) throws IOException {
        try (PreparedStatement sql =
                db.prepareStatement("SELECT folder, root FROM retiring WHERE due <= ?")) {
            sql.setLong(1, nowMillis);
            Map<FolderId, List<PackRoot>> due = new LinkedHashMap<>();
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    due.computeIfAbsent(FolderId.of(row.getBytes(1)), _ -> new ArrayList<>())
                            .add(new PackRoot(Hash.of(row.getBytes(2))));
                }
            }
            return due;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// What was due by then is done: never again, even if somebody takes it out of the trash.
    void done(long nowMillis) throws IOException {
        try (PreparedStatement sql = db.prepareStatement("DELETE FROM retiring WHERE due <= ?")) {
            sql.setLong(1, nowMillis);
            sql.executeUpdate();
            db.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private IOException failed(SQLException e) {
        try {
            db.rollback();
        } catch (SQLException second) {
            e.addSuppressed(second);
        }
        return new IOException("the book of retired packs failed", e);
    }

    @Override
    public void close() throws IOException {
        try {
            db.close();
        } catch (SQLException e) {
            throw new IOException("the book of retired packs did not close", e);
        }
    }
}
