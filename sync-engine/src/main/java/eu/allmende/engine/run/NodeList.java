package eu.allmende.engine.run;

import eu.allmende.engine.NodeSnapshot;
import eu.allmende.engine.remote.RemoteCommons;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The nodes of the commons, asked for now and then, so that whoever looks need not wait.
final class NodeList implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final RemoteCommons commons;
    private final Runnable changed;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("nodes").factory());
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile List<NodeSnapshot> nodes = List.of();

    NodeList(RemoteCommons commons, Runnable changed) {
        this.commons = commons;
        this.changed = changed;
    }

    /// Begins to ask.
    void start() {
        if (started.compareAndSet(false, true)) {
            var _ =
                    timer.scheduleWithFixedDelay(
                            this::refresh, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// What was last heard.
    List<NodeSnapshot> nodes() {
        return nodes;
    }

    private void refresh() {
        try {
            List<NodeSnapshot> fresh = commons.nodes().stream().map(NodeSnapshot::of).toList();
            if (!fresh.equals(nodes)) {
                nodes = fresh;
                changed.run();
            }
        } catch (IOException | RuntimeException e) {
            System.getLogger(NodeList.class.getName())
                    .log(System.Logger.Level.DEBUG, "the nodes could not be asked for", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
