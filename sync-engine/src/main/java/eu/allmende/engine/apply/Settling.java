package eu.allmende.engine.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// What settling a conflict does to the disk. What is given up goes to the folder's trash.
public final class Settling {
    private final Disk disk;
    private final TrashBin trash;

    /// @param disk of the folder in which all paths lie
    public Settling(Disk disk) {
        this.disk = disk;
        trash = new TrashBin(disk.root(), disk.clock());
    }

    /// Gives something up.
    public void discard(Path path) throws IOException {
        trash.take(path, disk.renames());
    }

    /// Puts something where another thing is, which is given up.
    public void replace(Path target, Path by) throws IOException {
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(by, LinkOption.NOFOLLOW_LINKS)) {
            discard(target);
            rename(by, target);
        } else {
            String name = target.getFileName().toString();
            disk.renames().swapIn(by, target, trash.path(trash.slot(name)));
        }
    }

    /// Gives something a free name.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if the name is taken; nothing was done
    public void rename(Path from, Path to) throws IOException {
        disk.renames().moveNew(from, to);
    }
}
