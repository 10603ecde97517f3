package eu.allmende.engine.plan;

import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Settles who gets a name. What was committed first has it. If the other one holds the same, both
/// are one entry from now on; else it becomes a conflicted copy.
final class Clashes {
    private final Trees trees;
    private final Overlay target;
    private final Naming naming;
    private final List<Relabel> relabels = new ArrayList<>();
    private final List<Clash> conflicts = new ArrayList<>();
    private final Set<EntryId> adopted = new HashSet<>();
    private final Map<EntryId, Set<String>> taken = new HashMap<>();

    Clashes(Trees trees, Overlay target, Naming naming) {
        this.trees = trees;
        this.target = target;
        this.naming = naming;
    }

    List<Relabel> relabels() {
        return List.copyOf(relabels);
    }

    List<Clash> conflicts() {
        return List.copyOf(conflicts);
    }

    /// Makes a conflicted copy of an entry's local version; the entry itself keeps the remote one.
    void split(EntryId entry) {
        EntryState winner = target.find(entry).orElseThrow();
        EntryState loser = trees.local().find(entry).orElseThrow();
        EntryId copy = naming.freshIds().get();
        Spot spot = freeCopy(winner.spot());
        relabels.add(new Relabel(entry, copy));
        conflicts.add(new Clash(winner.spot(), spot));
        target.set(copy, Optional.of(loser.at(spot)));
    }

    /// Goes through all that was set, directories before what lies in them.
    void settle() {
        List<EntryId> entries = new ArrayList<>();
        for (EntryId entry : target.changed()) {
            if (target.contains(entry)) {
                entries.add(entry);
            }
        }
        entries.sort(
                Comparator.<EntryId>comparingInt(target::depth)
                        .thenComparing(Comparator.naturalOrder()));
        Deque<EntryId> open = new ArrayDeque<>(entries);
        while (!open.isEmpty()) {
            EntryId entry = open.poll();
            target.find(entry).ifPresent(state -> settle(state.spot(), open));
        }
    }

    private void settle(Spot spot, Deque<EntryId> open) {
        List<EntryId> rivals = new ArrayList<>(target.at(spot));
        if (rivals.size() < 2) {
            return;
        }
        rivals.sort(Comparator.comparing(this::isLate).thenComparing(Comparator.naturalOrder()));
        EntryId winner = rivals.removeFirst();
        for (EntryId loser : rivals) {
            if (isTheSame(loser, winner)) {
                adopt(loser, winner, open);
            } else {
                moveAside(loser, spot);
            }
        }
    }

    /// Whether the commit log does not have the entry at the spot that it wants.
    private boolean isLate(EntryId entry) {
        Optional<EntryState> remote = trees.remote().find(entry);
        EntryState wanted = target.find(entry).orElseThrow();
        return remote.filter(wanted::sameSpot).isEmpty();
    }

    private boolean isTheSame(EntryId loser, EntryId winner) {
        boolean possible =
                !trees.remote().contains(loser)
                        && trees.local().contains(loser)
                        && !trees.local().contains(winner)
                        && !trees.held().contains(loser)
                        && !adopted.contains(winner);
        return possible && holdTheSame(content(loser), content(winner));
    }

    private static boolean holdTheSame(Content one, Content other) {
        return switch (one) {
            case Content.File file ->
                    other instanceof Content.File that && file.contentId().equals(that.contentId());
            case Content.Directory directory -> directory.equals(other);
            case Content.Link link -> link.equals(other);
        };
    }

    private Content content(EntryId entry) {
        return target.find(entry).orElseThrow().content();
    }

    private void adopt(EntryId loser, EntryId winner, Deque<EntryId> open) {
        adopted.add(winner);
        relabels.add(new Relabel(loser, winner));
        target.unset(loser);
        for (EntryId child : target.setInside(loser)) {
            EntryState state = target.find(child).orElseThrow();
            target.set(child, Optional.of(state.at(winner, state.name())));
            taken.getOrDefault(winner, new HashSet<>()).add(key(state.name()));
            open.add(child);
        }
    }

    private void moveAside(EntryId loser, Spot spot) {
        Spot copy = freeCopy(spot);
        EntryState state = target.find(loser).orElseThrow();
        target.set(loser, Optional.of(state.at(copy)));
        conflicts.add(new Clash(spot, copy));
    }

    private Spot freeCopy(Spot spot) {
        Set<String> keys = taken.computeIfAbsent(spot.parent(), this::keysIn);
        return spot.named(ConflictName.of(spot.name(), naming, name -> keys.add(key(name))));
    }

    /// The names in a directory, here and in the target. No copy's name may be one of them, nor
    /// another copy's, to any disk: else the copy could not be where that one is.
    private Set<String> keysIn(EntryId directory) {
        Set<String> keys = new HashSet<>();
        trees.local().children(directory).keySet().forEach(name -> keys.add(key(name)));
        for (EntryId child : target.children(directory)) {
            keys.add(key(target.find(child).orElseThrow().name()));
        }
        return keys;
    }

    private static String key(String name) {
        return DiskNames.COARSEST.key(name);
    }
}
