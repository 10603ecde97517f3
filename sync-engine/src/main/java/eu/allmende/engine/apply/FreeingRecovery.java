package eu.allmende.engine.apply;

import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.state.JournalRow;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Freed;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds out how far freeing a file, or fetching it back, had come when the last run ended.
/// Afterwards either the file is there whole, or its placeholder is there and the entry is marked;
/// what is neither is unknown, and never a deletion.
final class FreeingRecovery {
    private final Disk disk;
    private final FolderTrees trees;
    private final Places places;
    private final TrashBin trash;

    FreeingRecovery(Disk disk, FolderTrees trees, Places places, TrashBin trash) {
        this.disk = disk;
        this.trees = trees;
        this.places = places;
        this.trash = trash;
    }

    /// Where its directory is gone, nothing is known of it: the commons brings it again.
    void recover(JournalRow.Freeing row) throws IOException {
        try {
            finish(row);
        } catch (NoSuchFileException e) {
            trees.forgetSynced(List.of(row.entry()));
            throw e;
        }
    }

    private void finish(JournalRow.Freeing row) throws IOException {
        Optional<EntryState> state = trees.local().tree().find(row.entry());
        if (state.isEmpty()) {
            return;
        }
        Path file = places.of(state.get().spot());
        Path placeholder = Freeing.beside(file);
        Path slot = trash.path(row.slot());
        new TwoNames(file, slot).takeBack(row.old().identity());
        if (isThere(slot, row.old().identity()) && mustComeBack(row, placeholder, slot)) {
            comeBack(row, slot, file);
        }
        if (isThere(file, row.old().identity())) {
            if (isOurs(row, placeholder)) {
                Files.delete(placeholder);
            }
            trees.putLocal(row.entry(), state.get(), unread(file));
        } else if (isOurs(row, placeholder)) {
            mark(row, state.get(), placeholder);
        } else {
            trees.forgetSynced(List.of(row.entry()));
        }
    }

    /// Without a placeholder, or if somebody wrote to it at the last moment.
    private static boolean mustComeBack(JournalRow.Freeing row, Path placeholder, Path slot)
            throws IOException {
        return !isOurs(row, placeholder) || !Stat.of(slot).looksLike(row.old());
    }

    private void comeBack(JournalRow.Freeing row, Path slot, Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            disk.renames().moveNew(slot, file);
        } else {
            new TwoNames(slot, file).takeBack(row.old().identity());
        }
    }

    private void mark(JournalRow.Freeing row, EntryState state, Path placeholder)
            throws IOException {
        Freed freed = new Freed(row.random(), Freed.Standing.HERE);
        trees.putLocal(
                row.entry(), state, new Sighting(Stat.of(placeholder), false, Optional.of(freed)));
    }

    private static boolean isOurs(JournalRow.Freeing row, Path placeholder) throws IOException {
        return isThere(placeholder, row.placeholder()) && Freeing.holds(placeholder, row.random());
    }

    void recover(JournalRow.Fetching row) throws IOException {
        EntryId entry = row.entry();
        Path file = places.of(row.after().spot());
        Path placeholder = Freeing.beside(file);
        Path slot = trash.path(row.slot());
        new TwoNames(placeholder, slot).takeBack(row.placeholder().identity());
        if (isThere(file, row.identity())) {
            if (isThere(placeholder, row.placeholder().identity())
                    && Stat.of(placeholder).looksLike(row.placeholder())) {
                disk.renames().moveNew(placeholder, slot);
            }
            if (trees.local().freed(entry).isPresent()) {
                trees.putLocal(entry, row.after(), unread(file));
            }
        } else if (isThere(slot, row.placeholder().identity())
                && !Files.exists(placeholder, LinkOption.NOFOLLOW_LINKS)) {
            disk.renames().moveNew(slot, placeholder);
        }
    }

    private static Sighting unread(Path path) throws IOException {
        return new Sighting(Stat.of(path), false);
    }

    private static boolean isThere(Path path, Identity identity) throws IOException {
        try {
            return Stat.of(path).identity().isSame(identity);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
