package eu.allmende.engine.apply;

import eu.allmende.engine.plan.ConflictName;
import eu.allmende.engine.plan.Naming;
import eu.allmende.engine.plan.Step;
import eu.allmende.engine.scan.StableRead;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.state.JournalRow;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Does the steps that put content in place, one at a time.
final class Contents {
    private final Disk disk;
    private final FolderTrees trees;
    private final Places places;
    private final Structure structure;
    private final Applied applied;
    private final Naming naming;
    private final Set<Path> touched = new HashSet<>();
    private final List<String> used = new ArrayList<>();

    Contents(Tools tools, Structure structure, Naming naming) {
        disk = tools.disk();
        trees = tools.trees();
        places = tools.places();
        applied = tools.applied();
        this.structure = structure;
        this.naming = naming;
    }

    /// What steps of all kinds are done with.
    record Tools(Disk disk, FolderTrees trees, Places places, Applied applied) {}

    /// A step with its content in the stage.
    ///
    /// @param stat of the staged file
    record Staged(Step step, Path file, Stat stat) {}

    Collection<Path> takeTouched() {
        Set<Path> taken = new HashSet<>(touched);
        taken.addAll(structure.takeTouched());
        touched.clear();
        return taken;
    }

    /// What the journal must hold before the step is done; empty if it cannot be done any more.
    Optional<JournalRow> row(Staged staged) throws IOException {
        EntryId entry = staged.step.entry();
        return switch (staged.step) {
            case Step.Place place ->
                    Optional.of(
                            new JournalRow.Placing(
                                    entry, state(place.to(), place.file()), identity(staged)));
            case Step.Replace replace -> {
                Optional<EntryState> old = trees.local().tree().find(entry);
                Optional<Sighting> seen = trees.local().sighting(entry);
                if (old.isEmpty() || seen.isEmpty()) {
                    yield Optional.empty();
                }
                yield Optional.of(
                        new JournalRow.Replacing(
                                entry,
                                old.get().holding(replace.file()),
                                identity(staged),
                                structure.trash().slot(old.get().name()),
                                seen.get().stat()));
            }
            case Step.Fetch fetch -> rowOfFetch(fetch, staged);
            default -> throw new IllegalArgumentException("no step with staged content");
        };
    }

    private Optional<JournalRow> rowOfFetch(Step.Fetch fetch, Staged staged) throws IOException {
        EntryId entry = fetch.entry();
        Optional<EntryState> old = trees.local().tree().find(entry);
        if (old.isEmpty() || trees.local().freed(entry).isEmpty()) {
            return Optional.empty();
        }
        String name = trees.local().nameOnDisk(entry, old.get().name());
        return Optional.of(
                new JournalRow.Fetching(
                        entry,
                        old.get().holding(fetch.file()),
                        identity(staged),
                        structure.trash().slot(name),
                        seen(entry)));
    }

    /// What the journal must hold of the file that makes room, if one does.
    Optional<JournalRow> rowOfAside(Staged staged) throws IOException {
        return staged.step instanceof Step.Place place && place.aside().isPresent()
                ? structure.row(place.aside().get())
                : Optional.empty();
    }

    private static eu.allmende.engine.scan.Identity identity(Staged staged) {
        return staged.stat.identity();
    }

    private static EntryState state(Spot spot, Content content) {
        return new EntryState(spot.parent(), spot.name(), content);
    }

    /// Puts staged content in place.
    void perform(Staged staged, JournalRow row) throws IOException {
        switch (staged.step) {
            case Step.Place place -> {
                place(place, staged);
                applied.create();
                applied.fetched(place.file().sizeBytes());
            }
            case Step.Replace replace -> {
                if (row instanceof JournalRow.Replacing replacing) {
                    replace(replace, staged, replacing);
                    applied.update();
                    applied.fetched(replace.file().sizeBytes());
                }
            }
            case Step.Fetch fetch -> {
                if (row instanceof JournalRow.Fetching fetching) {
                    fetch(staged, fetching);
                    applied.create();
                    applied.fetched(fetch.file().sizeBytes());
                }
            }
            default -> throw new IllegalArgumentException("no step with staged content");
        }
    }

    /// The step could not be done: its staged file is of no use any more.
    void drop(Staged staged) throws IOException {
        Files.deleteIfExists(staged.file);
    }

    /// Does a step that needs no content from elsewhere.
    void perform(Step step) throws IOException {
        switch (step) {
            case Step.MakeLink link -> {
                Path path = places.free(link.to(), link.entry());
                places.link(path, link.link().target());
                touch(path);
                trees.putLocal(
                        link.entry(),
                        state(link.to(), link.link()),
                        new Sighting(Stat.of(path), true));
                applied.create();
            }
            case Step.Relink relink -> {
                relink(relink);
                applied.update();
            }
            case Step.MarkExecutable mark -> {
                markExecutable(mark);
                applied.update();
            }
            default -> throw new IllegalArgumentException("a step with staged content");
        }
    }

    private void place(Step.Place place, Staged staged) throws IOException {
        if (place.aside().isPresent()) {
            structure.move(place.aside().get().entry(), place.aside().get().to());
        }
        Path target = places.free(place.to(), place.entry());
        disk.renames().moveNew(staged.file, target);
        touch(target);
        putFresh(place.entry(), state(place.to(), place.file()), target, staged.stat);
    }

    private void replace(Step.Replace replace, Staged staged, JournalRow.Replacing row)
            throws IOException {
        Path target = places.of(replace.entry());
        Stat now = Stat.of(target);
        if (!now.isUnchangedSince(row.old())) {
            throw new NoSuchFileException("a file that changed");
        }
        Modes.set(staged.file, now.permissions(), replace.file().executable());
        Path slot = structure.trash().path(row.slot());
        disk.renames().swapIn(staged.file, target, slot);
        touch(target);
        touch(slot);
        if (!Stat.of(slot).looksLike(row.old())) {
            rescue(slot, target);
        }
        putFresh(replace.entry(), row.after(), target, staged.stat);
    }

    private void fetch(Staged staged, JournalRow.Fetching row) throws IOException {
        Path target = places.of(row.after().spot());
        Path placeholder = places.of(row.entry());
        try {
            disk.renames().moveNew(staged.file, target);
        } catch (FileAlreadyExistsException e) {
            throw new FileSystemException(null, null, "something else has its name");
        }
        touch(target);
        putFresh(row.entry(), row.after(), target, staged.stat);
        takeAway(placeholder, row);
    }

    /// Once the file is there, a placeholder that was changed, or cannot be taken away, is left to
    /// the person: nothing is sent of it.
    private void takeAway(Path placeholder, JournalRow.Fetching row) {
        Path slot = structure.trash().path(row.slot());
        try {
            if (Stat.of(placeholder).isUnchangedSince(row.placeholder())) {
                disk.renames().moveNew(placeholder, slot);
                touch(slot);
                if (Stat.of(slot).looksLike(row.placeholder())) {
                    used.add(row.slot());
                } else {
                    disk.renames().moveNew(slot, placeholder);
                }
            }
        } catch (IOException e) {
            System.getLogger(Contents.class.getName())
                    .log(System.Logger.Level.DEBUG, "a placeholder stays", e);
        }
    }

    /// Drops the placeholders of what was fetched. Only when all else is durable and noted.
    void dropUsed() throws IOException {
        for (String slot : used) {
            structure.trash().drop(slot);
        }
        used.clear();
    }

    /// Somebody wrote to the old file at the last moment: it becomes a conflicted copy.
    private void rescue(Path slot, Path target) throws IOException {
        TakenNames taken = TakenNames.beside(target);
        String name = ConflictName.of(target.getFileName().toString(), naming, taken::isFree);
        disk.renames().moveNew(slot, target.resolveSibling(name));
        applied.surprise();
    }

    private void relink(Step.Relink relink) throws IOException {
        Path target = places.of(relink.entry());
        Stat seen = seen(relink.entry());
        if (!Stat.of(target).isUnchangedSince(seen)) {
            throw new NoSuchFileException("a link that changed");
        }
        Path fresh = disk.root().stage().resolve(Staging.name(relink.entry()));
        Files.deleteIfExists(fresh);
        places.link(fresh, relink.link().target());
        Stat made = Stat.of(fresh);
        String slot = structure.trash().slot(target.getFileName().toString());
        disk.renames().swapIn(fresh, target, structure.trash().path(slot));
        touch(target);
        EntryState old = trees.local().tree().find(relink.entry()).orElseThrow();
        trees.putLocal(
                relink.entry(),
                old.holding(relink.link()),
                new Sighting(Stat.afterPutting(target, made), true));
    }

    private void markExecutable(Step.MarkExecutable mark) throws IOException {
        Path target = places.of(mark.entry());
        Stat now = Stat.of(target);
        if (!now.isUnchangedSince(seen(mark.entry()))) {
            throw new NoSuchFileException("a file that changed");
        }
        Modes.set(target, now.permissions(), mark.file().executable());
        EntryState old = trees.local().tree().find(mark.entry()).orElseThrow();
        boolean settled = trees.local().sighting(mark.entry()).map(Sighting::settled).orElse(false);
        trees.putLocal(
                mark.entry(), old.holding(mark.file()), new Sighting(Stat.of(target), settled));
    }

    private Stat seen(EntryId entry) throws IOException {
        return trees.local()
                .sighting(entry)
                .map(Sighting::stat)
                .orElseThrow(() -> new NoSuchFileException("an entry of the folder"));
    }

    /// Keeps what is there now; if it is not what was staged, it is read again next time. If a
    /// person has taken it away since, it was there nevertheless: the next look finds that.
    private void putFresh(EntryId entry, EntryState state, Path path, Stat staged)
            throws IOException {
        Stat stat = Stat.afterPutting(path, staged);
        boolean settled =
                stat.looksLike(staged) && StableRead.isSettled(stat, disk.clock().instant());
        trees.putLocal(entry, state, new Sighting(stat, settled));
    }

    private void touch(Path path) {
        Path parent = path.getParent();
        if (parent != null) {
            touched.add(places.real(parent));
        }
    }
}
