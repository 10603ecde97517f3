package eu.allmende.engine.apply;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Optional;

/// Flushes each path, or the whole file system at once where there are many and the system can.
final class DiskDurability implements Durability {
    /// From so many paths on, one flush of all is cheaper than one of each.
    private static final int MANY = 24;

    private final Optional<LinuxCalls> calls;

    DiskDurability(Optional<LinuxCalls> calls) {
        this.calls = calls;
    }

    @Override
    public void files(Collection<Path> files) throws IOException {
        if (!flushedAtOnce(files)) {
            for (Path file : files) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }

    @Override
    public void directories(Collection<Path> directories) throws IOException {
        if (isWindows() || flushedAtOnce(directories)) {
            return;
        }
        for (Path directory : directories) {
            if (Files.isDirectory(directory)) {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }

    private boolean flushedAtOnce(Collection<Path> paths) throws IOException {
        if (paths.size() < MANY || calls.isEmpty()) {
            return false;
        }
        Path first = paths.iterator().next();
        if (!LinuxCalls.knows(first)) {
            return false;
        }
        Path directory = first.toAbsolutePath().getRoot();
        Path parent = first.getParent();
        calls.get().syncFileSystem(parent != null ? parent : directory);
        return true;
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }
}
