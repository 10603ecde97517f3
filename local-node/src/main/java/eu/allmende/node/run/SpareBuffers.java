package eu.allmende.node.run;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Iterator;

/// Large buffers that wait to be used again: a new one for each piece would keep the collector of a
/// small heap busy. Under pressure they are collected all the same.
final class SpareBuffers {
    /// Smaller ones are not worth keeping.
    private static final int LEAST_BYTES = 256 * 1024;

    private static final int STEP_BYTES = 64 * 1024;

    private final long mostBytes;
    private final ArrayDeque<Spare> spares = new ArrayDeque<>();
    private long bytes;

    private record Spare(SoftReference<byte[]> buffer, int length) {}

    /// @param mostBytes that wait at a time
    SpareBuffers(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// A buffer of at least that length, and less than twice that.
    byte[] take(int length) {
        return length < LEAST_BYTES ? new byte[length] : takeLarge(length);
    }

    /// Gives back what [#take] gave.
    synchronized void give(byte[] buffer) {
        if (buffer.length < LEAST_BYTES) {
            return;
        }
        spares.addFirst(new Spare(new SoftReference<>(buffer), buffer.length));
        bytes += buffer.length;
        while (bytes > mostBytes) {
            bytes -= spares.removeLast().length;
        }
    }

    private synchronized byte[] takeLarge(int length) {
        for (Iterator<Spare> each = spares.iterator(); each.hasNext(); ) {
            Spare spare = each.next();
            byte[] buffer = spare.buffer.get();
            boolean fits = spare.length >= length && spare.length / 2 < length;
            if (buffer == null || fits) {
                each.remove();
                bytes -= spare.length;
            }
            if (buffer != null && fits) {
                return buffer;
            }
        }
        return new byte[Math.ceilDiv(length, STEP_BYTES) * STEP_BYTES];
    }
}
