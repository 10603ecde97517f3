package eu.allmende.node.store;

import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/// Where each piece's record lies. May be lost: the volumes say the same.
final class PieceIndex implements AutoCloseable {
    private static final String PIECES =
            """
            CREATE TABLE IF NOT EXISTS piece(
              root BLOB NOT NULL, idx INTEGER NOT NULL, volume INTEGER NOT NULL, at INTEGER NOT NULL,
              length INTEGER NOT NULL, folder BLOB NOT NULL, PRIMARY KEY(root, idx)) WITHOUT ROWID\
            """;
    private static final String INDEXED =
            "CREATE TABLE IF NOT EXISTS indexed(volume INTEGER PRIMARY KEY, upto INTEGER NOT NULL)";

    private final Connection db;

    /// Where a record lies.
    ///
    /// @param length bytes of head and sealed bytes
    record Spot(int volume, long offset, int length, FolderId folder) {}

    /// A piece and where its record lies.
    record Row(PieceKey key, Spot spot) {}

    PieceIndex(Path file) throws IOException {
        try {
            db = DriverManager.getConnection("jdbc:sqlite:" + file);
        } catch (SQLException e) {
            throw new IOException("the index of pieces cannot be opened", e);
        }
        try (Statement sql = db.createStatement()) {
            sql.execute("PRAGMA journal_mode=WAL");
            sql.execute("PRAGMA synchronous=NORMAL");
            sql.execute(PIECES);
            sql.execute(INDEXED);
            check(sql);
        } catch (SQLException e) {
            close();
            throw new IOException("the index of pieces cannot be opened", e);
        }
    }

    synchronized Optional<Spot> find(PieceKey key) throws IOException {
        String query = "SELECT volume, at, length, folder FROM piece WHERE root = ? AND idx = ?";
        try (PreparedStatement sql = db.prepareStatement(query)) {
            sql.setBytes(1, key.pack().hash().bytes());
            sql.setInt(2, key.index());
            try (ResultSet row = sql.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Spot(
                                        row.getInt(1),
                                        row.getLong(2),
                                        row.getInt(3),
                                        FolderId.of(row.getBytes(4))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IOException("the index of pieces cannot be read", e);
        }
    }

    /// Adds a row, in place of an older one of the same piece.
    synchronized void add(Row row) throws IOException {
        try {
            insert(row);
        } catch (SQLException e) {
            throw new IOException("the index of pieces cannot be written", e);
        }
    }

    /// Adds rows of one volume, which is indexed up to an offset from then on: all or none.
    synchronized void add(int volume, List<Row> rows, long upTo) throws IOException {
        try {
            db.setAutoCommit(false);
            try {
                for (Row row : rows) {
                    insert(row);
                }
                setIndexed(volume, upTo);
                db.commit();
            } catch (SQLException e) {
                db.rollback();
                throw e;
            } finally {
                db.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IOException("the index of pieces cannot be written", e);
        }
    }

    synchronized long indexedUpTo(int volume) throws IOException {
        String query = "SELECT upto FROM indexed WHERE volume = ?";
        try (PreparedStatement sql = db.prepareStatement(query)) {
            sql.setInt(1, volume);
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new IOException("the index of pieces cannot be read", e);
        }
    }

    synchronized PieceStore.Usage usage() throws IOException {
        String query = "SELECT count(*), coalesce(sum(length), 0) FROM piece";
        try (Statement sql = db.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return new PieceStore.Usage(row.getLong(1), row.getLong(2));
        } catch (SQLException e) {
            throw new IOException("the index of pieces cannot be read", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            db.close();
        } catch (SQLException e) {
            throw new IOException("the index of pieces did not close", e);
        }
    }

    private static void check(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("PRAGMA quick_check(1)")) {
            if (!row.next() || !row.getString(1).equals("ok")) {
                throw new SQLException("the index of pieces is damaged");
            }
        }
    }

    private void insert(Row row) throws SQLException {
        String insert = "INSERT OR REPLACE INTO piece VALUES(?, ?, ?, ?, ?, ?)";
        try (PreparedStatement sql = db.prepareStatement(insert)) {
            sql.setBytes(1, row.key.pack().hash().bytes());
            sql.setInt(2, row.key.index());
            sql.setInt(3, row.spot.volume);
            sql.setLong(4, row.spot.offset);
            sql.setInt(5, row.spot.length);
            sql.setBytes(6, row.spot.folder.bytes());
            sql.executeUpdate();
        }
    }

    private void setIndexed(int volume, long upTo) throws SQLException {
        String upsert = "INSERT OR REPLACE INTO indexed VALUES(?, ?)";
        try (PreparedStatement sql = db.prepareStatement(upsert)) {
            sql.setInt(1, volume);
            sql.setLong(2, upTo);
            sql.executeUpdate();
        }
    }
}
