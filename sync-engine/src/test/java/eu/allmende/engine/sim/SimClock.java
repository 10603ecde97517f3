package eu.allmende.engine.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A device's clock, which goes on only when it is told to.
public final class SimClock implements InstantSource {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /// Time passes, or the clock is set: then it may go back.
    public void pass(Duration time) {
        now = now.plus(time);
    }
}
