package eu.allmende.protocol.follow;

import eu.allmende.protocol.id.NodeId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The suspicions so far: one row per validator and kind of lie, so that it stays small.
final class SuspicionBook {
    private static final System.Logger LOG = System.getLogger(SuspicionBook.class.getName());

    private final InstantSource clock;
    private final Map<Row, Suspicion> rows = new LinkedHashMap<>();

    private record Row(NodeId validator, Suspicion.What what) {}

    SuspicionBook(InstantSource clock) {
        this.clock = clock;
    }

    void note(NodeId validator, LieException lie) {
        note(validator, lie.what(), String.valueOf(lie.getMessage()));
    }

    synchronized void note(NodeId validator, Suspicion.What what, String text) {
        Instant now = clock.instant();
        rows.merge(
                new Row(validator, what),
                new Suspicion(validator, what, text, now, now, 1),
                (before, _) -> seenAgain(before, now));
        LOG.log(System.Logger.Level.WARNING, "a validator is suspected: {0}", what);
    }

    private static Suspicion seenAgain(Suspicion before, Instant now) {
        return new Suspicion(
                before.validator(),
                before.what(),
                before.text(),
                before.first(),
                now,
                before.times() + 1);
    }

    synchronized List<Suspicion> all() {
        return List.copyOf(rows.values());
    }
}
