package eu.allmende.engine.apply;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Finds the path of a spot, and makes sure that every directory on the way is one, and the one
/// that was seen: never a link.
final class Places {
    private final FolderRoot root;
    private final LocalTree local;
    private final Map<EntryId, Path> checked = new HashMap<>();

    Places(FolderRoot root, LocalTree local) {
        this.root = root;
        this.local = local;
    }

    /// The path of a spot whose directory is there.
    ///
    /// @throws NoSuchFileException if a directory on the way is not what was seen
    Path of(Spot spot) throws IOException {
        try {
            return directory(spot.parent()).resolve(spot.name());
        } catch (InvalidPathException e) {
            throw new UnholdableNameException(e);
        }
    }

    /// The path of a spot that no other entry has.
    ///
    /// @throws FileAlreadyExistsException if one was seen there
    Path free(Spot spot, EntryId entry) throws IOException {
        if (local.tree().at(spot).filter(other -> !other.equals(entry)).isPresent()) {
            throw new FileAlreadyExistsException("a spot of the folder");
        }
        return of(spot);
    }

    /// The path of an entry.
    Path of(EntryId entry) throws IOException {
        EntryState state =
                local.tree()
                        .find(entry)
                        .orElseThrow(() -> new NoSuchFileException("an entry of the folder"));
        return of(state.spot());
    }

    /// Directories moved, or time passed: check them again.
    void forget() {
        checked.clear();
    }

    private Path directory(EntryId entry) throws IOException {
        if (entry.equals(EntryState.ROOT)) {
            return root.path();
        }
        Path known = checked.get(entry);
        if (known != null) {
            return known;
        }
        Path path = of(entry);
        Stat stat = Stat.of(path);
        boolean sameAsSeen =
                local.sighting(entry)
                        .filter(s -> s.stat().identity().inode() == stat.identity().inode())
                        .isPresent();
        if (stat.kind() != Stat.Kind.DIRECTORY || !sameAsSeen) {
            throw new NoSuchFileException("a directory of the folder");
        }
        checked.put(entry, path);
        return path;
    }
}
