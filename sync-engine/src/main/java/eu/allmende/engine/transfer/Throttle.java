package eu.allmende.engine.transfer;

import eu.allmende.protocol.peer.Pacing;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How fast bytes may go in one direction, for all folders together: a token bucket. What is small
/// goes first. For any number of threads.
///
/// Over any time t no more than `rate · t` bytes go, and an eighth of a second's worth, and one
/// slice.
public final class Throttle {
    /// The slowest limit there can be.
    public static final long LEAST_BYTES_PER_SECOND = 10_000;

    private static final int TURNS = 2;
    private static final int BURSTS_PER_SECOND = 8;
    private static final double NANOS = 1e9;

    private final Ticks ticks;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Ticket> small = new ArrayDeque<>();
    private final Queue<Ticket> bulk = new ArrayDeque<>();
    private final Map<Urgency, Integer> out = new EnumMap<>(Urgency.class);
    private volatile long bytesPerSecond;
    private double level;
    private long sinceNanos;

    /// A throttle without a limit.
    public Throttle() {
        this(Ticks.OF_THIS_SYSTEM);
    }

    Throttle(Ticks ticks) {
        this.ticks = ticks;
    }

    /// Who goes first.
    enum Urgency {
        /// Little, that somebody waits for.
        SMALL,
        /// Much, that takes its time anyway.
        BULK
    }

    /// Where time comes from.
    interface Ticks {
        long nanos();

        /// Waits until something changed, or so long.
        void await(Condition changed, long nanos) throws InterruptedException;

        /// The system's.
        Ticks OF_THIS_SYSTEM =
                new Ticks() {
                    @Override
                    public long nanos() {
                        return System.nanoTime();
                    }

                    @Override
                    @SuppressWarnings("WaitNotInLoop") // the caller looks again in a loop
                    public void await(Condition changed, long nanos) throws InterruptedException {
                        boolean _ = changed.await(nanos, TimeUnit.NANOSECONDS);
                    }
                };
    }

    /// Sets the limit; it holds at once, also for what is under way.
    ///
    /// @param newBytesPerSecond 0 for none
    public void limit(long newBytesPerSecond) {
        if (newBytesPerSecond != 0 && newBytesPerSecond < LEAST_BYTES_PER_SECOND) {
            throw new IllegalArgumentException("a limit is too low: " + newBytesPerSecond);
        }
        lock.lock();
        try {
            bytesPerSecond = newBytesPerSecond;
            level = 0;
            sinceNanos = ticks.nanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The limit; 0 if there is none.
    public long bytesPerSecond() {
        return bytesPerSecond;
    }

    /// The way for what somebody waits for.
    public Way small() {
        return new Way(Urgency.SMALL);
    }

    /// The way for what takes its time.
    public Way bulk() {
        return new Way(Urgency.BULK);
    }

    /// One of the two ways through.
    public final class Way implements Pacing {
        private final Urgency urgency;

        private Way(Urgency urgency) {
            this.urgency = urgency;
        }

        /// Where there is a limit, few transfers are begun at once, so that each ends in good time.
        Turn begin() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (bytesPerSecond > 0 && out.getOrDefault(urgency, 0) >= TURNS) {
                    changed.await();
                }
                out.merge(urgency, 1, Integer::sum);
            } finally {
                lock.unlock();
            }
            return this::end;
        }

        private void end() {
            lock.lock();
            try {
                out.merge(urgency, -1, Integer::sum);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void await(int bytes) throws IOException {
            if (bytesPerSecond > 0) {
                try {
                    take(urgency, bytes);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("a transfer was broken off");
                }
            }
        }

        /// How long so many bytes take under the limit; nothing if there is none.
        Duration timeFor(long bytes) {
            long rate = bytesPerSecond;
            return rate == 0 ? Duration.ZERO : Duration.ofMillis(bytes * 1000 / rate);
        }
    }

    /// A transfer that was begun, to be given back.
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /// One that waits; two are never the same.
    private static final class Ticket {}

    private Queue<Ticket> waiting(Urgency urgency) {
        return switch (urgency) {
            case SMALL -> small;
            case BULK -> bulk;
        };
    }

    private void take(Urgency urgency, int bytes) throws InterruptedException {
        Ticket ticket = new Ticket();
        lock.lockInterruptibly();
        try {
            waiting(urgency).add(ticket);
            while (bytesPerSecond > 0) {
                refill();
                if (!isFirst(urgency, ticket)) {
                    changed.await();
                } else if (level > 0) {
                    level -= bytes;
                    return;
                } else {
                    ticks.await(changed, (long) (-level * NANOS / bytesPerSecond) + 1);
                }
            }
        } finally {
            waiting(urgency).remove(ticket);
            changed.signalAll();
            lock.unlock();
        }
    }

    private boolean isFirst(Urgency urgency, Ticket ticket) {
        boolean passed = urgency == Urgency.BULK && !small.isEmpty();
        return !passed && ticket.equals(waiting(urgency).peek());
    }

    private void refill() {
        long now = ticks.nanos();
        double most = (double) bytesPerSecond / BURSTS_PER_SECOND;
        level = Math.min(most, level + (now - sinceNanos) * (bytesPerSecond / NANOS));
        sinceNanos = now;
    }
}
