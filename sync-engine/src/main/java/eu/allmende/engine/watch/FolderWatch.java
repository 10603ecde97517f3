package eu.allmende.engine.watch;

import eu.allmende.engine.folder.FolderRoot;
import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/// Watches one folder and calls back on each hint. Reads no file.
public final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(FolderWatch.class.getName());

    private final DirectoryWatcher watcher;
    private final CompletableFuture<Void> running;

    private FolderWatch(FolderRoot root, Runnable hint) throws IOException {
        Path house = root.path().resolve(FolderRoot.HOUSE);
        watcher =
                DirectoryWatcher.builder()
                        .path(root.path())
                        .fileHashing(false)
                        .listener(new Hints(house, hint))
                        .build();
        running =
                watcher.watchAsync(task -> Thread.ofPlatform().daemon().name("watch").start(task));
    }

    /// Begins to watch.
    ///
    /// @param hint called from another thread, perhaps very often; must be quick
    /// @throws IOException if the system gives no watches: then only periodic scans find changes
    public static FolderWatch begin(FolderRoot root, Runnable hint) throws IOException {
        return new FolderWatch(root, hint);
    }

    @Override
    public void close() throws IOException {
        watcher.close();
        running.cancel(true);
    }

    private record Hints(Path house, Runnable hint) implements DirectoryChangeListener {
        @Override
        public void onEvent(DirectoryChangeEvent event) {
            Path path = event.path();
            if (path == null || !path.startsWith(house)) {
                hint.run();
            }
        }

        @Override
        public void onException(Exception e) {
            LOG.log(Level.DEBUG, "watching lost events; the folder is scanned", e);
            hint.run();
        }
    }
}
