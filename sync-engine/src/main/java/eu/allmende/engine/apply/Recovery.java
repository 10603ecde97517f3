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
import java.util.List;
import java.util.Optional;

/// Finds out what of the open journal rows was done when the last run ended, and sets the local
/// tree right. What was not done is planned anew. Doing it twice does no harm.
public final class Recovery {
    private final Disk disk;
    private final FolderTrees trees;
    private final Naming naming;
    private final Places places;
    private final TrashBin trash;

    /// Makes ready.
    ///
    /// @param naming for files that were written to at the moment of the crash
    public Recovery(Disk disk, FolderTrees trees, Naming naming) {
        this.disk = disk;
        this.trees = trees;
        this.naming = naming;
        places = new Places(disk.root(), trees.local());
        trash = new TrashBin(disk.root(), disk.clock());
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
            }
            places.forget();
        }
    }

    /// Clears the stage. If it is known what lay there, it is deleted; if the journal was lost, it
    /// is kept in the trash, since somebody's old file may be among it.
    public void clearStage(Leftovers leftovers) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(disk.root().stage())) {
            for (Path file : files) {
                switch (leftovers) {
                    case KNOWN -> Files.deleteIfExists(file);
                    case UNKNOWN ->
                            disk.renames()
                                    .moveNew(
                                            file,
                                            trash.path(trash.slot(file.getFileName().toString())));
                }
            }
        }
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
                Path path = places.of(moving.to());
                if (isThere(path, moving.identity())) {
                    put(moving.entry(), moving.to(), path);
                }
            }
            case JournalRow.Parking parking -> unpark(parking);
            case JournalRow.Trashing trashing -> {
                if (isThere(trash.path(trashing.slot()), trashing.identity())) {
                    trees.removeLocal(trashing.entry());
                }
            }
            case JournalRow.Placing placing -> {
                Path path = places.of(placing.after().spot());
                if (isThere(path, placing.identity())) {
                    trees.putLocal(placing.entry(), placing.after(), unread(path));
                }
            }
            case JournalRow.Replacing replacing -> replace(replacing);
        }
    }

    private void unpark(JournalRow.Parking parking) throws IOException {
        Path temporary = places.of(parking.temporary());
        if (!isThere(temporary, parking.identity())) {
            return;
        }
        Spot from = parking.from();
        String copy = ConflictName.of(from.name(), naming, name -> isFree(from.named(name)));
        for (Spot spot : List.of(parking.last(), from, from.named(copy))) {
            if (isFree(spot)) {
                Path path = places.of(spot);
                disk.renames().moveNew(temporary, path);
                put(parking.entry(), spot, path);
                return;
            }
        }
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
            if (isThere(slot, row.identity())) {
                Files.delete(slot);
            }
            return;
        }
        Optional<Stat> old = stat(slot);
        if (old.isPresent() && !old.get().looksLike(row.old())) {
            String copy =
                    ConflictName.of(
                            row.after().name(),
                            naming,
                            name ->
                                    !Files.exists(
                                            target.resolveSibling(name),
                                            LinkOption.NOFOLLOW_LINKS));
            disk.renames().moveNew(slot, target.resolveSibling(copy));
        }
        trees.putLocal(row.entry(), row.after(), unread(target));
    }

    private void put(EntryId entry, Spot spot, Path path) throws IOException {
        Optional<EntryState> state = trees.local().tree().find(entry);
        if (state.isPresent() && trees.local().tree().at(spot).isEmpty()) {
            trees.putLocal(entry, state.get().at(spot), unread(path));
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
