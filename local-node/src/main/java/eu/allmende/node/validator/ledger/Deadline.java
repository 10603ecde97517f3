package eu.allmende.node.validator.ledger;

import java.time.Duration;

/// A moment until which something is tried.
///
/// @param nanos on the clock of `System.nanoTime`
record Deadline(long nanos) {
    static Deadline in(Duration most) {
        return new Deadline(System.nanoTime() + most.toNanos());
    }

    boolean isOver() {
        return nanos - System.nanoTime() <= 0;
    }

    /// What is left; at least a millisecond.
    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, nanos - System.nanoTime()));
    }
}
