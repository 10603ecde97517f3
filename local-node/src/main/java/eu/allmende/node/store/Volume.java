package eu.allmende.node.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An append-only file. Several threads write side by side, each into the stretch it claimed; one
/// fsync serves all that wait for one.
final class Volume implements AutoCloseable {
    private final int number;
    private final FileChannel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition synced = lock.newCondition();
    private long end;
    private long syncsAsked;
    private long syncsDone;
    private int claims;
    private boolean syncing;
    private @Nullable IOException failure;

    Volume(int number, Path file) throws IOException {
        this.number = number;
        channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        end = channel.size();
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

    /// Whether this volume can still be trusted with new records.
    boolean isSound() {
        lock.lock();
        try {
            return failure == null;
        } finally {
            lock.unlock();
        }
    }

    /// Sets the next bytes aside for one record and gives the offset they begin at. Once the index
    /// knows the record, or it was given up, they are to be settled.
    long claim(int length) {
        lock.lock();
        try {
            long offset = end;
            end += length;
            claims++;
            return offset;
        } finally {
            lock.unlock();
        }
    }

    /// The index knows of one more record that was claimed, or will never.
    void settle() {
        lock.lock();
        try {
            claims--;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the index knows of all that was claimed: nobody is writing.
    boolean isSettled() {
        lock.lock();
        try {
            return claims == 0;
        } finally {
            lock.unlock();
        }
    }

    /// Gives a claimed stretch up. If it was the last one its bytes are cut off; else they stay as
    /// a gap.
    ///
    /// @return how many bytes stay
    int abandon(long offset, int length) throws IOException {
        lock.lock();
        try {
            if (end != offset + length) {
                return length;
            }
            channel.truncate(offset);
            end = offset;
            return 0;
        } finally {
            lock.unlock();
        }
    }

    /// Writes the bytes at an offset; they are not on the disk until [#sync].
    void write(long offset, ByteBuffer bytes) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /// A way to write from an offset on, a part after the other.
    WritableByteChannel writerAt(long offset) {
        return new Stretch(offset, Long.MAX_VALUE);
    }

    /// A way to read the bytes `[offset, offset + length)`.
    ReadableByteChannel readerAt(long offset, long length) {
        return new Stretch(offset, offset + length);
    }

    /// Returns when all that this thread wrote is on the disk.
    ///
    /// @throws IOException if the disk failed, now or earlier: after a failed fsync no later one
    ///   can be believed
    void sync() throws IOException {
        lock.lock();
        try {
            long mine = ++syncsAsked;
            while (syncsDone < mine) {
                if (failure != null) {
                    throw new IOException("a volume cannot be written to the disk", failure);
                }
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
    ///
    /// @throws EOFException if the volume ends before
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
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void syncOnce() {
        syncing = true;
        long serves = syncsAsked;
        IOException failed = null;
        lock.unlock();
        try {
            channel.force(false);
        } catch (IOException e) {
            failed = e;
        } finally {
            lock.lock();
            syncing = false;
            if (failed == null) {
                syncsDone = serves;
            } else {
                failure = failed;
            }
            synced.signalAll();
        }
    }

    /// One stretch of the file, gone through in order; closing it leaves the file open.
    private final class Stretch implements WritableByteChannel, ReadableByteChannel {
        private final long limit;
        private long at;

        Stretch(long from, long limit) {
            this.at = from;
            this.limit = limit;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int count = bytes.remaining();
            Volume.this.write(at, bytes);
            at += count;
            return count;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (at >= limit) {
                return -1;
            }
            int room = into.limit();
            into.limit(into.position() + (int) Math.min(into.remaining(), limit - at));
            int count = channel.read(into, at);
            into.limit(room);
            at += Math.max(0, count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() {}
    }
}
