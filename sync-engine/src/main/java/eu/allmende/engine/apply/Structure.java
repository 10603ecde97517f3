package eu.allmende.engine.apply;

import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.plan.ConflictName;
import eu.allmende.engine.plan.Naming;
import eu.allmende.engine.plan.Step;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.state.JournalRow;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Does the steps that move, remove and make directories, one at a time.
final class Structure {
    private final Disk disk;
    private final FolderTrees trees;
    private final Places places;
    private final TrashBin trash;
    private final Applied applied;
    private final Junk junk;
    private final Set<Path> touched = new HashSet<>();
    private final Map<EntryId, Spot> parked = new LinkedHashMap<>();

    Structure(Disk disk, FolderTrees trees, Places places, Applied applied) {
        this.disk = disk;
        this.trees = trees;
        this.places = places;
        this.applied = applied;
        trash = new TrashBin(disk.root(), disk.clock());
        junk = new Junk(disk, trash);
    }

    /// The directories in which names changed since the last call.
    Collection<Path> takeTouched() {
        Set<Path> taken = Set.copyOf(touched);
        touched.clear();
        return taken;
    }

    TrashBin trash() {
        return trash;
    }

    /// What the journal must hold before the step is done.
    Optional<JournalRow> row(Step step) throws IOException {
        Optional<Sighting> sighting = trees.local().sighting(step.entry());
        Optional<EntryState> state = trees.local().tree().find(step.entry());
        if (sighting.isEmpty() || state.isEmpty()) {
            return Optional.empty();
        }
        Stat stat = sighting.get().stat();
        return switch (step) {
            case Step.Move move ->
                    Optional.of(new JournalRow.Moving(move.entry(), move.to(), stat.identity()));
            case Step.Park park ->
                    Optional.of(
                            new JournalRow.Parking(
                                    park.entry(),
                                    park.temporary().named(state.get().name()),
                                    park.temporary(),
                                    park.last(),
                                    stat.identity()));
            case Step.Remove remove when stat.kind() != Stat.Kind.DIRECTORY ->
                    Optional.of(
                            new JournalRow.Trashing(
                                    remove.entry(),
                                    trash.slot(
                                            trees.local()
                                                    .nameOnDisk(
                                                            remove.entry(), state.get().name())),
                                    stat.identity()));
            default -> Optional.empty();
        };
    }

    /// Does one step, or finds that it cannot be done.
    void perform(Step step, Optional<JournalRow> row) throws IOException {
        switch (step) {
            case Step.Move move -> {
                move(move.entry(), move.to());
                applied.move();
                parked.remove(move.entry());
            }
            case Step.Park park -> {
                Spot from = trees.local().tree().find(park.entry()).orElseThrow().spot();
                move(park.entry(), park.temporary());
                parked.putIfAbsent(park.entry(), from);
            }
            case Step.Remove remove -> {
                if (row.isPresent() && row.get() instanceof JournalRow.Trashing trashing) {
                    discard(remove.entry(), trashing.slot());
                } else {
                    removeDirectory(remove.entry());
                }
                parked.remove(remove.entry());
            }
            case Step.MakeDirectory make -> makeDirectory(make.entry(), make.to());
            default -> throw new IllegalArgumentException("no step of structure");
        }
    }

    /// Whether nothing waits under a temporary name.
    boolean isSettled() {
        return parked.isEmpty();
    }

    /// Gives what is still under a temporary name its old one back, or a conflicted copy's.
    void unpark(Naming naming) {
        parked.forEach((entry, from) -> unpark(entry, from, naming));
        parked.clear();
    }

    private void unpark(EntryId entry, Spot from, Naming naming) {
        applied.surprise();
        try {
            move(entry, from);
        } catch (IOException taken) {
            String name = ConflictName.of(from.name(), naming, n -> isNew(from.named(n)));
            try {
                move(entry, from.named(name));
            } catch (IOException e) {
                applied.trouble(entry, from.name(), Failure.sentence(e));
            }
        }
    }

    private boolean isNew(Spot spot) {
        Set<String> names = trees.local().tree().children(spot.parent()).keySet();
        return !DiskNames.COARSEST.isAmong(names, spot.name());
    }

    /// Moves an entry, if it is still the one that was seen.
    void move(EntryId entry, Spot to) throws IOException {
        Path from = places.of(entry);
        Path target = places.free(to, entry);
        Stat stat = Stat.of(from);
        Sighting seen = sighting(entry);
        if (stat.kind() != seen.stat().kind()
                || stat.identity().inode() != seen.stat().identity().inode()) {
            throw new NoSuchFileException("another file than was seen");
        }
        disk.renames().moveNew(from, target);
        touch(from);
        touch(target);
        EntryState state = trees.local().tree().find(entry).orElseThrow();
        boolean unchanged = stat.isUnchangedSince(seen.stat());
        trees.putLocal(
                entry,
                state.at(to),
                seen.again(
                        unchanged ? Stat.afterPutting(target, stat) : seen.stat(),
                        seen.settled() && unchanged));
        if (stat.kind() == Stat.Kind.DIRECTORY) {
            places.forget();
        }
    }

    private void discard(EntryId entry, String slot) throws IOException {
        Path path = places.of(entry);
        Stat stat = Stat.of(path);
        Sighting seen = sighting(entry);
        if (!stat.isUnchangedSince(seen.stat())) {
            throw new NoSuchFileException("a file that changed");
        }
        Path target = trash.path(slot);
        disk.renames().moveNew(path, target);
        touch(path);
        touch(target);
        if (!Stat.of(target).looksLike(seen.stat())) {
            disk.renames().moveNew(target, path);
            throw new NoSuchFileException("a file that changed");
        }
        trees.removeLocal(entry);
        applied.trash(entry, slot);
        applied.delete();
    }

    /// Removes a directory, and junk with it. If something else that is unknown lies in it, it
    /// stays, and is forgotten: if it is of any interest the next look at the disk finds it.
    private void removeDirectory(EntryId entry) throws IOException {
        Path path = places.of(entry);
        if (Stat.of(path).kind() != Stat.Kind.DIRECTORY) {
            throw new NoSuchFileException("a directory that was replaced");
        }
        try {
            deleteWithJunk(path, trees.local().tree().path(entry).orElse(""));
        } catch (DirectoryNotEmptyException e) {
            applied.surprise();
        }
        touch(path);
        places.forget();
        trees.removeLocal(entry);
        applied.delete();
    }

    private void deleteWithJunk(Path path, String inside) throws IOException {
        try {
            Files.delete(path);
        } catch (DirectoryNotEmptyException e) {
            if (!junk.emptied(path, inside)) {
                throw e;
            }
            Files.delete(path);
        }
    }

    /// A directory that is there already, with nothing in it that is synced, will do.
    private void makeDirectory(EntryId entry, Spot to) throws IOException {
        Path path = places.free(to, entry);
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            boolean willDo = Stat.of(path).kind() == Stat.Kind.DIRECTORY;
            if (!willDo || places.isTakenUnderAnotherName(to)) {
                throw e;
            }
        }
        touch(path);
        trees.putLocal(
                entry,
                new EntryState(to.parent(), to.name(), new Content.Directory()),
                new Sighting(Stat.of(path), true));
        applied.create();
    }

    private Sighting sighting(EntryId entry) throws IOException {
        return trees.local()
                .sighting(entry)
                .orElseThrow(() -> new NoSuchFileException("an entry of the folder"));
    }

    private void touch(Path path) {
        Path parent = path.getParent();
        if (parent != null) {
            touched.add(places.real(parent));
        }
    }
}
