package eu.allmende.engine.apply;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Finds the path of a spot, and makes sure that every directory on the way is one, and the one
/// that was seen: never a link. Where the system can, the directories are held open, so that the
/// path leads there and nowhere else.
final class Places {
    /// So many directories may be held open from one step to the next.
    private static final int MOST_HELD = 256;

    private final FolderRoot root;
    private final LocalTree local;
    private final Map<EntryId, Path> checked = new HashMap<>();
    private final Anchors anchors;

    Places(FolderRoot root, LocalTree local) {
        this.root = root;
        this.local = local;
        anchors = Anchors.under(root.path());
    }

    /// The path of a spot whose directory is there.
    ///
    /// @throws NoSuchFileException if a directory on the way is not what was seen
    Path of(Spot spot) throws IOException {
        return in(directory(spot.parent()), spot.name());
    }

    /// A name that the system reads as a path would lead elsewhere.
    private static Path in(Path directory, String name) throws IOException {
        try {
            Path path = directory.resolve(name);
            if (path.getNameCount() != directory.getNameCount() + 1
                    || !path.startsWith(directory)) {
                throw new UnholdableNameException();
            }
            return path;
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
        return of(entry, spot);
    }

    /// The path that an entry has, or would have, at a spot: of a freed one, its placeholder's.
    Path of(EntryId entry, Spot spot) throws IOException {
        return of(spot.named(local.nameOnDisk(entry, spot.name())));
    }

    /// Whether a name is taken though no file is called so: the disk takes two names for one.
    boolean isTakenUnderAnotherName(Spot spot) {
        try (DirectoryStream<Path> there = Files.newDirectoryStream(directory(spot.parent()))) {
            for (Path path : there) {
                if (path.getFileName().toString().equals(spot.name())) {
                    return false;
                }
            }
            return local.tree().at(spot).isEmpty();
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }

    /// The path of an entry.
    Path of(EntryId entry) throws IOException {
        return of(entry, state(entry).spot());
    }

    private EntryState state(EntryId entry) throws IOException {
        return local.tree()
                .find(entry)
                .orElseThrow(() -> new NoSuchFileException("an entry of the folder"));
    }

    /// Directories moved, or time passed: check them again.
    void forget() {
        checked.clear();
        anchors.letGo();
    }

    /// A new step begins: the paths of the one before are not used any more.
    void next() {
        if (anchors.size() > MOST_HELD) {
            forget();
        }
    }

    /// Where a directory is that some path leads into.
    Path real(Path directory) {
        return anchors.real(directory);
    }

    /// Makes a symbolic link whose target is kept as it is.
    void link(Path at, String target) throws IOException {
        anchors.link(at, target);
    }

    private Path directory(EntryId entry) throws IOException {
        Path known = checked.get(entry);
        if (known == null) {
            known = entry.equals(EntryState.ROOT) ? holdRoot() : hold(entry);
            checked.put(entry, known);
        }
        return known;
    }

    private Path holdRoot() throws IOException {
        return anchors.hold(root.path(), root.path());
    }

    private Path hold(EntryId entry) throws IOException {
        EntryState state = state(entry);
        Path parent = directory(state.parent());
        Path directory = anchors.hold(in(parent, state.name()), in(real(parent), state.name()));
        Stat stat = Stat.of(directory.resolve("."));
        boolean sameAsSeen =
                local.sighting(entry)
                        .filter(s -> s.stat().identity().inode() == stat.identity().inode())
                        .isPresent();
        if (stat.kind() != Stat.Kind.DIRECTORY || !sameAsSeen) {
            throw new NoSuchFileException("a directory of the folder");
        }
        return directory;
    }
}
