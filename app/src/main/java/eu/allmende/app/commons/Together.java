package eu.allmende.app.commons;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What runs side by side, to be closed at once: one member after the other would be missed by
/// those that are still there, and each waits a while for its callers.
final class Together implements AutoCloseable {
    private final List<AutoCloseable> all = new ArrayList<>();

    synchronized <T extends AutoCloseable> T add(T one) {
        all.add(one);
        return one;
    }

    /// Closes all, even if one fails.
    ///
    /// @throws IOException the first failure, with the others beside it
    @Override
    public synchronized void close() throws IOException {
        List<Future<?>> closing = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (AutoCloseable one : all) {
                closing.add(
                        threads.submit(() -> {
                            one.close();
                            return one;
                        }));
            }
        }
        all.clear();
        IOException failed = null;
        for (Future<?> one : closing) {
            if (one.state() == Future.State.FAILED) {
                IOException thrown = new IOException("something did not close", one.exceptionNow());
                if (failed == null) {
                    failed = thrown;
                } else {
                    failed.addSuppressed(thrown);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
