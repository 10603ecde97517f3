package eu.allmende.app.commons;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/// What was started one after the other, to be closed the other way round.
final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> all = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T one) {
        all.push(one);
        return one;
    }

    /// Closes all, even if one fails.
    ///
    /// @throws IOException the first failure, with the others beside it
    @Override
    public synchronized void close() throws IOException {
        IOException failed = null;
        while (!all.isEmpty()) {
            try {
                all.pop().close();
            } catch (Exception e) { // what AutoCloseable declares
                if (failed == null) {
                    failed = new IOException("something did not close", e);
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
