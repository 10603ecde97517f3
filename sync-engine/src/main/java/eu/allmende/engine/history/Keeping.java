package eu.allmende.engine.history;

import java.time.Duration;
import java.time.Instant;

/// Which versions stay, though newer ones took their place.
///
/// Kept are moments, and with them all versions that stood at one: every moment of the last days,
/// and beyond that the first of each week (Monday, 0:00 UTC). So the whole folder as it was at a
/// kept moment is there, not some files of it. A version that nothing replaced always stays. Pure;
/// all times are ledger time, so that nothing runs out while the commons stands still.
///
/// @param every how far back every moment is kept
/// @param weekly how far back the first moment of each week is kept
public record Keeping(Duration every, Duration weekly) {
    /// Every version for 30 days, one a week for a year.
    public static final Keeping USUAL = new Keeping(Duration.ofDays(30), Duration.ofDays(365));

    private static final long WEEK_MILLIS = Duration.ofDays(7).toMillis();
    private static final long FIRST_MONDAY_MILLIS =
            Instant.parse("1970-01-05T00:00:00Z").toEpochMilli();

    public Keeping {
        if (every.isNegative() || weekly.isNegative()) {
            throw new IllegalArgumentException("a time to keep is negative");
        }
    }

    /// When a version goes that stood from one moment to another. It stays before that moment, and
    /// never again after it.
    ///
    /// @param from when it was committed
    /// @param to when another one, or a deletion, took its place; not before `from`
    public Instant until(Instant from, Instant to) {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a version ended before it began");
        }
        Instant end = to.plus(every);
        long monday = lastMondayBefore(to.toEpochMilli());
        if (monday < from.toEpochMilli()) {
            return end;
        }
        Instant weeklyEnd = Instant.ofEpochMilli(monday).plus(weekly);
        return weeklyEnd.isAfter(end) ? weeklyEnd : end;
    }

    /// Whether a version stays at a moment.
    public boolean keeps(Instant from, Instant to, Instant now) {
        return now.isBefore(until(from, to));
    }

    private static long lastMondayBefore(long millis) {
        long weeks = Math.floorDiv(millis - 1 - FIRST_MONDAY_MILLIS, WEEK_MILLIS);
        return FIRST_MONDAY_MILLIS + weeks * WEEK_MILLIS;
    }
}
