package eu.allmende.engine.run;

import eu.allmende.engine.FolderMode;
import eu.allmende.engine.FolderSnapshot.Trouble;
import eu.allmende.engine.plan.Relabel;
import eu.allmende.engine.plan.Step;
import eu.allmende.engine.plan.Steps;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Change;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a folder's mode keeps from being done in one pass: a folder that only sends applies
/// nothing, one that only receives commits nothing.
final class HeldBack {
    private static final int MOST_TOLD = 100;

    private final FolderMode mode;
    private final FolderTrees trees;
    private final List<Trouble> troubles = new ArrayList<>();
    private long notApplied;
    private long hereOnly;

    HeldBack(FolderMode mode, FolderTrees trees) {
        this.mode = mode;
        this.trees = trees;
    }

    /// Whether an entry may get another id: where nothing is applied, only if both are the same.
    boolean allows(Relabel relabel) {
        return mode != FolderMode.SEND || trees.remote().contains(relabel.to());
    }

    /// Whether conflicts are settled here.
    boolean settlesConflicts() {
        return mode != FolderMode.SEND;
    }

    /// The steps that may be done.
    Steps allowed(Steps steps) {
        if (mode != FolderMode.SEND) {
            return steps;
        }
        List<EntryId> entries =
                Stream.concat(steps.structure().stream(), steps.contents().stream())
                        .map(Step::entry)
                        .distinct()
                        .toList();
        notApplied = entries.size();
        entries.stream()
                .limit(MOST_TOLD)
                .forEach(entry -> note(entry, "It was changed elsewhere; this folder only sends."));
        return new Steps(List.of(), List.of(), List.of());
    }

    /// The changes that may be committed.
    List<Change> allowed(List<Change> changes) {
        if (mode != FolderMode.RECEIVE) {
            return changes;
        }
        hereOnly = changes.size();
        changes.stream()
                .limit(MOST_TOLD)
                .forEach(change ->
                        note(
                                change.entry(),
                                (change.after().isPresent()
                                                ? "It was changed here only"
                                                : "It was deleted here only")
                                        + "; this folder only receives."));
        return List.of();
    }

    private void note(EntryId entry, String reason) {
        String path =
                trees.local().tree().path(entry).or(() -> trees.remote().path(entry)).orElse("");
        troubles.add(new Trouble(path, reason, Optional.empty()));
    }

    List<Trouble> troubles() {
        return troubles;
    }

    void tell(FolderStatus status) {
        status.heldBack(notApplied, hereOnly);
    }
}
