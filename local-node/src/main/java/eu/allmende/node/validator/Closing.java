package eu.allmende.node.validator;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/// Things that were opened one after the other, and are closed the other way round.
final class Closing implements Closeable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T one) {
        open.push(one);
        return one;
    }

    /// Closes all, even if one fails.
    @Override
    public void close() throws IOException {
        IOException failed = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) { // what AutoCloseable declares
                IOException one = new IOException("a room did not close", e);
                if (failed == null) {
                    failed = one;
                } else {
                    failed.addSuppressed(one);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
