package eu.allmende.engine.run;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes the loop while it waits for transfers. Ringing it twice is ringing it once.
final class Bell {
    private final Semaphore rung = new Semaphore(0);

    void ring() {
        rung.drainPermits();
        rung.release();
    }

    /// Waits until it rings, or rang since the last time, but no longer than this.
    void await(Duration patience) throws InterruptedException {
        if (rung.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            rung.drainPermits();
        }
    }
}
