package eu.allmende.engine.state;

import eu.allmende.engine.state.FolderTrees.Row;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.protocol.id.EntryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the rows of the three trees. What rows have in common is one object in memory: the states
/// of one entry that are equal, and the directory that many entries lie in.
final class RowReading {
    private final Map<EntryId, EntryId> parents = new HashMap<>();

    /// Takes the row at which the result stands.
    ///
    /// @param rows id, local, sighting, synced, remote, sum
    /// @throws DamagedStateException if it is not as it was written
    void readInto(FolderTrees trees, ResultSet rows) throws SQLException, DamagedStateException {
        byte[] id = rows.getBytes(1);
        byte[] local = rows.getBytes(2);
        byte[] sighting = rows.getBytes(3);
        byte[] synced = rows.getBytes(4);
        byte[] remote = rows.getBytes(5);
        RowSum.check(rows.getLong(6), RowSum.of(id, local, sighting, synced, remote));
        Optional<EntryState> there = state(remote, Optional.empty());
        EntryId entry = EntryId.of(id);
        trees.load(
                parents.getOrDefault(entry, entry),
                new Row(state(local, there), sighting(sighting), state(synced, there), there));
    }

    private static Optional<Sighting> sighting(byte @Nullable [] bytes)
            throws DamagedStateException {
        return bytes == null
                ? Optional.empty()
                : Optional.of(StateForm.read(bytes, StateForm::sighting));
    }

    private Optional<EntryState> state(byte @Nullable [] bytes, Optional<EntryState> remote)
            throws DamagedStateException {
        if (bytes == null) {
            return Optional.empty();
        }
        if (bytes.length == 0) {
            return remote;
        }
        EntryState state = StateForm.read(bytes, StateForm::state);
        EntryId parent = parents.computeIfAbsent(state.parent(), same -> same);
        return Optional.of(state.at(parent, state.name()));
    }
}
