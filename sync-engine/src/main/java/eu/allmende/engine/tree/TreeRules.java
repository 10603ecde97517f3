package eu.allmende.engine.tree;

import eu.allmende.engine.folder.Names;
import eu.allmende.engine.folder.Names.Level;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What every tree must obey, whoever commits: entries lie in directories, no two at one spot, none
/// within itself, names are names, and an entry stays of its kind.
///
/// A commit that breaks a rule is void as a whole, on every device alike. The same rules tell a
/// device which of its own changes it may commit already.
public final class TreeRules {
    private final Tree before;
    private final Map<EntryId, Optional<EntryState>> after = new HashMap<>();
    private final Map<Spot, EntryId> taken = new HashMap<>();
    private final Set<EntryId> sound = new HashSet<>();
    private final Set<EntryId> offenders = new LinkedHashSet<>();

    private TreeRules(Tree before) {
        this.before = before;
    }

    /// The entries whose changes break a rule, if all these changes are made as one; none if the
    /// tree stays whole.
    public static Set<EntryId> offenders(Tree before, List<Change> changes) {
        return new TreeRules(before).judge(changes);
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
        Level level = state.parent().equals(EntryState.ROOT) ? Level.TOP : Level.BELOW;
        return Names.objection(state.name(), level).isEmpty()
                && staysOfItsKind(entry, state)
                && isSound(entry)
                && takes(entry, state.spot());
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

    /// Whether going up from the entry leads through directories to the root.
    private boolean isSound(EntryId entry) {
        List<EntryId> way = new ArrayList<>();
        Set<EntryId> met = new HashSet<>();
        EntryId at = entry;
        while (!at.equals(EntryState.ROOT) && !sound.contains(at)) {
            Optional<EntryState> state = state(at);
            boolean wrong =
                    state.isEmpty()
                            || (!at.equals(entry) && !state.get().isDirectory())
                            || !met.add(at);
            if (wrong) {
                return false;
            }
            if (state.get().isDirectory()) {
                way.add(at);
            }
            at = state.get().parent();
        }
        sound.addAll(way);
        return true;
    }

    private Optional<EntryState> state(EntryId entry) {
        Optional<EntryState> changed = after.get(entry);
        return changed != null ? changed : before.find(entry);
    }
}
