package eu.allmende.engine.plan;

import eu.allmende.engine.folder.DiskNames;
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
/// entries may want one spot; names that are one to the disk are one spot.
final class Overlay {
    private final Tree below;
    private final DiskNames names;
    private final Map<EntryId, Map<String, EntryId>> belowByKey = new HashMap<>();
    private final Map<EntryId, Optional<EntryState>> changes = new LinkedHashMap<>();
    private final Map<Spot, Set<EntryId>> wanting = new HashMap<>();
    private final Map<EntryId, Set<EntryId>> inside = new HashMap<>();
    private final Map<EntryId, Integer> covered = new HashMap<>();

    Overlay(Tree below) {
        this(below, DiskNames.EXACT);
    }

    /// @param below not changed while this is used, and without two names that are one to the disk
    Overlay(Tree below, DiskNames names) {
        this.below = below;
        this.names = names;
    }

    Optional<EntryState> find(EntryId entry) {
        Optional<EntryState> changed = changes.get(entry);
        return changed != null ? changed : below.find(entry);
    }

    /// The entry in the tree below.
    Optional<EntryState> below(EntryId entry) {
        return below.find(entry);
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
            add(wanting, keyed(state.spot()), entry);
            add(inside, state.parent(), entry);
        });
        below.find(entry).ifPresent(old -> covered.merge(old.parent(), 1, Integer::sum));
    }

    /// Takes back what was set for an entry: it is as the tree below says.
    void unset(EntryId entry) {
        Optional<EntryState> old = changes.remove(entry);
        if (old != null) {
            old.ifPresent(state -> {
                take(wanting, keyed(state.spot()), entry);
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
        List<EntryId> entries = new ArrayList<>(wanting.getOrDefault(keyed(spot), Set.of()));
        below(spot).filter(entry -> !isChanged(entry)).ifPresent(entries::add);
        return entries;
    }

    /// The spot under the name by which the disk knows it.
    Spot keyed(Spot spot) {
        return names.isExact() ? spot : spot.named(names.key(spot.name()));
    }

    private Optional<EntryId> below(Spot spot) {
        return names.isExact()
                ? below.at(spot)
                : Optional.ofNullable(
                        belowByKey
                                .computeIfAbsent(spot.parent(), this::byKey)
                                .get(names.key(spot.name())));
    }

    private Map<String, EntryId> byKey(EntryId directory) {
        Map<String, EntryId> byKey = new HashMap<>();
        below.children(directory).forEach((name, entry) -> byKey.put(names.key(name), entry));
        return byKey;
    }

    /// All that lies in a directory.
    List<EntryId> children(EntryId directory) {
        List<EntryId> children = setInside(directory);
        for (EntryId entry : below.children(directory).values()) {
            if (!isChanged(entry)) {
                children.add(entry);
            }
        }
        return children;
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
