package eu.allmende.engine.plan;

import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the target a tree again: what is needed as a directory lives, and none lies within itself.
final class Ancestry {
    private final Trees trees;
    private final Overlay target;
    private final Set<EntryId> revived = new HashSet<>();

    Ancestry(Trees trees, Overlay target) {
        this.trees = trees;
        this.target = target;
    }

    /// Brings needed directories back and breaks circles, until both hold.
    void mend() {
        do {
            revive();
        } while (breakCircles());
        letGo();
    }

    /// A directory that shall go, but in which something stays or comes, stays as well; one that
    /// went, but in which something new lies here, comes back.
    private void revive() {
        Deque<EntryId> open = new ArrayDeque<>(target.changed());
        while (!open.isEmpty()) {
            EntryId entry = open.poll();
            Optional<EntryState> state = target.find(entry);
            if (state.isPresent()) {
                bringBack(state.get().parent(), open);
            } else if (target.holdsSomething(entry)) {
                bringBack(entry, open);
            }
        }
    }

    private void bringBack(EntryId directory, Deque<EntryId> open) {
        if (directory.equals(EntryState.ROOT) || target.contains(directory)) {
            return;
        }
        if (trees.remote().contains(directory)) {
            target.unset(directory);
            trees.remote().find(directory).ifPresent(s -> bringBack(s.parent(), open));
        } else {
            EntryState state =
                    trees.local()
                            .find(directory)
                            .orElseThrow(() -> new IllegalStateException("a parent is nowhere"));
            target.set(directory, Optional.of(state));
            revived.add(directory);
            open.add(directory);
        }
    }

    /// A directory that came back for what, by a broken circle, does not lie in it after all, goes
    /// again.
    private void letGo() {
        boolean went;
        do {
            went = revived.removeIf(this::isEmpty);
        } while (went);
    }

    private boolean isEmpty(EntryId directory) {
        boolean empty = !target.holdsSomething(directory);
        if (empty) {
            target.unset(directory);
        }
        return empty;
    }

    /// Of moves that would put directories into each other, those committed first count; the local
    /// ones are void.
    private boolean breakCircles() {
        Set<EntryId> sound = new HashSet<>();
        boolean broken = false;
        for (EntryId entry : target.changed()) {
            Set<EntryId> way = new LinkedHashSet<>();
            EntryId at = entry;
            while (target.contains(at) && !sound.contains(at) && way.add(at)) {
                at = parent(at);
            }
            if (way.contains(at) && target.contains(at) && !sound.contains(at)) {
                voidMoves(from(way, at));
                broken = true;
            }
            sound.addAll(way);
        }
        return broken;
    }

    private void voidMoves(List<EntryId> circle) {
        for (EntryId entry : circle) {
            Optional<EntryState> remote = trees.remote().find(entry);
            EntryState state = target.find(entry).orElseThrow();
            if (remote.isPresent() && !remote.get().sameSpot(state)) {
                target.set(entry, Optional.of(state.at(remote.get().spot())));
            }
        }
    }

    private static List<EntryId> from(Set<EntryId> way, EntryId first) {
        List<EntryId> list = new ArrayList<>(way);
        return list.subList(list.indexOf(first), list.size());
    }

    private EntryId parent(EntryId entry) {
        return target.find(entry).map(EntryState::parent).orElse(EntryState.ROOT);
    }
}
