package eu.allmende.engine.state;

import eu.allmende.engine.state.FolderTrees.Row;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A folder's database. One writer, short transactions; for one thread.
public final class FolderStore implements Journal, AutoCloseable {
    private static final byte[] AS_REMOTE = {};

    private final Connection connection;
    private final FolderTrees trees = new FolderTrees();
    private final List<JournalRow> openRows = new ArrayList<>();
    private final Set<Asked> asked = new HashSet<>();
    private long storedSequence = -1;

    private FolderStore(Connection connection) {
        this.connection = connection;
    }

    /// Reads everything.
    static FolderStore load(Connection connection) throws SQLException, IOException {
        FolderStore store = new FolderStore(connection);
        store.readTrees();
        store.readJournal();
        store.readAsked();
        return store;
    }

    /// The trees, as they were last saved.
    public FolderTrees trees() {
        return trees;
    }

    /// Writes all that changed in the trees.
    public void save() throws IOException {
        inTransaction(this::writeTrees);
    }

    @Override
    public void begin(List<JournalRow> rows) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        durably("FULL");
        try {
            inTransaction(() -> writeJournal(rows));
        } finally {
            durably("NORMAL");
        }
    }

    @Override
    public void finish() throws IOException {
        inTransaction(() -> {
            writeTrees();
            execute("DELETE FROM journal");
        });
    }

    /// Notes, before a commit is asked for, what it says.
    public void ask(long base, List<Change> changes) throws IOException {
        Asked one = Asked.of(base, changes);
        if (asked.add(one)) {
            inTransaction(() -> writeAsked(one));
            asked.removeIf(old -> old.base() < base);
        }
    }

    /// Whether just this commit was asked for from here.
    public boolean asked(long base, List<Change> changes) {
        return asked.stream().anyMatch(one -> one.base() == base)
                && asked.contains(Asked.of(base, changes));
    }

    /// The rows that were open when the last run ended, in their order.
    public List<JournalRow> openRows() {
        return Collections.unmodifiableList(openRows);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            System.getLogger(FolderStore.class.getName())
                    .log(System.Logger.Level.WARNING, "a database did not close", e);
        }
    }

    private void readTrees() throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT id, local, sighting, synced, remote, sum FROM entry")) {
            RowReading reading = new RowReading();
            while (rows.next()) {
                reading.readInto(trees, rows);
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new DamagedStateException(e);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sequence, sum FROM folder")) {
            storedSequence = 0;
            if (row.next()) {
                storedSequence = row.getLong(1);
                RowSum.check(row.getLong(2), RowSum.of(storedSequence));
            }
            trees.loaded(storedSequence);
        }
    }

    private void readJournal() throws SQLException, DamagedStateException {
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT row, sum FROM journal ORDER BY number")) {
            while (result.next()) {
                byte[] row = result.getBytes(1);
                RowSum.check(result.getLong(2), RowSum.of(row));
                openRows.add(StateForm.read(row, JournalForm::row));
            }
        }
    }

    private void readAsked() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT base, sum FROM asked")) {
            while (rows.next()) {
                byte[] sum = rows.getBytes(2);
                if (sum != null && sum.length == Hash.SIZE_BYTES) {
                    asked.add(new Asked(rows.getLong(1), Hash.of(sum)));
                }
            }
        }
    }

    private void writeAsked(Asked one) throws SQLException {
        execute("DELETE FROM asked WHERE base < " + one.base());
        try (PreparedStatement put =
                connection.prepareStatement("INSERT INTO asked (base, sum) VALUES (?, ?)")) {
            put.setLong(1, one.base());
            put.setBytes(2, one.sum().bytes());
            put.executeUpdate();
        }
    }

    private void writeTrees() throws SQLException {
        List<EntryId> dirty = trees.takeDirty();
        try {
            writeRows(dirty);
            if (storedSequence != trees.sequence()) {
                execute("DELETE FROM folder");
                execute(
                        "INSERT INTO folder (sequence, sum) VALUES (%d, %d)"
                                .formatted(trees.sequence(), RowSum.of(trees.sequence())));
                storedSequence = trees.sequence();
            }
        } catch (SQLException e) {
            trees.giveBack(dirty);
            storedSequence = -1;
            throw e;
        }
    }

    private void writeRows(List<EntryId> dirty) throws SQLException {
        try (PreparedStatement put =
                        connection.prepareStatement(
                                "INSERT OR REPLACE INTO entry"
                                        + " (id, local, sighting, synced, remote, sum)"
                                        + " VALUES (?, ?, ?, ?, ?, ?)");
                PreparedStatement drop =
                        connection.prepareStatement("DELETE FROM entry WHERE id = ?")) {
            for (EntryId entry : dirty) {
                Row row = trees.row(entry);
                if (row.isEmpty()) {
                    drop.setBytes(1, entry.bytes());
                    drop.addBatch();
                } else {
                    bind(put, entry, row);
                    put.addBatch();
                }
            }
            put.executeBatch();
            drop.executeBatch();
        }
    }

    private static void bind(PreparedStatement put, EntryId entry, Row row) throws SQLException {
        byte[] @Nullable [] columns = {
            entry.bytes(),
            column(row.local(), row.remote()),
            row.sighting().map(FolderStore::column).orElse(null),
            column(row.synced(), row.remote()),
            column(row.remote(), Optional.empty())
        };
        for (int i = 0; i < columns.length; i++) {
            put.setBytes(i + 1, columns[i]);
        }
        put.setLong(columns.length + 1, RowSum.of(columns));
    }

    private static byte[] column(Sighting sighting) {
        return StateForm.bytes(out -> StateForm.write(out, sighting));
    }

    private static byte @Nullable [] column(
            Optional<EntryState> state, Optional<EntryState> remote) {
        if (state.isEmpty()) {
            return null;
        }
        return state.equals(remote)
                ? AS_REMOTE
                : StateForm.bytes(out -> StateForm.write(out, state.get()));
    }

    private void writeJournal(List<JournalRow> rows) throws SQLException {
        try (PreparedStatement put =
                connection.prepareStatement("INSERT INTO journal (row, sum) VALUES (?, ?)")) {
            for (JournalRow row : rows) {
                byte[] bytes = JournalForm.bytes(row);
                put.setBytes(1, bytes);
                put.setLong(2, RowSum.of(bytes));
                put.addBatch();
            }
            put.executeBatch();
        }
    }

    private void durably(String level) throws IOException {
        try {
            execute("PRAGMA synchronous = " + level);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Something that writes to the database.
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private void inTransaction(Work work) throws IOException {
        try {
            connection.setAutoCommit(false);
            try {
                work.run();
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static IOException failed(SQLException e) {
        return FolderDatabase.isCorrupt(e)
                ? new DamagedStateException(e)
                : new IOException("the folder's database could not be used", e);
    }
}
