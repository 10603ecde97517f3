package eu.allmende.engine.run;

import eu.allmende.engine.Engine.Subscription;
import eu.allmende.engine.EngineSnapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Tells listeners that something changed, at most ten times a second.
final class ChangeFeed implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;

    private final Supplier<EngineSnapshot> snapshots;
    private final List<Consumer<EngineSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean pending = new AtomicBoolean();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("changes").factory());

    ChangeFeed(Supplier<EngineSnapshot> snapshots) {
        this.snapshots = snapshots;
    }

    /// Something changed.
    void changed() {
        if (!listeners.isEmpty() && pending.compareAndSet(false, true)) {
            try {
                var _ = timer.schedule(this::tell, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                pending.set(false);
            }
        }
    }

    Subscription subscribe(Consumer<EngineSnapshot> listener) {
        listeners.add(listener);
        changed();
        return () -> listeners.remove(listener);
    }

    private void tell() {
        pending.set(false);
        EngineSnapshot snapshot = snapshots.get();
        for (Consumer<EngineSnapshot> listener : listeners) {
            try {
                listener.accept(snapshot);
            } catch (RuntimeException e) {
                System.getLogger(ChangeFeed.class.getName())
                        .log(System.Logger.Level.WARNING, "a listener failed", e);
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
