package eu.allmende.node.store;

import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where each piece's record lies. May be lost: the volumes say the same.
final class PieceIndex implements AutoCloseable {
    private static final String PIECES =
            """
            CREATE TABLE IF NOT EXISTS piece(
              root BLOB NOT NULL, idx INTEGER NOT NULL, volume INTEGER NOT NULL, at INTEGER NOT NULL,
              length INTEGER NOT NULL, folder BLOB NOT NULL, trashed INTEGER NOT NULL, PRIMARY KEY(root, idx)) WITHOUT ROWID\
            """;
    private static final String INDEXED =
            "CREATE TABLE IF NOT EXISTS indexed(volume INTEGER PRIMARY KEY, upto INTEGER NOT NULL)";

    private final Connection db;

    /// Where a record lies.
    ///
    /// @param length bytes of head and sealed bytes
    /// @param trashedMillis when it was put into the trash; 0 if it is not in there
    record Spot(int volume, long offset, int length, FolderId folder, long trashedMillis) {
        Spot(int volume, long offset, int length, FolderId folder) {
            this(volume, offset, length, folder, 0);
        }

        boolean isAt(Spot other) {
            return volume == other.volume && offset == other.offset;
        }
    }

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
            sql.execute("SELECT trashed FROM piece LIMIT 1");
            check(sql);
        } catch (SQLException e) {
            close();
            throw new IOException("the index of pieces cannot be opened", e);
        }
    }

    synchronized Optional<Spot> find(PieceKey key) throws IOException {
        String query =
                "SELECT volume, at, length, folder, trashed FROM piece WHERE root = ? AND idx = ?";
        try (PreparedStatement sql = db.prepareStatement(query)) {
            sql.setBytes(1, key.pack().hash().bytes());
            sql.setInt(2, key.index());
            try (ResultSet row = sql.executeQuery()) {
                return row.next() ? Optional.of(spot(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IOException("the index of pieces cannot be read", e);
        }
    }

    private static Spot spot(ResultSet row) throws SQLException {
        return new Spot(
                row.getInt(1),
                row.getLong(2),
                row.getInt(3),
                FolderId.of(row.getBytes(4)),
                row.getLong(5));
    }

    /// For which folders there are pieces.
    synchronized Set<FolderId> folders() throws IOException {
        try (Statement sql = db.createStatement();
                ResultSet row = sql.executeQuery("SELECT DISTINCT folder FROM piece")) {
            Set<FolderId> folders = new LinkedHashSet<>();
            while (row.next()) {
                folders.add(FolderId.of(row.getBytes(1)));
            }
            return folders;
        } catch (SQLException e) {
            throw new IOException("the index of pieces cannot be read", e);
        }
    }

    /// Puts a folder's pieces of a pack into the trash; what is in there keeps its time.
    ///
    /// @return how many bytes their records take
    synchronized long discard(FolderId folder, PackRoot pack, long nowMillis) throws IOException {
        return change(
                "UPDATE piece SET trashed = ? WHERE root = ? AND folder = ? AND trashed = 0"
                        + " RETURNING length",
                sql -> {
                    sql.setLong(1, nowMillis);
                    sql.setBytes(2, pack.hash().bytes());
                    sql.setBytes(3, folder.bytes());
                });
    }

    /// Takes a piece out of the trash, if it is in there.
    ///
    /// @return how many bytes its record takes; 0 if it was not
    synchronized long restore(PieceKey key) throws IOException {
        return change(
                "UPDATE piece SET trashed = 0 WHERE root = ? AND idx = ? AND trashed > 0"
                        + " RETURNING length",
                sql -> bind(sql, key));
    }

    /// Forgets a piece, if it is still in the trash.
    ///
    /// @return whether it was
    synchronized boolean dropTrashed(PieceKey key) throws IOException {
        return change(
                        "DELETE FROM piece WHERE root = ? AND idx = ? AND trashed > 0"
                                + " RETURNING length",
                        sql -> bind(sql, key))
                > 0;
    }

    /// What was put into the trash before a moment.
    synchronized List<Row> trashedBefore(long millis) throws IOException {
        return rows("trashed > 0 AND trashed < ?", millis);
    }

    private List<Row> rows(String condition, long number) throws IOException {
        String query =
                "SELECT volume, at, length, folder, trashed, root, idx FROM piece WHERE "
                        + condition;
        try (PreparedStatement sql = db.prepareStatement(query)) {
            sql.setLong(1, number);
            try (ResultSet row = sql.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                while (row.next()) {
                    PackRoot root = new PackRoot(Hash.of(row.getBytes(6)));
                    rows.add(new Row(new PieceKey(root, row.getInt(7)), spot(row)));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new IOException("the index of pieces cannot be read", e);
        }
    }

    /// Bytes of records that are not dropped, by volume.
    synchronized Map<Integer, Long> liveBytes() throws IOException {
        String query = "SELECT volume, sum(length) FROM piece GROUP BY volume";
        try (Statement sql = db.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            Map<Integer, Long> bytes = new HashMap<>();
            while (row.next()) {
                bytes.put(row.getInt(1), row.getLong(2));
            }
            return bytes;
        } catch (SQLException e) {
            throw new IOException("the index of pieces cannot be read", e);
        }
    }

    /// The records of a volume that are not dropped, in their order.
    synchronized List<Row> inVolume(int volume) throws IOException {
        return rows("volume = ? ORDER BY at", volume);
    }

    /// A record was copied.
    ///
    /// @param row where it was
    /// @param volume where the copy is
    /// @param offset of the copy
    record Move(Row row, int volume, long offset) {}

    /// From now on these records are where they were copied to, as far as they are still where they
    /// were: all or none. What is in the trash stays there.
    synchronized void move(List<Move> moves) throws IOException {
        String update =
                "UPDATE piece SET volume = ?, at = ? WHERE root = ? AND idx = ? AND volume = ? AND"
                        + " at = ?";
        together(() -> {
            try (PreparedStatement sql = db.prepareStatement(update)) {
                for (Move move : moves) {
                    sql.setInt(1, move.volume);
                    sql.setLong(2, move.offset);
                    sql.setBytes(3, move.row.key.pack().hash().bytes());
                    sql.setInt(4, move.row.key.index());
                    sql.setInt(5, move.row.spot.volume);
                    sql.setLong(6, move.row.spot.offset);
                    sql.executeUpdate();
                }
            }
        });
    }

    /// Whether a volume holds any piece.
    synchronized boolean isUsed(int volume) throws IOException {
        try (PreparedStatement sql =
                db.prepareStatement("SELECT 1 FROM piece WHERE volume = ? LIMIT 1")) {
            sql.setInt(1, volume);
            try (ResultSet row = sql.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IOException("the index of pieces cannot be read", e);
        }
    }

    private interface Binding {
        void bind(PreparedStatement sql) throws SQLException;
    }

    /// @return the sum of what it returns
    private long change(String text, Binding binding) throws IOException {
        try (PreparedStatement sql = db.prepareStatement(text)) {
            binding.bind(sql);
            long sum = 0;
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    sum += row.getLong(1);
                }
            }
            return sum;
        } catch (SQLException e) {
            throw new IOException("the index of pieces cannot be written", e);
        }
    }

    private static void bind(PreparedStatement sql, PieceKey key) throws SQLException {
        sql.setBytes(1, key.pack().hash().bytes());
        sql.setInt(2, key.index());
    }

    /// Adds a row, in place of an older one of the same piece.
    ///
    /// @return where the older one was
    synchronized Optional<Spot> add(Row row) throws IOException {
        try {
            Optional<Spot> before = find(row.key());
            insert(row);
            return before;
        } catch (SQLException e) {
            throw new IOException("the index of pieces cannot be written", e);
        }
    }

    /// Adds rows of one volume, which is indexed up to an offset from then on: all or none.
    synchronized void add(int volume, List<Row> rows, long upTo) throws IOException {
        together(() -> {
            for (Row row : rows) {
                insert(row);
            }
            setIndexed(volume, upTo);
        });
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void together(Work work) throws IOException {
        try {
            db.setAutoCommit(false);
            try {
                work.run();
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

    /// What all rows tell of; nothing is known here of what is reclaimable.
    synchronized PieceStore.Usage usage() throws IOException {
        String query =
                "SELECT count(*), total(CASE trashed WHEN 0 THEN length END),"
                        + " total(CASE trashed WHEN 0 THEN 0 ELSE length END) FROM piece";
        try (Statement sql = db.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return new PieceStore.Usage(row.getLong(1), row.getLong(2), row.getLong(3), 0);
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
        String insert = "INSERT OR REPLACE INTO piece VALUES(?, ?, ?, ?, ?, ?, 0)";
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
