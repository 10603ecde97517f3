package eu.allmende.engine.plan;

import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The tree that disk and commons shall both become, and the ways there.
///
/// First the relabels are made on the local tree; then [#steps] says what to do on the disk, and
/// [#publications] what to commit.
public final class Plan {
    private final Overlay target;
    private final List<Relabel> relabels;
    private final List<Clash> conflicts;
    private final List<EntryId> overruled;
    private final Set<EntryId> held;

    private Plan(Merge.Outcome outcome, Set<EntryId> held) {
        target = outcome.target();
        relabels = outcome.relabels();
        conflicts = outcome.conflicts();
        overruled = outcome.overruled();
        this.held = Set.copyOf(held);
    }

    /// Merges the trees.
    public static Plan of(Trees trees, Naming naming) {
        return new Plan(Merge.of(trees, naming), trees.held());
    }

    /// A plan that makes the disk what a tree says, as if a person did it: nothing is merged, and
    /// what the disk is then is new to the commons.
    public static Plan towards(Tree target) {
        return new Plan(new Merge.Outcome(new Overlay(target)), Set.of());
    }

    /// Makes the disk what the commons has, whatever was changed on it.
    public static Plan undoing(Trees trees) {
        return new Plan(new Merge.Outcome(new Overlay(trees.remote())), trees.held());
    }

    /// Which local entries turned out to be others. To be made at once and kept.
    public List<Relabel> relabels() {
        return relabels;
    }

    /// Which conflicted copies there will be.
    public List<Clash> conflicts() {
        return conflicts;
    }

    /// Files and links that were deleted here, but changed elsewhere: they come back. What was
    /// agreed on them is to be forgotten at once, for they may not come for long, and must not
    /// count as deleted if meanwhile they become what they were.
    public List<EntryId> overruled() {
        return overruled;
    }

    /// What to do on the disk.
    ///
    /// @param local the local tree after the relabels
    public Steps steps(Tree local, Ground ground) {
        return StepOrder.of(local, target, held, ground);
    }

    /// What to commit, of all that the disk already is. Of an entry that is not where it shall be,
    /// what it holds may be committed all the same, and the other way round.
    ///
    /// @param local the local tree now
    public List<Change> publications(Tree local) {
        return target.differences().stream()
                .filter(change -> !held.contains(change.entry()))
                .filter(change -> isDone(change, local))
                .toList();
    }

    private boolean isDone(Change change, Tree local) {
        Optional<EntryState> here = local.find(change.entry());
        Optional<EntryState> there = target.below(change.entry());
        if (change.after().isEmpty() || here.isEmpty() || there.isEmpty()) {
            return Same.is(change.after(), here);
        }
        EntryState after = change.after().get();
        return (after.sameSpot(here.get()) || after.sameSpot(there.get()))
                && (after.content().sameAs(here.get().content())
                        || after.content().sameAs(there.get().content()));
    }

    /// What the entry shall become; empty if it shall not be.
    public Optional<EntryState> target(EntryId entry) {
        return target.find(entry);
    }
}
