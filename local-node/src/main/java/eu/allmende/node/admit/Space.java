package eu.allmende.node.admit;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// How much a node may still take: its quota, and a floor of the disk that always stays free.
public final class Space {
    private static final int FLOOR_PER_CENT = 10;

    /// Under this a write may fail half-way.
    private static final long FULL_BYTES = 32L * 1024 * 1024;

    private final Disk disk;
    private final long quotaBytes;
    private final LongSupplier usedBytes;
    private long reservedBytes;

    /// The disk that pieces lie on.
    interface Disk {
        long totalBytes() throws IOException;

        long usableBytes() throws IOException;
    }

    /// @param dir on the disk that pieces lie on
    /// @param usedBytes what the store holds now
    /// @throws IOException if there is no such directory
    public Space(Path dir, long quotaBytes, LongSupplier usedBytes) throws IOException {
        this(new FileStoreDisk(Files.getFileStore(dir)), quotaBytes, usedBytes);
    }

    Space(Disk disk, long quotaBytes, LongSupplier usedBytes) {
        this.disk = disk;
        this.quotaBytes = quotaBytes;
        this.usedBytes = usedBytes;
    }

    /// Sets bytes aside for a piece that is about to come.
    ///
    /// @return whether there is room; if so, [#release] them once the piece is kept or given up
    public synchronized boolean reserve(long bytes) throws IOException {
        if (bytes > freeBytes()) {
            return false;
        }
        reservedBytes += bytes;
        return true;
    }

    /// Gives back what was set aside.
    public synchronized void release(long bytes) {
        reservedBytes -= bytes;
    }

    /// How many bytes may still come in: never under 0.
    public synchronized long freeBytes() throws IOException {
        long aboveFloor = disk.usableBytes() - disk.totalBytes() / 100 * FLOOR_PER_CENT;
        long underQuota = quotaBytes - usedBytes.getAsLong();
        return Math.max(0, Math.min(aboveFloor, underQuota) - reservedBytes);
    }

    /// Whether the disk has so little room that a failed write is best explained by it.
    public boolean isDiskFull() throws IOException {
        return disk.usableBytes() < FULL_BYTES;
    }

    private record FileStoreDisk(FileStore store) implements Disk {
        @Override
        public long totalBytes() throws IOException {
            return store.getTotalSpace();
        }

        @Override
        public long usableBytes() throws IOException {
            return store.getUsableSpace();
        }
    }
}
