package eu.allmende.node.admit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/// How much a node may still take: its quota, and a floor of the disk that always stays free.
public final class Space {
    private static final int FLOOR_PER_CENT = 10;

    private final Path dir;
    private final long quotaBytes;
    private final LongSupplier usedBytes;
    private long reservedBytes;

    /// @param usedBytes what the store holds now
    public Space(Path dir, long quotaBytes, LongSupplier usedBytes) {
        this.dir = dir;
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
        long total = Files.getFileStore(dir).getTotalSpace();
        long usable = Files.getFileStore(dir).getUsableSpace();
        long aboveFloor = usable - total / 100 * FLOOR_PER_CENT;
        long underQuota = quotaBytes - usedBytes.getAsLong();
        return Math.max(0, Math.min(aboveFloor, underQuota) - reservedBytes);
    }
}
