package eu.allmende.engine.run;

import eu.allmende.engine.FolderMode;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.plan.Selection;
import eu.allmende.engine.run.Choices.Excluded;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a person decides about one folder on this device.
final class Deciding {
    private final LinkedFolder folder;
    private final Choices choices;

    Deciding(LinkedFolder folder, Choices choices) {
        this.folder = folder;
        this.choices = choices;
    }

    /// Notes, before a folder is linked, what of it is not wanted.
    static void beforehand(Path file, List<String> paths) throws IOException {
        refuseTwoLines(paths);
        Choices.in(file)
                .exclude(all -> {
                    paths.forEach(path -> all.add(new Excluded(false, Optional.empty(), path)));
                    return all;
                });
    }

    /// Wants these directories on this disk no more. All that was changed in them must be in the
    /// commons already.
    ///
    /// @param paths inside the folder, with `/`
    void exclude(List<String> paths) throws IOException {
        if (choices.mode() == FolderMode.SEND) {
            throw new RefusedException(
                    "The folder " + name() + " only sends: all of it must be on this disk.");
        }
        refuseTwoLines(paths);
        folder.ask(() -> {
            FolderTrees trees = folder.loop().partsForWork().trees();
            List<Excluded> more = new ArrayList<>();
            for (String path : paths) {
                EntryId entry = find(trees, path);
                refuseIfChanged(trees, entry);
                more.add(new Excluded(false, Optional.of(entry), path));
            }
            choices.exclude(all -> {
                more.forEach(one -> all.removeIf(old -> old.entry().equals(one.entry())));
                all.addAll(more);
                return all;
            });
            folder.loop().wanted();
            return more;
        });
    }

    private static void refuseTwoLines(List<String> paths) throws RefusedException {
        if (paths.stream().anyMatch(path -> path.contains("\n"))) {
            throw new RefusedException("A directory whose path has two lines cannot be excluded.");
        }
    }

    private EntryId find(FolderTrees trees, String path) throws RefusedException {
        Optional<EntryId> found = Selecting.directory(trees.remote(), path);
        if (found.isPresent()) {
            return found.get();
        }
        if (trees.remote().resolve(path).isPresent()) {
            throw new RefusedException(path + " is no directory: only directories are excluded.");
        }
        throw new RefusedException(
                trees.local().tree().resolve(path).isPresent()
                        ? path + " is not in the commons yet: sync first."
                        : "The folder " + name() + " has no directory " + path + ".");
    }

    /// What is not in the commons would be left behind.
    private static void refuseIfChanged(FolderTrees trees, EntryId directory)
            throws RefusedException {
        Tree local = trees.local().tree();
        for (EntryId entry : new Selection(Set.of(directory)).inside(local)) {
            EntryState here = local.find(entry).orElseThrow();
            if (trees.remote().find(entry).filter(here::sameAs).isEmpty()) {
                throw new RefusedException(
                        local.path(entry).orElse("A file")
                                + " is not as it is in the commons: sync first.");
            }
        }
    }

    /// Wants these directories again.
    void include(List<String> paths) throws IOException {
        folder.ask(() -> {
            FolderTrees trees = folder.loop().partsForWork().trees();
            List<Excluded> back = new ArrayList<>();
            for (String path : paths) {
                back.add(excluded(trees, path));
            }
            choices.exclude(all -> {
                all.replaceAll(one ->
                        back.contains(one) ? new Excluded(true, one.entry(), one.path()) : one);
                all.removeIf(one -> one.returning() && one.entry().isEmpty());
                return all;
            });
            folder.loop().wanted();
            return back;
        });
    }

    private Excluded excluded(FolderTrees trees, String path) throws RefusedException {
        Optional<EntryId> entry = trees.remote().resolve(path);
        return choices.excluded().stream()
                .filter(one -> !one.returning())
                .filter(one ->
                        one.path().equals(path) || (entry.isPresent() && one.entry().equals(entry)))
                .findFirst()
                .orElseThrow(() -> new RefusedException(path + " is not excluded here."));
    }

    /// Which way the folder is synced from now on.
    void mode(FolderMode mode) throws IOException {
        if (mode == FolderMode.SEND && !choices.excluded().isEmpty()) {
            throw new RefusedException(
                    "Some directories of the folder "
                            + name()
                            + " are not on this disk: include them first.");
        }
        folder.ask(() -> {
            choices.mode(mode);
            folder.loop().wanted();
            return mode;
        });
    }

    /// Undoes what was changed here, in the next pass; what that removes lies in the trash.
    void revert() throws IOException {
        if (choices.mode() != FolderMode.RECEIVE) {
            throw new RefusedException(
                    "The folder "
                            + name()
                            + " does not only receive: what is changed in it is not undone.");
        }
        folder.ask(() -> {
            choices.revert();
            folder.loop().wanted();
            return true;
        });
    }

    private String name() {
        return folder.link().name();
    }
}
