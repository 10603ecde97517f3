package eu.allmende.engine.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/// A thread for each job of the bulk lane, all of which can be ended.
final class BulkThreads implements Executor {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @Override
    public void execute(Runnable job) {
        threads.removeIf(thread -> !thread.isAlive());
        threads.add(Thread.ofVirtual().name("bulk").start(job));
    }

    /// Breaks off all jobs and waits for their end, but not for ever.
    void end() {
        threads.forEach(Thread::interrupt);
        boolean interrupted = Thread.interrupted();
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
