package eu.allmende.engine.history;

import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// As much of a folder's tree as is needed to judge some changes: what they change, the directories
/// above, what lies at the spots they take, and what lies in what they delete.
final class Surroundings {
    private final Versions versions;
    private final Tree tree = new Tree();
    private final Set<EntryId> climbed = new HashSet<>();

    private Surroundings(Versions versions) {
        this.versions = versions;
    }

    /// Reads them as they stand now.
    static Tree of(List<Change> changes, Versions versions) throws SQLException, IOException {
        Surroundings surroundings = new Surroundings(versions);
        for (Change change : changes) {
            surroundings.read(change);
        }
        return surroundings.tree;
    }

    private void read(Change change) throws SQLException, IOException {
        Optional<EntryState> _ = standing(change.entry());
        if (change.after().isPresent()) {
            climb(change.after().get().parent());
            for (Span span : versions.standingAt(change.after().get().spot())) {
                take(span);
            }
        } else {
            for (Span span : versions.standingIn(change.entry())) {
                take(span);
            }
        }
    }

    private void climb(EntryId directory) throws SQLException, IOException {
        EntryId at = directory;
        while (!at.equals(EntryState.ROOT) && climbed.add(at)) {
            Optional<EntryState> state = standing(at);
            if (state.isEmpty()) {
                return;
            }
            at = state.get().parent();
        }
    }

    private Optional<EntryState> standing(EntryId entry) throws SQLException, IOException {
        Optional<EntryState> known = tree.find(entry);
        if (known.isPresent()) {
            return known;
        }
        Optional<Span> span = versions.at(entry, HistoryTables.STANDS - 1);
        if (span.isPresent()) {
            take(span.get());
        }
        return tree.find(entry);
    }

    private void take(Span span) {
        if (span.stands() && !tree.contains(span.entry())) {
            tree.put(span.entry(), span.state());
        }
    }
}
