package eu.allmende.engine.apply;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/// Renames with what Java has everywhere: hard links where the file system knows them.
///
/// Where it does not, a name that is taken between a look and a rename a moment later is
/// overwritten; nothing in Java can prevent it.
final class PortableRenames implements Renames {
    @Override
    public void moveNew(Path from, Path to) throws IOException {
        if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS) || !isLinked(from, to)) {
            requireFree(to);
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } else {
            deleteOrTakeBack(from, to);
        }
    }

    /// A name that cannot be looked at may be taken.
    private static void requireFree(Path name) throws IOException {
        try {
            Files.readAttributes(name, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return;
        }
        throw new FileAlreadyExistsException(name.toString());
    }

    /// Else one file would have two names, and the second would look like a file that is new.
    private static void deleteOrTakeBack(Path from, Path to) throws IOException {
        boolean deleted = false;
        try {
            Files.delete(from);
            deleted = true;
        } finally {
            if (!deleted) {
                Files.delete(to);
            }
        }
    }

    @Override
    public void swapIn(Path fresh, Path target, Path slot) throws IOException {
        if (!isLinked(target, slot)) {
            Files.copy(target, slot, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.move(
                fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Gives a file a second name; false where the file system cannot.
    private static boolean isLinked(Path file, Path name) throws IOException {
        try {
            Files.createLink(name, file);
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            return false;
        }
    }
}
