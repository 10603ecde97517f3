package eu.allmende.node.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps a second program out of a directory: two that append to the same volumes, or cut their
/// tails, would ruin them. The system gives the lock back when the program ends, however it ends.
final class DirectoryLock implements AutoCloseable {
    private final FileChannel file;

    private DirectoryLock(FileChannel file) {
        this.file = file;
    }

    /// @throws CannotOpenException if another one holds it
    static DirectoryLock take(Path dir) throws IOException {
        FileChannel file =
                FileChannel.open(
                        dir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(file) == null) {
                throw new CannotOpenException("Another program uses this node's directory.");
            }
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return new DirectoryLock(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException _) { // held by this very program
            return null;
        }
    }
}
