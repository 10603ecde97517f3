package eu.allmende.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The wait of a process in the foreground for the signal to end. Opened first and so closed last:
/// what was opened since is closed in peace, and then the process ends with 0.
final class Stopping implements AutoCloseable {
    private static final Duration MOST = Duration.ofSeconds(20);

    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    private Stopping() {}

    /// From now on a signal to end is heard.
    static Stopping onSignal() {
        Stopping stopping = new Stopping();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stopping::stopInPeace));
        return stopping;
    }

    /// Waits for the signal.
    void await() {
        try {
            wanted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
    }

    private void stopInPeace() {
        if (done.getCount() == 0) {
            return; // it ended by itself, with its own exit code
        }
        wanted.countDown();
        try {
            if (done.await(MOST.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
