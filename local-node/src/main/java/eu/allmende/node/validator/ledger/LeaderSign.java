package eu.allmende.node.validator.ledger;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Tells those who wait for a leader that there may be another one.
final class LeaderSign {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long changes;

    void change() {
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a change, but not for long: a leader may become ready without one.
    void await(long mostMillis) throws InterruptedException {
        lock.lock();
        try {
            long before = changes;
            long left = TimeUnit.MILLISECONDS.toNanos(mostMillis);
            while (changes == before && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
