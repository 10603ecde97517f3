package eu.allmende.node.validator.store;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.sqlite.SQLiteConfig;

/// One connection to an SQLite file. Not safe for several threads at once.
///
/// Arguments and columns may be numbers, text, [Bytes] and [Hash]. Every failure is an
/// `UncheckedIOException`.
public final class Database implements AutoCloseable {
    private static final int BUSY_MILLIS = 5_000;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private final String begin;

    private Database(Connection connection, String begin) {
        this.connection = connection;
        this.begin = begin;
    }

    /// What a power cut may take back. (A killed process never loses a transaction.)
    public enum Safety {
        /// The last transactions; the file stays whole.
        MAY_FALL_BACK,
        /// Nothing: each transaction is on the disk when it ends.
        HOLDS
    }

    /// Opens a file for writing and reading; makes it if there is none.
    ///
    /// @throws IOException if the file cannot be opened or is no database
    public static Database open(Path file, Safety safety) throws IOException {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(
                safety == Safety.HOLDS
                        ? SQLiteConfig.SynchronousMode.FULL
                        : SQLiteConfig.SynchronousMode.NORMAL);
        return connect(file, config, "BEGIN IMMEDIATE");
    }

    /// Opens a file that exists, for reading only.
    ///
    /// @throws IOException if the file cannot be opened or is no database
    public static Database openForReading(Path file) throws IOException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return connect(file, config, "BEGIN");
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        return config;
    }

    private static Database connect(Path file, SQLiteConfig config, String begin)
            throws IOException {
        try {
            return new Database(config.createConnection("jdbc:sqlite:" + file), begin);
        } catch (SQLException e) {
            throw new IOException("the database cannot be opened", e);
        }
    }

    /// Carries out statements that give no rows, such as those that make tables.
    public void run(List<String> sql) {
        ask(() -> {
            for (String one : sql) {
                try (var statement = connection.createStatement()) {
                    statement.execute(one);
                }
            }
            return sql.size();
        });
    }

    /// Carries out one statement.
    ///
    /// @return how many rows it changed
    public int update(String sql, Object... arguments) {
        return ask(() -> prepare(sql, arguments).executeUpdate());
    }

    /// The first row of an answer; empty if there is none.
    public <T> Optional<T> first(String sql, Row.Reading<T> reading, Object... arguments) {
        return ask(() -> {
            try (ResultSet rows = prepare(sql, arguments).executeQuery()) {
                return rows.next() ? Optional.of(reading.read(new Row(rows))) : Optional.empty();
            }
        });
    }

    /// All rows of an answer, in its order.
    public <T> List<T> all(String sql, Row.Reading<T> reading, Object... arguments) {
        return ask(() -> {
            List<T> found = new ArrayList<>();
            try (ResultSet rows = prepare(sql, arguments).executeQuery()) {
                Row row = new Row(rows);
                while (rows.next()) {
                    found.add(reading.read(row));
                }
            }
            return found;
        });
    }

    /// Does several things as one: all of them last, or, if one fails, none. What is read meanwhile
    /// belongs to one moment.
    public <T> T together(Supplier<T> work) {
        update(begin);
        boolean done = false;
        try {
            T result = work.get();
            update("COMMIT");
            done = true;
            return result;
        } finally {
            if (!done) {
                update("ROLLBACK");
            }
        }
    }

    private PreparedStatement prepare(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case Hash hash -> statement.setBytes(i + 1, hash.bytes());
                case Bytes bytes -> statement.setBytes(i + 1, bytes.bytes());
                case Number number -> statement.setLong(i + 1, number.longValue());
                case String text -> statement.setString(i + 1, text);
                default -> throw new IllegalArgumentException("no column holds such a value");
            }
        }
        return statement;
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("the database failed", e));
        }
    }

    @Override
    public void close() {
        ask(() -> {
            connection.close();
            return true;
        });
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }
}
