package eu.allmende.engine.apply;

import eu.allmende.engine.remote.Wanted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Fetches in a thread of its own, so that the loop can put in place what has arrived.
final class Fetcher {
    private Fetcher() {}

    static Thread start(Disk disk, Staging staging, List<Wanted> wanted, Fetching fetching) {
        Thread thread = disk.fetchers().newThread(() -> run(staging, wanted, fetching));
        thread.start();
        return thread;
    }

    /// Fetches, and says when it ended.
    static void run(Staging staging, List<Wanted> wanted, Fetching fetching) {
        Optional<IOException> end = Optional.of(new IOException("fetching broke off"));
        try {
            List<Wanted> rest = new ArrayList<>();
            for (Wanted one : wanted) {
                if (one.content().sizeBytes() == 0) {
                    staging.stageEmpty(one);
                } else {
                    rest.add(one);
                }
            }
            if (!rest.isEmpty()) {
                fetching.fetch(rest, staging);
            }
            end = Optional.empty();
        } catch (IOException e) {
            end = Optional.of(e);
        } finally {
            staging.ended(end);
        }
    }

    /// Takes everything that still comes, until the thread has ended.
    static void awaitEnd(Thread fetcher, Staging staging) throws InterruptedException {
        while (fetcher.isAlive()) {
            staging.events().clear();
            fetcher.join(java.time.Duration.ofMillis(20));
        }
    }
}
