package eu.allmende.engine.plan;

import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A tree with changes on top of it, which costs what the changes cost. While it is being made, two
/// entries may want one spot.
final class Overlay {
    private final Tree below;
    private final Map<EntryId, Optional<EntryState>> changes = new LinkedHashMap<>();
    private final Map<Spot, Set<EntryId>> wanting = new HashMap<>();
    private final Map<EntryId, Set<EntryId>> inside = new HashMap<>();
    private final Map<EntryId, Integer> covered = new HashMap<>();

    Overlay(Tree below) {
        this.below = below;
    }

    Optional<EntryState> find(EntryId entry) {
        Optional<EntryState> changed = changes.get(entry);
        return changed != null ? changed : below.find(entry);
    }

    boolean contains(EntryId entry) {
        return find(entry).isPresent();
    }

    /// Whether something was set for the entry.
    boolean isChanged(EntryId entry) {
        return changes.containsKey(entry);
    }

    void set(EntryId entry, Optional<EntryState> after) {
        unset(entry);
        changes.put(entry, after);
        after.ifPresent(state -> {
            add(wanting, state.spot(), entry);
            add(inside, state.parent(), entry);
        });
        below.find(entry).ifPresent(old -> covered.merge(old.parent(), 1, Integer::sum));
    }

    /// Takes back what was set for an entry: it is as the tree below says.
    void unset(EntryId entry) {
        Optional<EntryState> old = changes.remove(entry);
        if (old != null) {
            old.ifPresent(state -> {
                take(wanting, state.spot(), entry);
                take(inside, state.parent(), entry);
            });
            below.find(entry).ifPresent(state -> covered.merge(state.parent(), -1, Integer::sum));
        }
    }

    /// All entries that were set.
    List<EntryId> changed() {
        return new ArrayList<>(changes.keySet());
    }

    /// All entries that want this spot.
    List<EntryId> at(Spot spot) {
        List<EntryId> entries = new ArrayList<>(wanting.getOrDefault(spot, Set.of()));
        below.at(spot).filter(entry -> !isChanged(entry)).ifPresent(entries::add);
        return entries;
    }

    /// The entries that were set and lie in a directory.
    List<EntryId> setInside(EntryId directory) {
        return new ArrayList<>(inside.getOrDefault(directory, Set.of()));
    }

    /// Whether anything lies in a directory.
    boolean holdsSomething(EntryId directory) {
        return inside.containsKey(directory)
                || below.children(directory).size() > covered.getOrDefault(directory, 0);
    }

    /// Whether the entry is the other one, or lies somewhere in it.
    boolean isWithin(EntryId entry, EntryId directory) {
        EntryId at = entry;
        while (!at.equals(directory)) {
            Optional<EntryState> state = find(at);
            if (state.isEmpty()) {
                return false;
            }
            at = state.get().parent();
        }
        return true;
    }

    /// How deep an entry lies; 0 in the root.
    int depth(EntryId entry) {
        int depth = -1;
        Optional<EntryState> state = find(entry);
        while (state.isPresent()) {
            depth++;
            state = find(state.get().parent());
        }
        return depth;
    }

    /// How it differs from the tree below.
    List<Change> differences() {
        List<Change> list = new ArrayList<>();
        changes.forEach((entry, after) -> {
            if (!Same.is(after, below.find(entry))) {
                list.add(new Change(entry, after));
            }
        });
        return list;
    }

    /// All entries in it.
    List<EntryId> entries() {
        List<EntryId> list = new ArrayList<>(below.size());
        for (EntryId entry : below.ids()) {
            if (contains(entry)) {
                list.add(entry);
            }
        }
        changes.forEach((entry, after) -> {
            if (after.isPresent() && !below.contains(entry)) {
                list.add(entry);
            }
        });
        return list;
    }

    private static <K> void add(Map<K, Set<EntryId>> map, K key, EntryId entry) {
        map.computeIfAbsent(key, _ -> new LinkedHashSet<>(2)).add(entry);
    }

    private static <K> void take(Map<K, Set<EntryId>> map, K key, EntryId entry) {
        Set<EntryId> set = map.getOrDefault(key, Set.of());
        set.remove(entry);
        if (set.isEmpty()) {
            map.remove(key);
        }
    }
}
