package eu.allmende.engine.state;

import eu.allmende.protocol.follow.OwnDiskException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A file of which all can be made again from the commons: one that is damaged, or of another
/// version, is put aside and begun anew.
public final class CacheDatabase implements AutoCloseable {
    private final Connection db;
    private final String name;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private CacheDatabase(Connection db, String name) {
        this.db = db;
        this.name = name;
    }

    /// What lies in such a file.
    ///
    /// @param name what it is called in a sentence: "the database of …"
    /// @param version its `user_version`, at least 1; a file of another one is begun anew
    /// @param tables the statements that make it
    public record Form(String name, int version, List<String> tables) {
        public Form {
            tables = List.copyOf(tables);
        }
    }

    /// What is done in one transaction.
    ///
    /// @param <T> what it gives
    @FunctionalInterface
    public interface Work<T> {
        /// Does it; may throw, and then nothing of it was done.
        T run() throws SQLException, IOException;
    }

    /// Opens the file, or begins it.
    ///
    /// @throws IOException if the disk fails
    public static CacheDatabase open(Path file, Form form) throws IOException {
        try {
            return new CacheDatabase(connect(file, form), form.name);
        } catch (SQLException e) {
            try {
                putAside(file);
                return new CacheDatabase(connect(file, form), form.name);
            } catch (SQLException second) {
                second.addSuppressed(e);
                throw new OwnDiskException(form.name + " cannot be opened", second);
            }
        }
    }

    /// Does it as one: all of it lasts, or nothing.
    ///
    /// @throws OwnDiskException if the database fails
    public synchronized <T> T run(Work<T> work) throws IOException {
        boolean done = false;
        try {
            T result = work.run();
            db.commit();
            done = true;
            return result;
        } catch (SQLException e) {
            throw new OwnDiskException(name + " failed", e);
        } finally {
            if (!done) {
                rollBack();
            }
        }
    }

    private void rollBack() throws IOException {
        try {
            db.rollback();
        } catch (SQLException e) {
            throw new OwnDiskException(name + " failed", e);
        }
    }

    /// The statement, prepared once; only inside of work. Its result must be read to its end before
    /// it is used again.
    public PreparedStatement sql(String text) throws SQLException {
        PreparedStatement statement = statements.get(text);
        if (statement == null) {
            statement = db.prepareStatement(text);
            statements.put(text, statement);
        }
        return statement;
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            db.close();
        } catch (SQLException e) {
            throw new IOException(name + " did not close", e);
        }
    }

    private static Connection connect(Path file, Form form) throws SQLException {
        Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement sql = db.createStatement()) {
            sql.execute("PRAGMA journal_mode=WAL");
            sql.execute("PRAGMA synchronous=NORMAL");
            int version = number(sql, "PRAGMA user_version");
            if (version == 0 && number(sql, "SELECT count(*) FROM sqlite_master") == 0) {
                for (String table : form.tables) {
                    sql.execute(table);
                }
                sql.execute("PRAGMA user_version = " + form.version);
            } else if (version != form.version) {
                throw new SQLException(form.name + " has version " + version);
            } else {
                check(sql);
            }
            db.setAutoCommit(false);
            return db;
        } catch (SQLException e) {
            db.close();
            throw e;
        }
    }

    private static void check(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("PRAGMA quick_check(1)")) {
            if (!row.next() || !row.getString(1).equals("ok")) {
                throw new SQLException("the database does not hang together");
            }
        }
    }

    private static int number(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static void putAside(Path file) throws IOException {
        Files.deleteIfExists(Path.of(file + "-wal"));
        Files.deleteIfExists(Path.of(file + "-shm"));
        if (Files.exists(file)) {
            Files.move(file, Path.of(file + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
