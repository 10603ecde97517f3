package eu.allmende.engine.run;

import eu.allmende.engine.FolderSnapshot.Freed;
import eu.allmende.engine.plan.Step;
import eu.allmende.engine.plan.Steps;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Freed.Standing;
import eu.allmende.engine.tree.LocalTree;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a pass does about freed files: their bytes are not here, so that nothing can be put into
/// them, and nothing of them be sent.
final class FreedFiles {
    private final FolderTrees trees;
    private final LocalTree local;

    FreedFiles(FolderTrees trees) {
        this.trees = trees;
        local = trees.local();
    }

    /// How many there are, and how much they would take.
    Freed count() {
        long bytes = 0;
        for (EntryId entry : local.freed()) {
            bytes +=
                    local.tree()
                            .find(entry)
                            .map(EntryState::content)
                            .filter(Content.File.class::isInstance)
                            .map(file -> ((Content.File) file).sizeBytes())
                            .orElse(0L);
        }
        return new Freed(local.freed().size(), bytes);
    }

    /// What others deleted goes from here too, though its placeholder was moved: this disk could
    /// not give the file back.
    void yieldToDeletions() {
        List<Change> gone = new ArrayList<>();
        for (EntryId entry : local.freed()) {
            if (!trees.remote().contains(entry)) {
                gone.add(new Change(entry, local.tree().find(entry)));
            }
        }
        trees.agreed(gone);
    }

    /// Takes out the steps that would put content into freed files: that changes nothing here but
    /// what their entries hold. What a person wants back is fetched.
    ///
    /// @param wanted the commons' tree as far as it is wanted here
    Steps arrange(Steps steps, Tree wanted) {
        if (local.freed().isEmpty()) {
            return steps;
        }
        List<Step> contents = new ArrayList<>();
        for (Step step : steps.contents()) {
            Optional<Content.File> file = change(step);
            if (file.isPresent() && local.freed(step.entry()).isPresent()) {
                adopt(step.entry(), file.get());
            } else {
                contents.add(step);
            }
        }
        contents.addAll(fetches(wanted));
        return new Steps(steps.structure(), contents, steps.marks());
    }

    private static Optional<Content.File> change(Step step) {
        return switch (step) {
            case Step.Replace replace -> Optional.of(replace.file());
            case Step.MarkExecutable mark -> Optional.of(mark.file());
            default -> Optional.empty();
        };
    }

    private void adopt(EntryId entry, Content.File file) {
        EntryState state = local.tree().find(entry).orElseThrow();
        Sighting sighting = local.sighting(entry).orElseThrow();
        trees.putLocal(entry, state.holding(file), sighting);
    }

    private List<Step> fetches(Tree wanted) {
        return local.freed().stream()
                .sorted()
                .filter(entry ->
                        local.freed(entry)
                                .filter(freed -> freed.standing() == Standing.RETURNING)
                                .isPresent())
                .flatMap(entry ->
                        wanted.find(entry).map(EntryState::content).stream()
                                .filter(Content.File.class::isInstance)
                                .<Step>map(file -> new Step.Fetch(entry, (Content.File) file)))
                .toList();
    }
}
