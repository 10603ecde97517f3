package eu.allmende.engine.apply;

import eu.allmende.engine.plan.ConflictName;
import eu.allmende.engine.plan.Naming;
import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.state.JournalRow;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Finds out what of the open journal rows was done when the last run ended, and sets the local
/// tree right. What was not done is planned anew. Doing it twice does no harm.
public final class Recovery {
    private static final long LARGE_BYTES = 16L * 1024 * 1024;
    private static final Duration KEPT_FOR = Duration.ofDays(7);

    private final Disk disk;
    private final FolderTrees trees;
    private final Naming naming;
    private final Places places;
    private final TrashBin trash;
    private final FreeingRecovery freeing;

    /// Makes ready.
    ///
    /// @param naming for files that were written to at the moment of the crash
    public Recovery(Disk disk, FolderTrees trees, Naming naming) {
        this.disk = disk;
        this.trees = trees;
        this.naming = naming;
        places = new Places(disk.root(), trees.local());
        trash = new TrashBin(disk.root(), disk.clock());
        freeing = new FreeingRecovery(disk, trees, places, trash);
    }

    /// Goes through the rows in their order.
    ///
    /// @throws IOException if the disk cannot be looked at; the rows must stay open
    public void recover(List<JournalRow> rows) throws IOException {
        for (JournalRow row : rows) {
            try {
                recover(row);
            } catch (NoSuchFileException e) {
                System.getLogger(Recovery.class.getName())
                        .log(
                                System.Logger.Level.DEBUG,
                                "a step that was begun is left to the next scan",
                                e);
            } finally {
                places.forget();
            }
        }
    }

    /// Clears the stage. If it is known what lay there, it is deleted, but for large files that
    /// were arriving not long ago: they go on from there; if the journal was lost, it is kept in
    /// the trash, since somebody's old file may be among it.
    public void clearStage(Leftovers leftovers) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(disk.root().stage())) {
            for (Path file : files) {
                switch (leftovers) {
                    case KNOWN -> {
                        if (!isWorthKeeping(file)) {
                            Files.deleteIfExists(file);
                        }
                    }
                    case UNKNOWN ->
                            disk.renames()
                                    .moveNew(
                                            file,
                                            trash.path(trash.slot(file.getFileName().toString())));
                }
            }
        }
    }

    private boolean isWorthKeeping(Path file) throws IOException {
        BasicFileAttributes seen =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Instant written = seen.lastModifiedTime().toInstant();
        return Staging.isArriving(file)
                && seen.isRegularFile()
                && seen.size() >= LARGE_BYTES
                && written.plus(KEPT_FOR).isAfter(disk.clock().instant());
    }

    /// Whether the journal tells what lies in the stage.
    public enum Leftovers {
        /// Nothing but content that can be fetched again.
        KNOWN,
        /// The journal is new; an old file may lie there.
        UNKNOWN
    }

    private void recover(JournalRow row) throws IOException {
        switch (row) {
            case JournalRow.Moving moving -> {
                Path path = places.of(moving.entry(), moving.to());
                if (!isHalf(moving, path, moving.identity()) && isThere(path, moving.identity())) {
                    put(moving.entry(), moving.to(), path);
                }
            }
            case JournalRow.Parking parking -> unpark(parking);
            case JournalRow.Trashing trashing -> {
                Path path = trash.path(trashing.slot());
                if (!isHalf(trashing, path, trashing.identity())
                        && isThere(path, trashing.identity())) {
                    trees.removeLocal(trashing.entry());
                    forgetIfKept(trashing.entry());
                }
            }
            case JournalRow.Placing placing -> {
                Path path = places.of(placing.after().spot());
                if (isThere(path, placing.identity()) && isOwn(placing)) {
                    trees.putLocal(placing.entry(), placing.after(), unread(path));
                }
            }
            case JournalRow.Replacing replacing -> replace(replacing);
            case JournalRow.Freeing begun -> freeing.recover(begun);
            case JournalRow.Fetching begun -> freeing.recover(begun);
        }
    }

    /// Whether a file was given its new name and kept its old one; then it is as it was before.
    private boolean isHalf(JournalRow row, Path fresh, Identity identity) throws IOException {
        Path old;
        try {
            old = places.of(row.entry());
        } catch (NoSuchFileException e) {
            return false;
        }
        return new TwoNames(old, fresh).takeBack(identity);
    }

    /// What the program itself removed, though the commons has it, is no deletion.
    private void forgetIfKept(EntryId entry) {
        if (trees.remote().contains(entry)) {
            trees.forgetSynced(List.of(entry));
        }
    }

    /// Whether the local tree has no other entry there: if it has, the scan must find out what
    /// became of that one.
    private boolean isOwn(JournalRow.Placing placing) {
        return trees.local()
                .tree()
                .at(placing.after().spot())
                .filter(other -> !other.equals(placing.entry()))
                .isEmpty();
    }

    private void unpark(JournalRow.Parking parking) throws IOException {
        Path temporary = places.of(parking.entry(), parking.temporary());
        if (isHalf(parking, temporary, parking.identity())
                || !isThere(temporary, parking.identity())) {
            return;
        }
        Spot from = parking.from();
        Spot free = isFree(parking.last()) ? parking.last() : isFree(from) ? from : copy(from);
        Path path = places.of(parking.entry(), free);
        disk.renames().moveNew(temporary, path);
        put(parking.entry(), free, path);
    }

    private Spot copy(Spot from) throws IOException {
        TakenNames taken = TakenNames.beside(places.of(from));
        return from.named(
                ConflictName.of(
                        from.name(),
                        naming,
                        name -> taken.isFree(name) && isFree(from.named(name))));
    }

    private boolean isFree(Spot spot) {
        try {
            return trees.local().tree().at(spot).isEmpty()
                    && !Files.exists(places.of(spot), LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return false;
        }
    }

    private void replace(JournalRow.Replacing row) throws IOException {
        Path target = places.of(row.after().spot());
        Path slot = trash.path(row.slot());
        if (!isThere(target, row.identity())) {
            new TwoNames(target, slot).takeBack(row.old().identity());
            if (isThere(slot, row.identity())) {
                Files.delete(slot);
            }
            return;
        }
        Optional<Stat> old = stat(slot);
        if (old.isPresent() && !old.get().looksLike(row.old())) {
            TakenNames taken = TakenNames.beside(target);
            String copy = ConflictName.of(row.after().name(), naming, taken::isFree);
            disk.renames().moveNew(slot, target.resolveSibling(copy));
        }
        trees.putLocal(row.entry(), row.after(), unread(target));
    }

    private void put(EntryId entry, Spot spot, Path path) throws IOException {
        Optional<EntryState> state = trees.local().tree().find(entry);
        if (state.isPresent() && trees.local().tree().at(spot).isEmpty()) {
            Stat stat = Stat.of(path);
            trees.putLocal(
                    entry,
                    state.get().at(spot),
                    trees.local()
                            .sighting(entry)
                            .map(seen -> seen.again(stat, false))
                            .orElseGet(() -> new Sighting(stat, false)));
        }
    }

    /// What is there, to be read again.
    private static Sighting unread(Path path) throws IOException {
        return new Sighting(Stat.of(path), false);
    }

    private static boolean isThere(Path path, Identity identity) throws IOException {
        return stat(path).filter(s -> s.identity().isSame(identity)).isPresent();
    }

    private static Optional<Stat> stat(Path path) throws IOException {
        try {
            return Optional.of(Stat.of(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
