package eu.allmende.engine.tree;

import eu.allmende.engine.folder.Names;
import eu.allmende.engine.folder.Names.Level;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What every tree must obey, whoever commits: entries lie in directories, no two at one spot, none
/// within itself nor deeper than [Names#MAX_DEPTH], names are names, and an entry stays of its
/// kind.
///
/// A commit that breaks a rule is void as a whole, on every device alike. The same rules tell a
/// device which of its own changes it may commit already.
public final class TreeRules {
    private final Tree before;
    private final Map<EntryId, Optional<EntryState>> after = new HashMap<>();
    private final Map<Spot, EntryId> taken = new HashMap<>();
    private final Map<EntryId, Integer> depths = new HashMap<>();
    private final Set<EntryId> offenders = new LinkedHashSet<>();

    private TreeRules(Tree before) {
        this.before = before;
    }

    /// The entries whose changes break a rule, if all these changes are made as one; none if the
    /// tree stays whole.
    public static Set<EntryId> offenders(Tree before, List<Change> changes) {
        return new TreeRules(before).judge(changes);
    }

    /// Whether a tree obeys all rules.
    public static boolean isWhole(Tree tree) {
        TreeRules rules = new TreeRules(tree);
        for (EntryId entry : tree.ids()) {
            EntryState state = tree.find(entry).orElseThrow();
            if (!isName(state) || !rules.isSound(entry)) {
                return false;
            }
        }
        return !tree.contains(EntryState.ROOT);
    }

    /// The changes that may be made: those left when offenders are taken out until there are none.
    public static List<Change> lawful(Tree before, List<Change> changes) {
        List<Change> left = new ArrayList<>(changes);
        while (true) {
            Set<EntryId> offenders = offenders(before, left);
            if (offenders.isEmpty()) {
                return left;
            }
            left.removeIf(change -> offenders.contains(change.entry()));
        }
    }

    private Set<EntryId> judge(List<Change> changes) {
        for (Change change : changes) {
            if (after.put(change.entry(), change.after()) != null) {
                offenders.add(change.entry());
            }
        }
        for (Change change : changes) {
            boolean allowed =
                    change.after().isPresent()
                            ? mayStand(change.entry(), change.after().get())
                            : mayGo(change.entry());
            if (!allowed) {
                offenders.add(change.entry());
            }
        }
        return offenders;
    }

    private boolean mayStand(EntryId entry, EntryState state) {
        return isName(state)
                && staysOfItsKind(entry, state)
                && isSound(entry)
                && takes(entry, state.spot());
    }

    private static boolean isName(EntryState state) {
        Level level = state.parent().equals(EntryState.ROOT) ? Level.TOP : Level.BELOW;
        return Names.objection(state.name(), level).isEmpty();
    }

    private boolean staysOfItsKind(EntryId entry, EntryState state) {
        return before.find(entry)
                .map(old -> old.content().getClass() == state.content().getClass())
                .orElse(true);
    }

    private boolean takes(EntryId entry, Spot spot) {
        EntryId other = taken.putIfAbsent(spot, entry);
        if (other != null) {
            return false;
        }
        Optional<EntryId> there = before.at(spot);
        return there.isEmpty() || after.containsKey(there.get());
    }

    /// Whether all that lies in the entry changes as well. That it does not stay in here is seen
    /// when each is judged.
    private boolean mayGo(EntryId entry) {
        return before.children(entry).values().stream().allMatch(after::containsKey);
    }

    /// Whether going up from the entry leads through directories to the root, in not too many
    /// steps, and what is moved along with it does not come to lie too deep.
    private boolean isSound(EntryId entry) {
        int depth = depth(entry);
        return depth <= Names.MAX_DEPTH
                && (!isMovedDirectory(entry) || reachesFrom(entry) <= Names.MAX_DEPTH - depth);
    }

    /// How many components the entry's path has; more than allowed if it leads nowhere.
    private int depth(EntryId entry) {
        List<EntryId> way = new ArrayList<>();
        EntryId at = entry;
        while (!at.equals(EntryState.ROOT) && !depths.containsKey(at)) {
            Optional<EntryState> state = state(at);
            boolean wrong =
                    state.isEmpty()
                            || (!way.isEmpty() && !state.get().isDirectory())
                            || way.size() == Names.MAX_DEPTH;
            if (wrong) {
                return Integer.MAX_VALUE;
            }
            way.add(at);
            at = state.get().parent();
        }
        int depth = depths.getOrDefault(at, 0);
        for (EntryId each : way.reversed()) {
            depth++;
            if (state(each).filter(EntryState::isDirectory).isPresent()) {
                depths.put(each, depth);
            }
        }
        return depth;
    }

    private boolean isMovedDirectory(EntryId entry) {
        Optional<EntryState> old = before.find(entry).filter(EntryState::isDirectory);
        return old.isPresent()
                && !state(entry).map(EntryState::parent).equals(old.map(EntryState::parent));
    }

    /// How many levels lie in a directory, of what stays where it is.
    private int reachesFrom(EntryId directory) {
        List<EntryId> level = List.of(directory);
        int levels = -1;
        while (!level.isEmpty() && levels <= Names.MAX_DEPTH) {
            List<EntryId> below = new ArrayList<>();
            for (EntryId each : level) {
                before.children(each).values().stream()
                        .filter(child -> !after.containsKey(child))
                        .forEach(below::add);
            }
            level = below;
            levels++;
        }
        return levels;
    }

    private Optional<EntryState> state(EntryId entry) {
        Optional<EntryState> changed = after.get(entry);
        return changed != null ? changed : before.find(entry);
    }
}
