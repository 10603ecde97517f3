package eu.allmende.engine.sim;

import java.time.Duration;

/// What kind of disk it is.
///
/// @param grain how fine its times are
/// @param births whether it knows when a file was made
/// @param unix whether it has file numbers, change times and permission bits
/// @param foldsCase whether it takes `a` and `A` for one name
/// @param reuses whether a file's number is given to the next one
public record Traits(
        Duration grain, boolean births, boolean unix, boolean foldsCase, boolean reuses) {
    /// A good disk of today.
    public static final Traits GOOD = new Traits(Duration.ofNanos(1), true, true, false, false);

    /// An old one, whose times are whole seconds and whose file numbers come again.
    public static final Traits OLD = new Traits(Duration.ofSeconds(1), false, true, false, true);

    /// A memory card: times of two seconds, neither numbers nor bits.
    public static final Traits CARD = new Traits(Duration.ofSeconds(2), true, false, false, true);

    /// A disk that does not tell cases apart.
    public static final Traits FOLDING = new Traits(Duration.ofNanos(1), true, true, true, true);
}
