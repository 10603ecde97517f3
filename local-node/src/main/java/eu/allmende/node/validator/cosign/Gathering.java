package eu.allmende.node.validator.cosign;

import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.HeadPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Gathers heads: one round at a time, each for all that was applied when it began, so that many
/// callers share one. Safe for many threads.
public final class Gathering {
    /// For so long a head tells well enough how late it is.
    static final Duration STAYS_FRESH = Duration.ofMinutes(10);

    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final LogWitness log;
    private final Round round;
    private boolean running;
    private Optional<CosignedHead> newest;
    private long freshUntilMillis;

    /// Gathers by these rounds.
    ///
    /// @param newest the last head that a quorum cosigned, from before; checked here
    public Gathering(
            HeadPolicy policy, LogWitness log, Round round, Optional<CosignedHead> newest) {
        this.log = log;
        this.round = round;
        this.newest = newest.filter(policy::verify);
    }

    /// The newest head that a quorum cosigned; empty if there never was one.
    public Optional<CosignedHead> newest() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /// A head that covers at least so many leaves; empty if none could be gathered in time.
    ///
    /// @param size at most what was applied here
    /// @throws IOException if the disk failed
    /// @throws InterruptedException if the thread is told to stop
    public Optional<CosignedHead> atLeast(long size, Duration most)
            throws IOException, InterruptedException {
        long left = most.toNanos();
        lock.lock();
        try {
            while (covering(size).isEmpty() && left > 0) {
                if (running) {
                    left = ended.awaitNanos(left);
                } else {
                    left -= runOne(left);
                }
            }
            return covering(size);
        } finally {
            lock.unlock();
        }
    }

    /// The same; and one that was cosigned in the last ten minutes, if that can be had. So heads
    /// tell how time goes on, though nothing is ordered.
    public Optional<CosignedHead> recent(long size, Duration most)
            throws IOException, InterruptedException {
        lock.lock();
        try {
            long left = most.toNanos();
            while (isOld() && running && left > 0) {
                left = ended.awaitNanos(left);
            }
            if (isOld() && !running) {
                long _ = runOne(left);
            }
        } finally {
            lock.unlock();
        }
        return atLeast(size, most);
    }

    /// Also if the clock was put back since.
    private boolean isOld() {
        long now = round.clock().millis();
        return now >= freshUntilMillis || now < freshUntilMillis - STAYS_FRESH.toMillis();
    }

    private Optional<CosignedHead> covering(long size) {
        return newest.filter(head -> head.checkpoint().size() >= size);
    }

    /// Runs a round without the lock, which this thread holds before and after.
    ///
    /// @return how long it took, in nanoseconds
    private long runOne(long mostNanos) throws IOException, InterruptedException {
        long began = System.nanoTime();
        running = true;
        lock.unlock();
        Optional<CosignedHead> gathered = Optional.empty();
        try {
            gathered = gather(Duration.ofNanos(mostNanos));
        } finally {
            lock.lock();
            running = false;
            if (gathered.isPresent()) {
                newest = gathered;
            }
            Duration next = gathered.isPresent() ? STAYS_FRESH : TRY_AGAIN;
            freshUntilMillis = round.clock().millis() + next.toMillis();
            ended.signalAll();
        }
        return System.nanoTime() - began;
    }

    private Optional<CosignedHead> gather(Duration most) throws IOException, InterruptedException {
        long size = log.size();
        return round.run(size, log.root(size), most);
    }
}
