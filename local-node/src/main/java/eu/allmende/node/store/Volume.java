package eu.allmende.node.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// An append-only file. Several threads append; one fsync serves all that waited for it.
final class Volume implements AutoCloseable {
    private final int number;
    private final FileChannel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition synced = lock.newCondition();
    private long end;
    private long syncedTo;
    private boolean syncing;

    Volume(int number, Path file) throws IOException {
        this.number = number;
        channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        end = channel.size();
        syncedTo = end;
    }

    int number() {
        return number;
    }

    long end() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    /// Appends the bytes and gives the offset they begin at; they are not on the disk until
    /// [#sync].
    long append(ByteBuffer bytes) throws IOException {
        lock.lock();
        try {
            long offset = end;
            ByteBuffer left = bytes.duplicate();
            try {
                while (left.hasRemaining()) {
                    channel.write(left, offset + left.position() - bytes.position());
                }
            } catch (IOException e) {
                channel.truncate(offset);
                throw e;
            }
            end = offset + bytes.remaining();
            return offset;
        } finally {
            lock.unlock();
        }
    }

    /// Returns when all bytes before `offset` are on the disk.
    void sync(long offset) throws IOException {
        lock.lock();
        try {
            while (syncedTo < offset) {
                if (syncing) {
                    synced.awaitUninterruptibly();
                } else {
                    syncOnce();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Reads exactly the buffer's remaining bytes from the offset.
    void read(long offset, ByteBuffer into) throws IOException {
        long at = offset;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                throw new EOFException("the volume ends early");
            }
            at += count;
        }
    }

    /// Cuts off what a crash left unfinished.
    void truncate(long length) throws IOException {
        lock.lock();
        try {
            channel.truncate(length);
            channel.force(true);
            end = length;
            syncedTo = length;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void syncOnce() throws IOException {
        syncing = true;
        long target = end;
        lock.unlock();
        try {
            channel.force(false);
        } finally {
            lock.lock();
            syncing = false;
            synced.signalAll();
        }
        syncedTo = Math.max(syncedTo, target);
    }
}
