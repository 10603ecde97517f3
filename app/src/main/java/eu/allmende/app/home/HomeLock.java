package eu.allmende.app.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// That this process, and no other, works with a home. The system frees it when the process ends,
/// however it ends.
public final class HomeLock implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the lock.
    ///
    /// @return empty if another process, or another part of this one, has it
    public static Optional<HomeLock> take(Home home) throws IOException {
        home.make();
        return take(home.lockFile());
    }

    /// Takes the lock, waiting for who has it.
    ///
    /// @return empty if time ran out first
    public static Optional<HomeLock> take(Home home, Duration patience) throws IOException {
        Instant end = Instant.now().plus(patience);
        Optional<HomeLock> lock = take(home);
        while (lock.isEmpty() && Instant.now().isBefore(end)) {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            lock = take(home);
        }
        return lock;
    }

    /// Takes the lock that a file stands for.
    ///
    /// @return empty if another process, or another part of this one, has it
    public static Optional<HomeLock> take(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isLocked(channel)) {
            return Optional.of(new HomeLock(channel));
        }
        channel.close();
        return Optional.empty();
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
