package eu.allmende.engine.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Opens a folder's database, and makes a new one in place of one that is damaged.
public final class FolderDatabase {
    /// Version 2 knows freed files. One of version 1 holds none and is read as it is, but an older
    /// program would take them for deleted: it must refuse.
    private static final int VERSION = 2;

    private static final List<String> SCHEMA =
            List.of(
                    "CREATE TABLE entry (id BLOB PRIMARY KEY NOT NULL, local BLOB, sighting BLOB,"
                            + " synced BLOB, remote BLOB, sum INTEGER NOT NULL) WITHOUT ROWID",
                    "CREATE TABLE folder (sequence INTEGER NOT NULL, sum INTEGER NOT NULL)",
                    "CREATE TABLE journal (number INTEGER PRIMARY KEY AUTOINCREMENT,"
                            + " row BLOB NOT NULL, sum INTEGER NOT NULL)",
                    "PRAGMA user_version = " + VERSION);

    /// Newer than the others; a database without it gets it.
    private static final String ASKED =
            "CREATE TABLE IF NOT EXISTS asked (base INTEGER NOT NULL, sum BLOB NOT NULL)";

    private FolderDatabase() {}

    /// A database that is open.
    ///
    /// @param isNew whether nothing is remembered: it was made just now
    /// @param damaged where a damaged one was put, if there was one
    public record Opened(FolderStore store, boolean isNew, Optional<Path> damaged) {}

    /// Opens the database, makes it if there is none. A damaged one is put aside, not deleted.
    ///
    /// @throws IOException if the disk cannot be read or written, or the database is of a newer
    ///   version of the program
    public static Opened open(Path file) throws IOException {
        boolean isNew = !Files.exists(file);
        try {
            return new Opened(load(file), isNew, Optional.empty());
        } catch (SQLException | DamagedStateException e) {
            if (!isDamage(e)) {
                throw new IOException("the folder's database could not be opened", e);
            }
            Path aside = putAside(file);
            try {
                return new Opened(load(file), true, Optional.of(aside));
            } catch (SQLException again) {
                throw new IOException("the folder's database could not be made", again);
            }
        }
    }

    private static FolderStore load(Path file) throws SQLException, IOException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        boolean done = false;
        try {
            prepare(connection);
            FolderStore store = FolderStore.load(connection);
            done = true;
            return store;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    private static void prepare(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("PRAGMA foreign_keys = ON");
            statement.execute("PRAGMA busy_timeout = 5000");
            int version = version(statement);
            if (version > VERSION) {
                throw new IOException("the folder's database is of a newer version of Allmende");
            }
            if (version == 0) {
                connection.setAutoCommit(false);
                for (String sql : SCHEMA) {
                    statement.execute(sql);
                }
                connection.commit();
                connection.setAutoCommit(true);
            } else {
                check(statement);
            }
            if (version == 1) {
                statement.execute("PRAGMA user_version = " + VERSION);
            }
            statement.execute(ASKED);
        }
    }

    private static void check(Statement statement) throws SQLException, DamagedStateException {
        try (ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (!row.next() || !row.getString(1).equals("ok")) {
                throw new DamagedStateException("the database does not hang together");
            }
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static boolean isDamage(Exception e) {
        boolean isUnknown =
                e instanceof SQLiteException sqlite
                        && primary(sqlite) == SQLiteErrorCode.SQLITE_ERROR.code;
        return isUnknown || isCorrupt(e) || e instanceof DamagedStateException;
    }

    /// Whether the file is no whole database any more.
    static boolean isCorrupt(Exception e) {
        return e instanceof SQLiteException sqlite
                && (primary(sqlite) == SQLiteErrorCode.SQLITE_CORRUPT.code
                        || primary(sqlite) == SQLiteErrorCode.SQLITE_NOTADB.code);
    }

    private static int primary(SQLiteException e) {
        return e.getResultCode().code & 0xff;
    }

    private static Path putAside(Path file) throws IOException {
        Path aside = null;
        for (int i = 1; aside == null || Files.exists(aside); i++) {
            aside = file.resolveSibling(file.getFileName() + ".damaged-" + i);
        }
        for (String part : List.of("-wal", "-shm")) {
            Path from = file.resolveSibling(file.getFileName() + part);
            if (Files.exists(from)) {
                Path to = aside.resolveSibling(aside.getFileName() + part);
                Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, aside);
        return aside;
    }
}
