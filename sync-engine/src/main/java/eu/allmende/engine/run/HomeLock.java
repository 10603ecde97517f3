package eu.allmende.engine.run;

import eu.allmende.engine.RefusedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// That one engine, and no other, works with a home. The system frees it when the process ends.
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the lock.
    ///
    /// @param folders the directory of the folders' state in the home
    /// @throws RefusedException if another engine has it
    static HomeLock take(Path folders) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folders.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (isMine(channel)) {
            return new HomeLock(channel);
        }
        channel.close();
        throw new RefusedException(
                "Another program works with " + folders.getParent() + " already.");
    }

    private static boolean isMine(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(HomeLock.class.getName())
                    .log(System.Logger.Level.DEBUG, "the lock did not close", e);
        }
    }
}
