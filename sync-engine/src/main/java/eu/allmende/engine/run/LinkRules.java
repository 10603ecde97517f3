package eu.allmende.engine.run;

import eu.allmende.engine.RefusedException;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.folder.FolderRoot.Presence;
import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;

/// Which directories can be synced, and under which names.
final class LinkRules {
    private LinkRules() {}

    /// The real path of a directory that is there and can become a folder.
    ///
    /// @throws RefusedException if it cannot, with the reason
    static Path check(Path path, Path home, Collection<Path> others) throws IOException {
        if (!Files.exists(path)) {
            throw new RefusedException("There is no directory " + path + ".");
        }
        if (!Files.isDirectory(path)) {
            throw new RefusedException(path + " is not a directory.");
        }
        Path real = path.toRealPath();
        if (!Files.isReadable(real) || !Files.isExecutable(real)) {
            throw new RefusedException("This user may not read " + path + ".");
        }
        if (!Files.isWritable(real)) {
            throw new RefusedException("This user may not write in " + path + ".");
        }
        checkPlace(real, home, others);
        checkHouse(real);
        return real;
    }

    /// Makes a directory that is missing, if it may become a folder there.
    static void make(Path path, Path home, Collection<Path> others) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path above = path.toAbsolutePath().normalize();
        while (above.getParent() != null && !Files.exists(above)) {
            above = above.getParent();
        }
        Path rest = above.relativize(path.toAbsolutePath().normalize());
        checkPlace(above.toRealPath().resolve(rest), home, others);
        if (Files.isDirectory(above) && !Files.isWritable(above)) {
            throw new RefusedException("This user may not write in " + above + ".");
        }
        Files.createDirectories(path);
    }

    private static void checkPlace(Path real, Path home, Collection<Path> others)
            throws IOException {
        Path realHome = home.toRealPath();
        if (realHome.startsWith(real) || real.startsWith(realHome)) {
            throw new RefusedException(
                    "The program keeps its own state in "
                            + home
                            + "; that cannot lie in a synced folder, nor a folder in it.");
        }
        for (Path other : others) {
            if (real.equals(other)) {
                throw new RefusedException(real + " is synced already.");
            }
            if (real.startsWith(other) || other.startsWith(real)) {
                throw new RefusedException(
                        real + " and the synced folder " + other + " lie in each other.");
            }
        }
    }

    private static void checkHouse(Path real) throws RefusedException {
        Path house = real.resolve(FolderRoot.HOUSE);
        if (Files.exists(house, LinkOption.NOFOLLOW_LINKS)
                && !Files.isDirectory(house, LinkOption.NOFOLLOW_LINKS)) {
            throw new RefusedException(
                    house + " is in the way: the program needs a directory of that name.");
        }
    }

    /// Refuses a directory that is some folder's already.
    static void checkUnmarked(Path real) throws RefusedException {
        FolderRoot root = new FolderRoot(real);
        if (root.isMarked()) {
            throw new RefusedException(
                    real
                            + " was synced before: link it to its folder, or remove "
                            + root.marker()
                            + " to make a new folder of it.");
        }
    }

    /// Refuses a directory that is marked as another folder's.
    static void checkMarker(Path real, FolderId folder) throws RefusedException {
        FolderRoot root = new FolderRoot(real);
        Presence presence = root.look(folder);
        if (presence == Presence.ANOTHER) {
            throw new RefusedException(
                    real
                            + " was synced with another folder; remove "
                            + root.marker()
                            + " if that is over.");
        }
        if (presence == Presence.UNREADABLE) {
            throw new RefusedException(root.marker() + " cannot be read.");
        }
    }

    /// Refuses names that no folder can have.
    static void checkName(String name) throws RefusedException {
        boolean isOneLine = name.codePoints().noneMatch(Character::isISOControl);
        if (name.isBlank() || name.length() > 100 || !isOneLine) {
            throw new RefusedException("A folder's name is one line of at most 100 letters.");
        }
    }
}
