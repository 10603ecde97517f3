package eu.allmende.app.window;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/// What was opened together and is closed together, the last first.
final class Belongings implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Belongings.class.getName());

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T one) {
        opened.push(one);
        return one;
    }

    /// Closes all, even if one does not close.
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) { // AutoCloseable may throw anything; the others are closed too
                LOG.log(Level.WARNING, "something did not close", e);
            }
        }
    }
}
