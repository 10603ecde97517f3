package eu.allmende.protocol.follow;

import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// Who announced which entries, and whether reading has borne it out.
///
/// An honest validator may be ahead of the others for a moment. One that repeats the same
/// announcement after readings that did not bear it out is not listened to; if it goes on, it is
/// suspected.
final class Announcements {
    private static final int PATIENCE = 3;
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final Map<Key, Announcement> open = new HashMap<>();

    private record Key(NodeId validator, Subject subject) {}

    private record Announcement(long count, Instant first, int repeated, boolean wasRead) {}

    Announcements(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether an announcement deserves a reading.
    ///
    /// @throws LieException if it has been made in vain too often
    synchronized boolean isWorthReading(NodeId validator, Subject subject, long count)
            throws LieException {
        Key key = new Key(validator, subject);
        Instant now = clock.instant();
        Announcement before = open.get(key);
        if (before == null || before.count < count) {
            open.put(key, new Announcement(count, now, 0, false));
            return true;
        }
        if (!before.wasRead) {
            return true;
        }
        int repeated = before.repeated + 1;
        open.put(key, new Announcement(before.count, before.first, repeated, false));
        if (repeated >= PATIENCE && now.isAfter(before.first.plus(GRACE))) {
            throw new LieException(
                    Suspicion.What.FALSE_NEWS, "it announces entries that never come");
        }
        return false;
    }

    /// A reading found so many entries.
    synchronized void wasRead(Subject subject, long count) {
        open.entrySet()
                .removeIf(row ->
                        row.getKey().subject.equals(subject) && row.getValue().count <= count);
        open.replaceAll((key, one) ->
                key.subject.equals(subject)
                        ? new Announcement(one.count, one.first, one.repeated, true)
                        : one);
    }
}
