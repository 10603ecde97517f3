package eu.allmende.engine.run;

import eu.allmende.engine.FolderSnapshot.Trouble;
import eu.allmende.engine.apply.Applied;
import eu.allmende.engine.apply.TrashBin;
import eu.allmende.engine.plan.Selection;
import eu.allmende.engine.plan.Step;
import eu.allmende.engine.plan.Steps;
import eu.allmende.engine.plan.Trees;
import eu.allmende.engine.remote.Finding;
import eu.allmende.engine.run.Choices.Excluded;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sees to it, in one pass, that what is not wanted on this disk leaves it, and that this is never
/// taken for a deletion.
final class Selecting {
    private final FolderParts parts;
    private final FolderTrees trees;
    private final Choices choices;
    private Set<EntryId> hidden = Set.of();
    private boolean proven;

    Selecting(FolderParts parts, Choices choices) {
        this.parts = parts;
        trees = parts.trees();
        this.choices = choices;
    }

    /// The trees as the plan shall see them.
    ///
    /// @param held entries whose content is not known now
    Trees prepare(Set<EntryId> held) throws IOException {
        find();
        Trees all = new Trees(trees.local().tree(), trees.synced(), trees.remote(), held);
        hidden = choices.unwanted().hidden(all);
        trees.unwanted(hidden);
        welcome();
        return Selection.without(hidden, all);
    }

    /// Paths that were not known when they were excluded get their ids.
    private void find() throws IOException {
        if (choices.excluded().stream().allMatch(one -> one.entry().isPresent())) {
            return;
        }
        choices.exclude(all -> {
            all.replaceAll(one ->
                    one.entry().isPresent()
                            ? one
                            : new Excluded(
                                    one.returning(),
                                    directory(trees.remote(), one.path()),
                                    one.path()));
            return all;
        });
    }

    /// The directory with a path, if it is one.
    static Optional<EntryId> directory(Tree tree, String path) {
        return tree.resolve(path)
                .filter(entry -> tree.find(entry).filter(EntryState::isDirectory).isPresent());
    }

    /// What is missing of a directory that is wanted again is no deletion, until all of it is here.
    private void welcome() throws IOException {
        Selection returning = choices.returning();
        if (returning.excluded().isEmpty()) {
            return;
        }
        Set<EntryId> missing = returning.inside(trees.remote());
        missing.removeIf(trees.local().tree()::contains);
        trees.forgetSynced(missing);
        if (missing.isEmpty()) {
            parts.store().save();
            choices.exclude(all -> {
                all.removeIf(Excluded::returning);
                return all;
            });
        }
    }

    /// The changes that can be committed as long as some of the commons' tree is not here: not what
    /// lies where something hidden lies, and not the end of a directory that holds such.
    ///
    /// @param troubles told of what is kept here only
    List<Change> possible(List<Change> changes, List<Trouble> troubles) {
        if (hidden.isEmpty()) {
            return changes;
        }
        Set<EntryId> inTheWay = new HashSet<>();
        for (Change change : changes) {
            change.after()
                    .map(EntryState::spot)
                    .filter(spot -> isHidden(trees.remote().at(spot), change.entry()))
                    .ifPresent(spot -> {
                        inTheWay.add(change.entry());
                        troubles.add(trouble(spot));
                    });
        }
        Set<EntryId> needed = aboveHidden();
        return changes.stream()
                .filter(change ->
                        change.after().isPresent()
                                ? !isWithin(change.entry(), inTheWay)
                                : !needed.contains(change.entry()))
                .toList();
    }

    private boolean isWithin(EntryId entry, Set<EntryId> directories) {
        Tree local = trees.local().tree();
        return directories.stream().anyMatch(directory -> local.isWithin(entry, directory));
    }

    private Set<EntryId> aboveHidden() {
        Set<EntryId> above = new HashSet<>();
        for (EntryId entry : hidden) {
            Optional<EntryState> state = trees.remote().find(entry);
            while (state.isPresent() && above.add(state.get().parent())) {
                state = trees.remote().find(state.get().parent());
            }
        }
        return above;
    }

    private boolean isHidden(Optional<EntryId> there, EntryId other) {
        return there.filter(hidden::contains).filter(entry -> !entry.equals(other)).isPresent();
    }

    private Trouble trouble(Spot spot) {
        String parent = trees.local().tree().path(spot.parent()).orElse("");
        return new Trouble(
                parent.isEmpty() ? spot.name() : parent + "/" + spot.name(),
                "It is kept here only: the commons has a directory of this name that is not synced"
                        + " here. Move it elsewhere, or include that directory.",
                Optional.empty());
    }

    /// Whether the commons can prove that it holds what these steps remove because it is not
    /// wanted. If not, it is removed all the same, but stays in the trash.
    void prove(Steps steps) {
        List<Content.File> files = new ArrayList<>();
        for (Step step : steps.structure()) {
            if (step instanceof Step.Remove && hidden.contains(step.entry())) {
                trees.remote()
                        .find(step.entry())
                        .map(EntryState::content)
                        .filter(Content.File.class::isInstance)
                        .ifPresent(file -> files.add((Content.File) file));
            }
        }
        try {
            proven =
                    !files.isEmpty()
                            && parts.commons().inspection().open(files).stream()
                                    .allMatch(f -> f.severity() == Finding.Severity.NOTE);
        } catch (IOException e) {
            proven = false;
        }
    }

    /// What was removed because it is not wanted, and lies safely in the commons, need not lie in
    /// the trash.
    void dropProven(Applied applied) throws IOException {
        TrashBin trash = new TrashBin(parts.disk().root(), parts.disk().clock());
        for (var one : applied.trashed().entrySet()) {
            if (proven && hidden.contains(one.getKey())) {
                trash.drop(one.getValue());
            }
        }
    }
}
