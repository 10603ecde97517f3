package eu.allmende.engine.plan;

import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds an order in which each step can be done when its turn comes.
///
/// A step that cannot be done yet waits for what it lacks: a free spot, a directory, an empty
/// directory, or not to be moved into itself. When all wait, one that sits on another's spot is
/// parked; that always helps, since both trees are trees.
final class StepOrder {
    private final Tree local;
    private final DiskNames names;
    private final Overlay disk;
    private final Map<EntryId, Step> pending;
    private final List<Step.Creation> creations;
    private final Map<Need, List<EntryId>> waiting = new LinkedHashMap<>();
    private final Deque<EntryId> ready = new ArrayDeque<>();
    private final List<Step> structure = new ArrayList<>();
    private final List<Step> contents;
    private final Set<EntryId> parked = new HashSet<>();

    private StepOrder(Tree local, Comparison comparison, DiskNames names) {
        this.local = local;
        this.names = names;
        disk = new Overlay(local, names);
        pending = comparison.structure();
        creations = comparison.creations();
        contents = comparison.contents();
    }

    /// What a step waits for.
    private sealed interface Need {
        /// Nobody is at the spot.
        record Free(Spot spot) implements Need {}

        /// The directory is there.
        record There(EntryId directory) implements Need {}

        /// Nothing is in the directory.
        record Empty(EntryId directory) implements Need {}

        /// Some directory moved.
        record Untangled() implements Need {}
    }

    static Steps of(Tree local, Overlay target, Set<EntryId> held, Ground ground) {
        Comparison comparison = Comparison.of(local, target, held);
        Marks marks = new Marks(local, target, ground);
        marks.takeOut(comparison);
        StepOrder order = new StepOrder(local, comparison, ground.names());
        order.setAside();
        order.arrange();
        order.create();
        order.tellBlocked(marks);
        return new Steps(order.structure, order.contents, marks.marks());
    }

    /// Where marked entries stay, others wait for their spots.
    private void tellBlocked(Marks marks) {
        if (marks.marks().isEmpty()) {
            return;
        }
        for (Step step : pending.values()) {
            switch (step) {
                case Step.Move move -> tellBlocked(move.entry(), move.to(), marks);
                case Step.MakeDirectory make -> tellBlocked(make.entry(), make.to(), marks);
                default -> {}
            }
        }
        Set<Step> possible = new HashSet<>(contents);
        creations.stream()
                .filter(creation -> !possible.contains(creation))
                .forEach(creation -> tellBlocked(creation.entry(), creation.to(), marks));
    }

    private void tellBlocked(EntryId entry, Spot to, Marks marks) {
        if (isThere(to.parent())) {
            marks.blocked(entry, to);
        }
    }

    private boolean isThere(EntryId directory) {
        return directory.equals(EntryState.ROOT) || disk.contains(directory);
    }

    /// A file that only gives way to a new one, in its own directory, does so when that one has
    /// arrived, so that the name is never missing.
    private void setAside() {
        for (int i = 0; i < creations.size(); i++) {
            if (creations.get(i) instanceof Step.Place place) {
                Optional<Step.Move> aside = local.at(place.to()).flatMap(this::givesWay);
                if (aside.isPresent()) {
                    Step.Move move = aside.get();
                    pending.remove(move.entry());
                    disk.set(move.entry(), local.find(move.entry()).map(s -> s.at(move.to())));
                    creations.set(
                            i, new Step.Place(place.entry(), place.to(), place.file(), aside));
                }
            }
        }
    }

    private Optional<Step.Move> givesWay(EntryId entry) {
        EntryState now = local.find(entry).orElseThrow();
        return pending.get(entry) instanceof Step.Move move
                        && !now.isDirectory()
                        && move.to().parent().equals(now.parent())
                        && disk.at(move.to()).isEmpty()
                ? Optional.of(move)
                : Optional.empty();
    }

    private void arrange() {
        ready.addAll(pending.keySet());
        do {
            while (!ready.isEmpty()) {
                attempt(ready.poll());
            }
        } while (parkOne());
    }

    private void attempt(EntryId entry) {
        Step step = pending.get(entry);
        if (step == null) {
            return;
        }
        Optional<Need> need =
                switch (step) {
                    case Step.Remove _ -> needOfRemoval(entry);
                    case Step.Move move -> needOfSpot(entry, move.to());
                    case Step.MakeDirectory make -> needOfSpot(entry, make.to());
                    default -> throw new IllegalStateException("no structural step");
                };
        if (need.isPresent()) {
            waiting.computeIfAbsent(need.get(), _ -> new ArrayList<>()).add(entry);
        } else {
            pending.remove(entry);
            if (step instanceof Step.Move(EntryId _, Spot to) && isOwnSpot(entry, to)) {
                park(entry, to);
            }
            emit(step);
        }
    }

    /// Whether an entry only changes how its name is spelled, which the disk takes for no change.
    private boolean isOwnSpot(EntryId entry, Spot to) {
        return !names.isExact() && disk.at(to).contains(entry);
    }

    private void park(EntryId entry, Spot last) {
        parked.add(entry);
        Spot spot = disk.find(entry).orElseThrow().spot();
        emit(new Step.Park(entry, temporary(spot, entry), last));
    }

    private Optional<Need> needOfRemoval(EntryId entry) {
        return disk.holdsSomething(entry) ? Optional.of(new Need.Empty(entry)) : Optional.empty();
    }

    private Optional<Need> needOfSpot(EntryId entry, Spot to) {
        if (!isThere(to.parent())) {
            return Optional.of(new Need.There(to.parent()));
        }
        if (disk.isWithin(to.parent(), entry)) {
            return Optional.of(new Need.Untangled());
        }
        boolean taken = disk.at(to).stream().anyMatch(other -> !other.equals(entry));
        return taken ? Optional.of(new Need.Free(disk.keyed(to))) : Optional.empty();
    }

    private void emit(Step step) {
        structure.add(step);
        EntryId entry = step.entry();
        Optional<EntryState> before = disk.find(entry);
        Optional<EntryState> after =
                switch (step) {
                    case Step.Move move -> before.map(state -> state.at(move.to()));
                    case Step.Park park -> before.map(state -> state.at(park.temporary()));
                    case Step.MakeDirectory make ->
                            Optional.of(
                                    new EntryState(
                                            make.to().parent(),
                                            make.to().name(),
                                            new Content.Directory()));
                    default -> Optional.empty();
                };
        disk.set(entry, after);
        before.ifPresent(state -> {
            wake(new Need.Free(disk.keyed(state.spot())));
            if (!disk.holdsSomething(state.parent())) {
                wake(new Need.Empty(state.parent()));
            }
        });
        if (before.isEmpty()) {
            wake(new Need.There(entry));
        } else if (before.get().isDirectory()) {
            wake(new Need.Untangled());
        }
    }

    private void wake(Need need) {
        List<EntryId> woken = waiting.remove(need);
        if (woken != null) {
            ready.addAll(woken);
        }
    }

    /// Parks an entry that sits where another one waits to go.
    private boolean parkOne() {
        for (Need need : waiting.keySet()) {
            if (need instanceof Need.Free(Spot spot)) {
                for (EntryId entry : disk.at(spot)) {
                    if (pending.containsKey(entry) && !parked.contains(entry)) {
                        Spot now = disk.find(entry).orElseThrow().spot();
                        park(entry, pending.get(entry) instanceof Step.Move move ? move.to() : now);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /// A name that nothing has, whatever others call their files.
    private Spot temporary(Spot spot, EntryId entry) {
        Spot temporary = spot.named(Step.Park.PREFIX + entry);
        for (int i = 2; !disk.at(temporary).isEmpty(); i++) {
            temporary = spot.named(Step.Park.PREFIX + entry + "-" + i);
        }
        return temporary;
    }

    /// New files and links come last, where their directory is there and their spot free.
    private void create() {
        for (Step.Creation creation : creations) {
            Spot to = creation.to();
            if (isThere(to.parent()) && disk.at(to).isEmpty()) {
                contents.add(creation);
            }
        }
    }
}
