package eu.allmende.engine.state;

import eu.allmende.engine.state.FolderTrees.Row;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
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
    private long storedSequence = -1;

    private FolderStore(Connection connection) {
        this.connection = connection;
    }

    /// Reads everything.
    static FolderStore load(Connection connection) throws SQLException, IOException {
        FolderStore store = new FolderStore(connection);
        store.readTrees();
        store.readJournal();
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
                                "SELECT id, local, sighting, synced, remote FROM entry")) {
            while (rows.next()) {
                Optional<EntryState> remote = state(rows.getBytes(5), Optional.empty());
                byte[] sighting = rows.getBytes(3);
                trees.load(
                        EntryId.of(rows.getBytes(1)),
                        new Row(
                                state(rows.getBytes(2), remote),
                                sighting == null
                                        ? Optional.empty()
                                        : Optional.of(
                                                StateForm.read(sighting, StateForm::sighting)),
                                state(rows.getBytes(4), remote),
                                remote));
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new DamagedStateException(e);
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sequence FROM folder")) {
            storedSequence = row.next() ? row.getLong(1) : 0;
            trees.loadSequence(storedSequence);
        }
    }

    private void readJournal() throws SQLException, DamagedStateException {
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT row FROM journal ORDER BY number")) {
            while (result.next()) {
                openRows.add(StateForm.read(result.getBytes(1), JournalForm::row));
            }
        }
    }

    private static Optional<EntryState> state(byte @Nullable [] bytes, Optional<EntryState> remote)
            throws DamagedStateException {
        if (bytes == null) {
            return Optional.empty();
        }
        return bytes.length == 0 ? remote : Optional.of(StateForm.read(bytes, StateForm::state));
    }

    private void writeTrees() throws SQLException {
        Set<EntryId> dirty = trees.takeDirty();
        try {
            writeRows(dirty);
            if (storedSequence != trees.sequence()) {
                execute("DELETE FROM folder");
                execute("INSERT INTO folder (sequence) VALUES (" + trees.sequence() + ")");
                storedSequence = trees.sequence();
            }
        } catch (SQLException e) {
            trees.giveBack(dirty);
            storedSequence = -1;
            throw e;
        }
    }

    private void writeRows(Set<EntryId> dirty) throws SQLException {
        try (PreparedStatement put =
                        connection.prepareStatement(
                                "INSERT OR REPLACE INTO entry"
                                        + " (id, local, sighting, synced, remote)"
                                        + " VALUES (?, ?, ?, ?, ?)");
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
        put.setBytes(1, entry.bytes());
        put.setBytes(2, column(row.local(), row.remote()));
        put.setBytes(3, row.sighting().map(FolderStore::column).orElse(null));
        put.setBytes(4, column(row.synced(), row.remote()));
        put.setBytes(5, column(row.remote(), Optional.empty()));
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
                connection.prepareStatement("INSERT INTO journal (row) VALUES (?)")) {
            for (JournalRow row : rows) {
                put.setBytes(1, JournalForm.bytes(row));
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
        return new IOException("the folder's database could not be used", e);
    }
}
