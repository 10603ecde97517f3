package eu.allmende.app.window;

import eu.allmende.engine.CheckReport;
import eu.allmende.engine.CheckWatch;
import eu.allmende.engine.Engine;
import eu.allmende.engine.EngineSnapshot;
import eu.allmende.engine.FolderMode;
import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.FreedOnRemoval;
import eu.allmende.engine.History;
import eu.allmende.engine.Keep;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.Resolved;
import eu.allmende.engine.SpaceOutcome;
import eu.allmende.engine.SyncSummary;
import eu.allmende.engine.remote.Whereabouts;
import eu.allmende.protocol.fence.Fence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// An engine in which nothing moves.
final class FixedEngine implements Engine {
    EngineSnapshot snapshot = new EngineSnapshot(List.of(), List.of());
    boolean closed;

    @Override
    public EngineSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public Subscription onChange(Consumer<EngineSnapshot> listener) {
        listener.accept(snapshot);
        return () -> {};
    }

    @Override
    public FolderSnapshot addFolder(String name, Path path, Fence fence) throws IOException {
        throw name.equals("offline")
                ? new IOException("too few validators answered")
                : new RefusedException("There is no such directory.");
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void exclude(String name, List<String> paths) {}

    @Override
    public void include(String name, List<String> paths) {}

    @Override
    public void mode(String name, FolderMode mode) {}

    @Override
    public void revert(String name) {}

    @Override
    public FolderSnapshot linkFolder(String name, Path path, List<String> exclude) {
        throw notAsked();
    }

    @Override
    public long removeFolder(String name, FreedOnRemoval freed) {
        throw notAsked();
    }

    @Override
    public SyncSummary syncOnce(Duration limit) {
        throw notAsked();
    }

    @Override
    public SyncSummary syncOnce(String name, Duration limit) {
        throw notAsked();
    }

    @Override
    public void start() {
        throw notAsked();
    }

    @Override
    public void pauseUntil(String name, Instant until) {
        throw notAsked();
    }

    @Override
    public void resume(String name) {
        throw notAsked();
    }

    @Override
    public void confirmDeletes(String name) {
        throw notAsked();
    }

    @Override
    public void restoreDeleted(String name) {
        throw notAsked();
    }

    @Override
    public Whereabouts where(Path path) {
        throw notAsked();
    }

    @Override
    public SpaceOutcome free(Path path) {
        throw notAsked();
    }

    @Override
    public SpaceOutcome fetch(Path path) {
        throw notAsked();
    }

    @Override
    public void recall() {}

    @Override
    public History history() {
        throw notAsked();
    }

    @Override
    public Resolved resolve(Path path, Keep keep) {
        throw notAsked();
    }

    @Override
    public CheckReport check(String name, CheckWatch watch) {
        throw notAsked();
    }

    @Override
    public CheckReport repair(String name, CheckWatch watch) {
        throw notAsked();
    }

    private static IllegalStateException notAsked() {
        return new IllegalStateException("the window does not ask for this");
    }
}
