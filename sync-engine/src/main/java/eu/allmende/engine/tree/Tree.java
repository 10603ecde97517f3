package eu.allmende.engine.tree;

import eu.allmende.protocol.id.EntryId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One of the three trees: entries by id, and what lies where. No two entries have one spot.
///
/// For one thread.
public final class Tree {
    private final Map<EntryId, EntryState> entries;
    private final Map<EntryId, Map<String, EntryId>> children = new HashMap<>();

    /// A tree without entries, by itself.
    public Tree() {
        this(new HashMap<>());
    }

    /// A tree without entries, whose states go to a column of rows.
    ///
    /// @param column empty; changed by nobody else
    public Tree(Map<EntryId, EntryState> column) {
        entries = column;
    }

    /// An entry's state, if it is in this tree.
    public Optional<EntryState> find(EntryId entry) {
        return Optional.ofNullable(entries.get(entry));
    }

    /// Whether the entry is in this tree.
    public boolean contains(EntryId entry) {
        return entries.containsKey(entry);
    }

    /// The entry at a spot.
    public Optional<EntryId> at(Spot spot) {
        return Optional.ofNullable(children(spot.parent()).get(spot.name()));
    }

    /// What lies in a directory, by name. A view: do not change the tree while reading it.
    public Map<String, EntryId> children(EntryId directory) {
        return Collections.unmodifiableMap(children.getOrDefault(directory, Map.of()));
    }

    /// All ids. A view.
    public Set<EntryId> ids() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /// How many entries there are.
    public int size() {
        return entries.size();
    }

    /// Adds an entry, or changes its state.
    ///
    /// @throws IllegalStateException if another entry has that spot
    public void put(EntryId entry, EntryState state) {
        remove(entry);
        if (siblingsWithRoom(state.parent()).putIfAbsent(state.name(), entry) != null) {
            throw new IllegalStateException("two entries at one spot");
        }
        entries.put(entry, state);
    }

    private Map<String, EntryId> siblingsWithRoom(EntryId parent) {
        Map<String, EntryId> siblings = children.computeIfAbsent(parent, _ -> new FewNames());
        if (siblings instanceof FewNames && siblings.size() == FewNames.MOST) {
            siblings = new HashMap<>(siblings);
            children.put(parent, siblings);
        }
        return siblings;
    }

    /// Removes an entry; does nothing if there is none. What lies in it is not touched.
    public void remove(EntryId entry) {
        EntryState old = entries.remove(entry);
        if (old != null) {
            Map<String, EntryId> siblings = children.getOrDefault(old.parent(), Map.of());
            siblings.remove(old.name());
            if (siblings.isEmpty()) {
                children.remove(old.parent());
            }
        }
    }

    /// Makes all changes as one: spots may be passed on from one entry to another.
    public void change(Collection<Change> changes) {
        changes.forEach(change -> remove(change.entry()));
        for (Change change : changes) {
            change.after().ifPresent(state -> put(change.entry(), state));
        }
    }

    /// Gives an entry another id; what lies in it comes along.
    ///
    /// @throws IllegalStateException if the other id is in the tree
    public void rename(EntryId from, EntryId to) {
        EntryState state = entries.get(from);
        if (state == null || entries.containsKey(to)) {
            throw new IllegalStateException("an id cannot be passed on");
        }
        remove(from);
        put(to, state);
        Map<String, EntryId> inside = children.remove(from);
        if (inside != null) {
            children.put(to, inside);
            inside.values()
                    .forEach(
                            child -> entries.computeIfPresent(child, (_, s) -> s.at(to, s.name())));
        }
    }

    /// An entry's path inside the folder, with `/`; empty if it, or a directory above it, is not in
    /// this tree.
    public Optional<String> path(EntryId entry) {
        StringBuilder path = new StringBuilder();
        EntryId at = entry;
        for (int steps = 0; !at.equals(EntryState.ROOT); steps++) {
            EntryState state = entries.get(at);
            if (state == null || steps > entries.size()) {
                return Optional.empty();
            }
            path.insert(0, path.isEmpty() ? state.name() : state.name() + "/");
            at = state.parent();
        }
        return Optional.of(path.toString());
    }

    /// The entry with a path inside the folder, with `/`.
    public Optional<EntryId> resolve(String path) {
        EntryId at = EntryState.ROOT;
        for (String name : path.split("/", -1)) {
            Optional<EntryId> next = at(new Spot(at, name));
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    /// Whether the entry is the other one, or lies somewhere in it.
    public boolean isWithin(EntryId entry, EntryId directory) {
        EntryId at = entry;
        for (int steps = 0; steps <= entries.size(); steps++) {
            if (at.equals(directory)) {
                return true;
            }
            EntryState state = entries.get(at);
            if (state == null) {
                return false;
            }
            at = state.parent();
        }
        return false;
    }
}
