package eu.allmende.engine.plan;

import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Puts the local changes on top of the remote tree.
///
/// An update is a change of content, exec bit, name or parent against the synced tree. Updates beat
/// deletions. Place, content and exec bit merge each for itself. Of two contents the remote one
/// stays the entry's, the local one becomes a conflicted copy; of two places the remote one wins.
final class Merge {
    private final Trees trees;
    private final Overlay target;
    private final Naming naming;
    private final List<Relabel> relabels = new ArrayList<>();
    private final List<EntryId> split = new ArrayList<>();
    private final List<EntryId> overruled = new ArrayList<>();

    private Merge(Trees trees, Naming naming) {
        this.trees = trees;
        this.naming = naming;
        target = new Overlay(trees.remote());
    }

    /// The target, and which local entries get another id on the way there.
    ///
    /// @param conflicts relabels that made conflicted copies
    /// @param overruled files and links that were deleted here and shall be here all the same
    record Outcome(
            Overlay target,
            List<Relabel> relabels,
            List<Clash> conflicts,
            List<EntryId> overruled) {
        /// Where nothing is merged.
        Outcome(Overlay target) {
            this(target, List.of(), List.of(), List.of());
        }
    }

    static Outcome of(Trees trees, Naming naming) {
        return new Merge(trees, naming).merge();
    }

    private Outcome merge() {
        for (EntryId entry : changedHere()) {
            Optional<EntryState> local = trees.local().find(entry);
            if (local.isEmpty()) {
                deletedHere(entry);
            } else {
                updatedHere(entry, local.get());
            }
        }
        new Ancestry(trees, target).mend();
        Clashes clashes = new Clashes(trees, target, naming);
        split.forEach(entry -> clashes.split(entry));
        clashes.settle();
        relabels.addAll(clashes.relabels());
        return new Outcome(
                target, List.copyOf(relabels), clashes.conflicts(), List.copyOf(overruled));
    }

    /// Entries whose local state is not what was last agreed; in a stable order.
    private List<EntryId> changedHere() {
        List<EntryId> changed = new ArrayList<>();
        for (EntryId entry : trees.local().ids()) {
            if (!Same.is(trees.local().find(entry), trees.agreed(entry))) {
                changed.add(entry);
            }
        }
        for (EntryId entry : trees.synced().keySet()) {
            if (!trees.local().contains(entry)) {
                changed.add(entry);
            }
        }
        changed.sort(Comparator.naturalOrder());
        return changed;
    }

    private void deletedHere(EntryId entry) {
        Optional<EntryState> remote = trees.remote().find(entry);
        if (remote.isEmpty() || trees.held().contains(entry)) {
            return;
        }
        boolean untouched = Same.is(remote, trees.agreed(entry));
        if (untouched || remote.get().isDirectory()) {
            target.set(entry, Optional.empty());
        } else {
            overruled.add(entry);
        }
    }

    private void updatedHere(EntryId entry, EntryState local) {
        Optional<EntryState> remote = trees.remote().find(entry);
        Optional<EntryState> synced = trees.agreed(entry);
        if (remote.isEmpty()) {
            boolean knownDirectory = local.isDirectory() && synced.isPresent();
            if (!knownDirectory) {
                target.set(entry, Optional.of(local));
            }
            return;
        }
        Spot spot = spot(local, synced, remote.get());
        Content content = content(entry, local, synced, remote.get());
        target.set(entry, Optional.of(remote.get().at(spot).holding(content)));
    }

    private static Spot spot(EntryState local, Optional<EntryState> synced, EntryState remote) {
        boolean movedHere = synced.isPresent() && !synced.get().sameSpot(local);
        boolean movedThere = synced.isEmpty() || !synced.get().sameSpot(remote);
        return movedHere && !movedThere ? local.spot() : remote.spot();
    }

    private Content content(
            EntryId entry, EntryState local, Optional<EntryState> synced, EntryState remote) {
        Optional<Content> agreed = synced.map(EntryState::content);
        if (local.content().sameAs(remote.content())
                || agreed.filter(local.content()::sameAs).isPresent()) {
            return remote.content();
        }
        if (agreed.filter(remote.content()::sameAs).isPresent()) {
            return local.content();
        }
        if (local.content() instanceof Content.File here
                && remote.content() instanceof Content.File there) {
            return file(entry, here, agreed, there);
        }
        splitUnlessHeld(entry);
        return remote.content();
    }

    /// Merges bytes and exec bit, each for itself.
    private Content file(
            EntryId entry, Content.File here, Optional<Content> agreed, Content.File there) {
        Optional<Content.File> base =
                agreed.filter(Content.File.class::isInstance).map(Content.File.class::cast);
        boolean onlyHere = base.isPresent() && base.get().executable() == there.executable();
        boolean executable = onlyHere ? here.executable() : there.executable();
        if (base.isPresent() && base.get().contentId().equals(there.contentId())) {
            return Same.withExecutable(here, executable);
        }
        boolean editedHere =
                base.map(Content.File::contentId).filter(here.contentId()::equals).isEmpty();
        if (editedHere && !here.contentId().equals(there.contentId())) {
            splitUnlessHeld(entry);
            return there;
        }
        return Same.withExecutable(there, executable);
    }

    private void splitUnlessHeld(EntryId entry) {
        if (!trees.held().contains(entry)) {
            split.add(entry);
        }
    }
}
