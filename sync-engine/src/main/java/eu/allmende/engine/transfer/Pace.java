package eu.allmende.engine.transfer;

import java.time.Duration;

/// How long pieces took lately, and how long it is therefore worth waiting for one. For any number
/// of threads.
final class Pace {
    private static final double WEIGHT = 0.1;
    private static final int PATIENCE = 4;

    /// Until something was measured: half a MiB per second.
    private static final double FIRST_NANOS_PER_BYTE = 1e9 / (512 * 1024);

    private static final Duration LEAST = Duration.ofMillis(500);
    private static final Duration FIRST_MOST = Duration.ofSeconds(3);
    private static final Duration MOST = Duration.ofSeconds(20);

    private double nanosPerByte;
    private boolean measured;

    /// A transfer of so many bytes took so long.
    synchronized void took(long nanos, int bytes) {
        double now = nanos / (double) Math.max(bytes, 64 * 1024);
        nanosPerByte = measured ? nanosPerByte + WEIGHT * (now - nanosPerByte) : now;
        measured = true;
    }

    /// After how long a transfer of so many bytes is slow.
    synchronized Duration patience(int bytes) {
        double each = measured ? nanosPerByte * PATIENCE : FIRST_NANOS_PER_BYTE;
        long nanos = (long) (Math.max(bytes, 64 * 1024) * each) + LEAST.toNanos();
        long most = (measured ? MOST : FIRST_MOST).toNanos();
        return Duration.ofNanos(Math.min(nanos, most));
    }
}
