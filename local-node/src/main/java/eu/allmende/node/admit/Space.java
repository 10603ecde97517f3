package eu.allmende.node.admit;

import eu.allmende.node.store.PieceStore;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// How much a node may still take: its quota, and a floor of the disk that always stays free.
public final class Space {
    private static final int FLOOR_PER_CENT = 10;

    /// Under this a write may fail half-way.
    private static final long FULL_BYTES = 32L * 1024 * 1024;

    private final Disk disk;
    private final long quotaBytes;
    private final Supplier<PieceStore.Usage> usage;
    private long reservedBytes;

    /// The disk that pieces lie on.
    interface Disk {
        long totalBytes() throws IOException;

        long usableBytes() throws IOException;
    }

    /// @param dir on the disk that pieces lie on
    /// @param usage what the store holds now
    /// @throws IOException if there is no such directory
    public Space(Path dir, long quotaBytes, Supplier<PieceStore.Usage> usage) throws IOException {
        this(new FileStoreDisk(Files.getFileStore(dir)), quotaBytes, usage);
    }

    Space(Disk disk, long quotaBytes, Supplier<PieceStore.Usage> usage) {
        this.disk = disk;
        this.quotaBytes = quotaBytes;
        this.usage = usage;
    }

    /// How the disk that a node gives is used at one moment. Used, trash, reclaimable, reserved and
    /// free bytes are together what it gives: the quota, or less if the disk has less.
    ///
    /// @param reservedBytes set aside for what is coming in
    public record Meter(PieceStore.Usage usage, long reservedBytes, long freeBytes) {
        /// All that the node gives now. More than its quota if that was lowered.
        public long givenBytes() {
            return usage.bytes() + reservedBytes + freeBytes;
        }
    }

    /// Reads the meter.
    public synchronized Meter meter() throws IOException {
        PieceStore.Usage now = usage.get();
        long aboveFloor = disk.usableBytes() - disk.totalBytes() / 100 * FLOOR_PER_CENT;
        long underQuota = quotaBytes - now.bytes();
        long free = Math.max(0, Math.min(aboveFloor, underQuota) - reservedBytes);
        return new Meter(now, reservedBytes, free);
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
        return meter().freeBytes();
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
