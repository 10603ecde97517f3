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
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final LogWitness log;
    private final Round round;
    private boolean running;
    private Optional<CosignedHead> newest;

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
            ended.signalAll();
        }
        return System.nanoTime() - began;
    }

    private Optional<CosignedHead> gather(Duration most) throws IOException, InterruptedException {
        long size = log.size();
        return round.run(size, log.root(size), most);
    }
}
