package eu.allmende.engine.watch;

import eu.allmende.engine.folder.FolderRoot;
import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeEvent.EventType;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Watches one folder until it is closed.
///
/// When the system had more to tell than it had room for, a new directory may have gone unnoticed:
/// then everything is watched anew. When it cannot be watched, that is tried again from time to
/// time.
public final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(FolderWatch.class.getName());
    private static final Duration AFTER_OVERFLOW = Duration.ofSeconds(1);
    private static final Duration AFTER_LOSS = Duration.ofMinutes(10);

    private final FolderRoot root;
    private final Hints hints;
    private final Terms terms;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable DirectoryWatcher watcher;

    private FolderWatch(FolderRoot root, Hints hints, Terms terms) {
        this.root = root;
        this.hints = hints;
        this.terms = terms;
    }

    /// What a test may change.
    ///
    /// @param directories what all visits to directories go through
    /// @param afterLoss how long until what could not be watched is tried again
    record Terms(UnaryOperator<FileTreeVisitor> directories, Duration afterLoss) {}

    /// Begins to watch, in a thread of its own. With very many directories it takes a while until
    /// all are watched.
    public static FolderWatch start(FolderRoot root, Hints hints) {
        return start(root, hints, new Terms(UnaryOperator.identity(), AFTER_LOSS));
    }

    static FolderWatch start(FolderRoot root, Hints hints, Terms terms) {
        FolderWatch watch = new FolderWatch(root, hints, terms);
        Thread.ofPlatform().daemon().name("watch").start(watch::run);
        return watch;
    }

    private void run() {
        try {
            while (!isClosed()) {
                Listening listening = new Listening();
                Optional<String> loss = watch(listening);
                loss.ifPresent(sentence -> tell(() -> hints.lost(sentence)));
                Duration pause = loss.isPresent() ? terms.afterLoss() : AFTER_OVERFLOW;
                boolean _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Watches until that ends.
    ///
    /// @return why it must not begin again at once; empty if it may
    private Optional<String> watch(Listening listening) {
        try {
            DirectoryWatcher made =
                    DirectoryWatcher.builder()
                            .path(root.path())
                            .fileHashing(false)
                            .fileTreeVisitor(terms.directories().apply(new Directories(root)))
                            .listener(listening)
                            .build();
            watcher = made;
            try {
                made.watchAsync(
                                task -> {
                                    tell(hints::watching);
                                    task.run();
                                })
                        .join();
            } finally {
                made.close();
            }
            if (listening.limit != null) {
                return Optional.of(WatchLimit.sentence(listening.limit));
            }
            return listening.missed
                    ? Optional.empty()
                    : Optional.of(
                            "The system stopped telling about changes in this folder, so they are"
                                    + " found up to a minute late.");
        } catch (IOException | UncheckedIOException | CompletionException e) {
            LOG.log(Level.DEBUG, "watching ended", e);
            return Optional.of(WatchLimit.sentence(e));
        }
    }

    /// Nothing is told any more once this is closed.
    private synchronized void tell(Runnable hint) {
        if (!isClosed()) {
            hint.run();
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    /// Hears one watcher. All is called by one thread.
    private final class Listening implements DirectoryChangeListener {
        private boolean missed;
        private @Nullable Exception limit;

        @Override
        public void onEvent(DirectoryChangeEvent event) {
            Path path = event.path();
            boolean overflow = event.eventType() == EventType.OVERFLOW;
            missed |= overflow;
            if (path == null || !path.startsWith(root.path()) || path.equals(root.path())) {
                tell(() -> hints.changedWithin(""));
            } else if (!path.startsWith(root.path().resolve(FolderRoot.HOUSE))) {
                String inside = inside(path);
                tell(() -> hints.changedIn(above(inside)));
                if (overflow || (event.isDirectory() && event.eventType() == EventType.CREATE)) {
                    tell(() -> hints.changedWithin(inside));
                }
            }
        }

        private static String above(String inside) {
            return inside.substring(0, Math.max(inside.lastIndexOf('/'), 0));
        }

        private String inside(Path path) {
            Path inside = root.path().relativize(path);
            StringJoiner names = new StringJoiner("/");
            inside.forEach(name -> names.add(name.toString()));
            return names.toString();
        }

        /// An overflow comes here as well: the library stumbles over an event without a path.
        @Override
        public void onException(Exception e) {
            LOG.log(Level.DEBUG, "a change could not be followed", e);
            missed = true;
            if (WatchLimit.isReached(e)) {
                limit = e;
            }
            tell(() -> hints.changedWithin(""));
        }

        @Override
        public boolean isWatching() {
            return !missed && !isClosed();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closing.countDown();
        }
        DirectoryWatcher made = watcher;
        if (made != null) {
            try {
                made.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a watcher did not close", e);
            }
        }
    }
}
