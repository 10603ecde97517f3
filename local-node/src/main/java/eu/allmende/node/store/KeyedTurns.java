package eu.allmende.node.store;

import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.Set;

/// Lets those who work on the same thing work one after the other, and all others side by side.
final class KeyedTurns<K> {
    private final Set<K> taken = new HashSet<>();

    /// Waits until nobody works on this.
    ///
    /// @throws InterruptedIOException if the thread was told to stop
    synchronized Turn await(K key) throws InterruptedIOException {
        try {
            while (!taken.add(key)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("told to stop while waiting");
        }
        return new Turn(key);
    }

    private synchronized void end(K key) {
        taken.remove(key);
        notifyAll();
    }

    /// The right to work on it, until it is closed.
    final class Turn implements AutoCloseable {
        private final K key;

        private Turn(K key) {
            this.key = key;
        }

        @Override
        public void close() {
            end(key);
        }
    }
}
