package eu.allmende.engine.run;

import eu.allmende.engine.remote.RemoteFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Asks the commons for news of one folder, until it is closed.
final class NewsListener implements AutoCloseable {
    private static final Duration LONG_POLL = Duration.ofSeconds(25);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final RemoteFolder remote;
    private final Runnable wake;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition read = lock.newCondition();
    private final Thread thread;
    private volatile long sequence;

    /// Begins to ask.
    ///
    /// @param wake called when there are news, or the commons answers no more: then a pass finds
    ///   out how it stands; must be quick
    NewsListener(RemoteFolder remote, long sequence, Runnable wake) {
        this.remote = remote;
        this.sequence = sequence;
        this.wake = wake;
        thread = Thread.ofVirtual().name("news").start(this::listen);
    }

    /// The news up to this sequence were read.
    void read(long newSequence) {
        lock.lock();
        try {
            sequence = newSequence;
            read.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void listen() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long known = sequence;
                try {
                    remote.awaitNews(known, LONG_POLL);
                    if (remote.head() > known) {
                        wake.run();
                        awaitReadAfter(known, LONG_POLL);
                    }
                    pause = FIRST_PAUSE;
                } catch (IOException e) {
                    if (pause.equals(FIRST_PAUSE)) {
                        wake.run();
                    }
                    awaitReadAfter(Long.MAX_VALUE, pause);
                    pause = pause.compareTo(LONG_POLL) < 0 ? pause.multipliedBy(2) : pause;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until the news were read, or a while.
    private void awaitReadAfter(long known, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (sequence <= known && left > 0) {
                left = read.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
