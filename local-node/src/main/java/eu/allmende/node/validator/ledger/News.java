package eu.allmende.node.validator.ledger;

import eu.allmende.protocol.ledger.Subject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes those who wait for the ledger to grow. Safe for many threads.
public final class News {
    private static final int MOST_WATCHES = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Map<Subject, Set<Watch>> watches = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(MOST_WATCHES);
    private long size;

    News(long size) {
        this.size = size;
    }

    /// How many leaves were applied.
    public long size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until so many leaves were applied.
    ///
    /// @return whether they were, in time
    /// @throws InterruptedException if the thread is told to stop
    public boolean awaitSize(long wanted, Duration most) throws InterruptedException {
        long left = most.toNanos();
        lock.lock();
        try {
            while (size < wanted && left > 0) {
                left = grown.awaitNanos(left);
            }
            return size >= wanted;
        } finally {
            lock.unlock();
        }
    }

    /// Begins to watch subjects: whatever grows from now on ends [Watch#await]. Look at the tips
    /// only after this, so that nothing is missed.
    public Watch watch(Collection<Subject> subjects) {
        Watch watch = new Watch(this, new HashSet<>(subjects), free.tryAcquire());
        if (watch.counted) {
            watch.subjects.forEach(subject ->
                    watches.computeIfAbsent(subject, _ -> ConcurrentHashMap.newKeySet())
                            .add(watch));
        }
        return watch;
    }

    void grew(long newSize, Set<Subject> touched) {
        lock.lock();
        try {
            size = newSize;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        touched.forEach(subject -> watches.getOrDefault(subject, Set.of()).forEach(Watch::grew));
    }

    private void end(Watch watch) {
        watch.subjects.forEach(subject ->
                watches.computeIfPresent(
                        subject,
                        (_, others) -> {
                            others.remove(watch);
                            return others.isEmpty() ? null : others;
                        }));
        free.release();
    }

    /// One who waits for any of some subjects to grow.
    public static final class Watch implements AutoCloseable {
        private final News news;
        private final Set<Subject> subjects;
        private final boolean counted;
        private final CountDownLatch latch = new CountDownLatch(1);

        private Watch(News news, Set<Subject> subjects, boolean counted) {
            this.news = news;
            this.subjects = subjects;
            this.counted = counted;
        }

        private void grew() {
            latch.countDown();
        }

        /// Waits until a watched subject grew, or the time is over. Comes back at once when too
        /// many wait already.
        ///
        /// @throws InterruptedException if the thread is told to stop
        public void await(Duration most) throws InterruptedException {
            if (counted) {
                var _ = latch.await(most.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void close() {
            if (counted) {
                news.end(this);
            }
        }
    }
}
