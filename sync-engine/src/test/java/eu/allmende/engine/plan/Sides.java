package eu.allmende.engine.plan;

import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was agreed, and what the two sides made of it: what a planner is asked about.
final class Sides {
    private final Tree base;
    private final Tree local;
    private final Tree remote;
    private final Doings here;
    private final Doings there;

    Sides(Tree base, Tree local, Tree remote) {
        this.base = base;
        this.local = local;
        this.remote = remote;
        here = doings(local);
        there = doings(remote);
    }

    /// What one side did, entry by entry, told from its tree alone.
    record Doings(
            Set<EntryId> created, Set<EntryId> deleted, Set<EntryId> moved, Set<EntryId> edited) {}

    /// What was agreed.
    Tree base() {
        return base;
    }

    /// What the disk holds.
    Tree local() {
        return local;
    }

    /// What the commit log says.
    Tree remote() {
        return remote;
    }

    /// What was done here.
    Doings here() {
        return here;
    }

    /// What was done there.
    Doings there() {
        return there;
    }

    private Doings doings(Tree after) {
        Doings doings =
                new Doings(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
        for (EntryId entry : entries()) {
            Optional<EntryState> old = base.find(entry);
            Optional<EntryState> now = after.find(entry);
            if (old.isEmpty() && now.isPresent()) {
                doings.created.add(entry);
            } else if (old.isPresent() && now.isEmpty()) {
                doings.deleted.add(entry);
            } else if (old.isPresent()) {
                if (!old.get().sameSpot(now.orElseThrow())) {
                    doings.moved.add(entry);
                }
                if (!old.get().content().sameAs(now.orElseThrow().content())) {
                    doings.edited.add(entry);
                }
            }
        }
        return doings;
    }

    /// All that there is on any side.
    Set<EntryId> entries() {
        Set<EntryId> all = new HashSet<>(base.ids());
        all.addAll(local.ids());
        all.addAll(remote.ids());
        return all;
    }

    /// Each entry merged for itself: what should come out where nothing is in conflict.
    Map<EntryId, EntryState> mergedOneByOne() {
        Map<EntryId, EntryState> merged = new HashMap<>();
        entries().forEach(entry -> mergedOne(entry).ifPresent(s -> merged.put(entry, s)));
        return merged;
    }

    private Optional<EntryState> mergedOne(EntryId entry) {
        Optional<EntryState> old = base.find(entry);
        Optional<EntryState> here = local.find(entry);
        Optional<EntryState> there = remote.find(entry);
        if (old.isEmpty()) {
            return here.or(() -> there);
        }
        if (here.isEmpty() || there.isEmpty()) {
            return here.or(() -> there).filter(left -> !left.sameAs(old.get()));
        }
        boolean movedOnlyHere = there.get().sameSpot(old.get());
        boolean editedOnlyHere = there.get().content().sameAs(old.get().content());
        Spot spot = (movedOnlyHere ? here : there).get().spot();
        Content content = (editedOnlyHere ? here : there).get().content();
        return Optional.of(new EntryState(spot.parent(), spot.name(), content));
    }
}
