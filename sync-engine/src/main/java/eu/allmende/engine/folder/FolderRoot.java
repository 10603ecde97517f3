package eu.allmende.engine.folder;

import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The directory that is synced, and the house in it.
///
/// @param path absolute
public record FolderRoot(Path path) {
    /// The name of the house; at the top of a folder no entry can be called so.
    public static final String HOUSE = ".allmende";

    /// The name of the file with the rules.
    public static final String RULES = ".allmendeignore";

    private static final String MARKER = "folder";

    public FolderRoot {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("a folder's root must be absolute");
        }
    }

    /// Where new content waits.
    public Path stage() {
        return house().resolve("stage");
    }

    /// Where sync puts what it removes or replaces.
    public Path trash() {
        return house().resolve("trash");
    }

    /// Whether the marker is there and names this folder. If not, the disk is perhaps not mounted,
    /// or this is another folder's directory: then nothing may be concluded from what is missing.
    public Presence look(FolderId folder) {
        try {
            String text = Files.readString(marker(), StandardCharsets.US_ASCII).strip();
            return text.equals(folder.toString()) ? Presence.HERE : Presence.ANOTHER;
        } catch (NoSuchFileException e) {
            return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    ? Presence.UNMARKED
                    : Presence.GONE;
        } catch (IOException e) {
            return Presence.UNREADABLE;
        }
    }

    /// Makes the house and marks the root as this folder's.
    ///
    /// @throws IOException if the directory cannot be written
    public void mark(FolderId folder) throws IOException {
        makeHouse();
        Files.writeString(
                marker(),
                folder + "\n",
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
    }

    /// Makes what of the house is missing, for nobody but its owner.
    public void makeHouse() throws IOException {
        makePrivate(house());
        makePrivate(stage());
        makePrivate(trash());
    }

    /// Whether it is some folder's directory.
    public boolean isMarked() {
        return Files.exists(marker(), LinkOption.NOFOLLOW_LINKS);
    }

    /// Takes the marker away: the directory is no longer synced.
    public void unmark() throws IOException {
        Files.deleteIfExists(marker());
    }

    /// The file that says which folder this is.
    public Path marker() {
        return house().resolve(MARKER);
    }

    /// The house.
    Path house() {
        return path.resolve(HOUSE);
    }

    private static void makePrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(directory);
        }
    }

    /// What was found where a folder should be.
    public enum Presence {
        /// The folder.
        HERE,
        /// No directory.
        GONE,
        /// A directory without a marker.
        UNMARKED,
        /// Another folder's directory.
        ANOTHER,
        /// A marker that could not be read.
        UNREADABLE
    }
}
