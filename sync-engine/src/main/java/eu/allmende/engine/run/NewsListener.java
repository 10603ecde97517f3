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
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final RemoteFolder remote;
    private final Runnable wake;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition read = lock.newCondition();
    private final Thread thread;
    private volatile long sequence;

    /// Begins to ask.
    ///
    /// @param wake called when there are news, and when the commons answers no more or again: then
    ///   a pass finds out how it stands; must be quick
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
        boolean silent = false;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long known = sequence;
                try {
                    remote.awaitNews(known, silent ? Duration.ZERO : LONG_POLL);
                    boolean news = remote.head() > known;
                    if (news || silent) {
                        wake.run();
                    }
                    if (news) {
                        awaitReadAfter(known, LONG_POLL);
                    }
                    silent = false;
                    pause = FIRST_PAUSE;
                } catch (IOException e) {
                    if (!silent) {
                        wake.run();
                    }
                    silent = true;
                    awaitReadAfter(Long.MAX_VALUE, pause);
                    Duration twice = pause.multipliedBy(2);
                    pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
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
