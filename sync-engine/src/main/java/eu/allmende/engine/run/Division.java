package eu.allmende.engine.run;

import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which changes can be committed now, and which only once the bulk lane has sent their content.
///
/// What gives a name up that such content is to have waits with it, and is in neither list: the
/// name is never missing elsewhere for as long as the sending takes.
record Division(List<Change> ready, List<Change> later) {

    static Division of(List<Change> changes, Tree remote, BulkSending bulk) {
        List<Change> ready = new ArrayList<>();
        List<Change> later = new ArrayList<>();
        List<Change> fresh = new ArrayList<>();
        for (Change change : changes) {
            if (bytes(change) == 0 || holdsSameBytes(change, remote) || bulk.isSent(change)) {
                ready.add(change);
            } else if (bulk.knows(change)) {
                later.add(change);
            } else {
                fresh.add(change);
            }
        }
        Set<Change> small = new HashSet<>(Lane.small(fresh, Division::bytes, bulk.smallBytes()));
        fresh.forEach(change -> (small.contains(change) ? ready : later).add(change));
        Set<Spot> awaited = new HashSet<>();
        later.forEach(change -> change.after().ifPresent(state -> awaited.add(state.spot())));
        List<Change> waiting = ready.stream().filter(c -> leaves(c, awaited, remote)).toList();
        ready.removeAll(new HashSet<>(waiting));
        return new Division(ready, later);
    }

    /// A moved file sends nothing.
    private static boolean holdsSameBytes(Change change, Tree remote) {
        return content(change)
                .flatMap(file ->
                        remote.find(change.entry())
                                .map(EntryState::content)
                                .filter(Content.File.class::isInstance)
                                .map(Content.File.class::cast)
                                .filter(old -> old.contentId().equals(file.contentId())))
                .isPresent();
    }

    private static boolean leaves(Change change, Set<Spot> awaited, Tree remote) {
        Optional<EntryState> before = remote.find(change.entry());
        return before.isPresent()
                && awaited.contains(before.get().spot())
                && change.after().filter(before.get()::sameSpot).isEmpty();
    }

    private static Optional<Content.File> content(Change change) {
        return change.after()
                .map(EntryState::content)
                .filter(Content.File.class::isInstance)
                .map(Content.File.class::cast);
    }

    /// How much content a change holds.
    static long bytes(Change change) {
        return content(change).map(Content.File::sizeBytes).orElse(0L);
    }
}
