package eu.allmende.engine.run;

import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.apply.Disk;
import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.remote.Inspection;
import eu.allmende.engine.remote.OpenedFolder;
import eu.allmende.engine.state.FolderDatabase;
import eu.allmende.engine.tree.Tree;
import eu.allmende.engine.watch.FolderWatch;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The one loop that owns a folder: passes, one at a time, on hints from disk and commons and by
/// the clock.
final class FolderLoop implements AutoCloseable {
    private static final Logger LOG = System.getLogger(FolderLoop.class.getName());
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration NEWS = Duration.ofSeconds(25);

    private final FolderBook.Line line;
    private final FolderStatus status;
    private final Guard guard = new Guard();
    private final FolderParts parts;
    private final FolderDatabase.Opened opened;
    private final ReentrantLock passing = new ReentrantLock();
    private final Semaphore hints = new Semaphore(0);
    private Optional<FolderWatch> watch = Optional.empty();
    private boolean recovered;
    private volatile boolean paused;
    private volatile boolean closed;

    /// The trees' sequence after the last pass, for the thread that listens.
    private volatile long sequence;

    /// What a loop is made of.
    record Made(OpenedFolder commons, FolderDatabase.Opened opened, String device) {}

    FolderLoop(FolderBook.Line line, Made made, ExecutorService cores, Runnable changed) {
        this.line = line;
        status = new FolderStatus(changed);
        opened = made.opened;
        InstantSource clock = InstantSource.system();
        Disk disk =
                new Disk(
                        new FolderRoot(line.path()),
                        Renames.ofThisSystem(),
                        Durability.ofThisSystem(),
                        clock);
        parts =
                new FolderParts(
                        line.id(),
                        disk,
                        made.commons,
                        opened.store(),
                        new FileReading(made.commons.namer(), cores, clock),
                        made.device,
                        GRACE);
    }

    FolderBook.Line line() {
        return line;
    }

    /// Looks at the remote tree while no pass changes it; waits for the pass under way.
    <T> T betweenPasses(Function<Tree, T> look) {
        passing.lock();
        try {
            return look.apply(parts.trees().remote());
        } finally {
            passing.unlock();
        }
    }

    Inspection inspection() {
        return parts.commons().inspection();
    }

    FolderStatus status() {
        return status;
    }

    FolderSnapshot snapshot() {
        FolderStatus.View view = status.view();
        return new FolderSnapshot(
                line.id(),
                line.name(),
                line.path(),
                view.state(),
                view.message(),
                view.pending(),
                view.troubles(),
                view.conflicts());
    }

    /// Passes until nothing is left to do, it cannot go on, or the time is over.
    void passUntilQuiet(Instant end) throws InterruptedException {
        passing.lockInterruptibly();
        try {
            boolean again = !paused;
            while (again && !closed) {
                again = passOnce() && Instant.now().isBefore(end);
                sequence = parts.trees().sequence();
            }
        } finally {
            passing.unlock();
        }
    }

    void start() {
        Thread.ofVirtual().name("folder loop").start(this::loop);
        Thread.ofVirtual().name("folder news").start(this::listen);
    }

    void confirmDeletes() {
        guard.confirm();
        hints.release();
    }

    void pause() {
        paused = true;
        status.state(SyncState.PAUSED, "");
    }

    void resume() {
        paused = false;
        status.state(SyncState.SCANNING, "");
        hints.release();
    }

    @Override
    public void close() {
        closed = true;
        hints.release();
        passing.lock();
        try {
            watch.ifPresent(FolderLoop::end);
            opened.store().close();
        } finally {
            passing.unlock();
        }
    }

    /// Whether to go through once more.
    private boolean passOnce() throws InterruptedException {
        if (!ready()) {
            return false;
        }
        return switch (new FolderPass(parts, status, guard).run()) {
            case PassEnd.Quiet _ -> rest(SyncState.UP_TO_DATE, "");
            case PassEnd.Again _ -> true;
            case PassEnd.Moving _ -> {
                boolean _ = hints.tryAcquire(QUIET.toMillis(), TimeUnit.MILLISECONDS);
                yield true;
            }
            case PassEnd.Waiting waiting -> rest(SyncState.WAITING, waiting.reason());
            case PassEnd.Attention attention -> rest(SyncState.ATTENTION, attention.reason());
        };
    }

    private boolean rest(SyncState state, String message) {
        status.state(state, message);
        return false;
    }

    private boolean ready() {
        if (recovered) {
            return true;
        }
        try {
            recovered = Startup.recover(parts, opened);
            if (!recovered) {
                status.state(
                        SyncState.ATTENTION,
                        "The folder's directory is not there, or has lost its marker. Is its disk"
                                + " connected? Nothing is deleted anywhere.");
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a folder could not be made ready", e);
            status.state(SyncState.WAITING, "The folder cannot be worked on now.");
        }
        return recovered;
    }

    private void loop() {
        try {
            watch = Optional.of(FolderWatch.begin(parts.disk().root(), hints::release));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the folder cannot be watched; it is scanned by the clock", e);
        }
        try {
            while (!closed) {
                passUntilQuiet(Instant.MAX);
                Duration pause =
                        status.state() == SyncState.WAITING || watch.isEmpty() ? RETRY : LONGEST;
                boolean hinted = hints.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                if (hinted && !closed) {
                    boolean _ = hints.tryAcquire(QUIET.toMillis(), TimeUnit.MILLISECONDS);
                    hints.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Asks the commons for news, as long as the folder is synced.
    private void listen() {
        while (!closed) {
            long known = sequence;
            try {
                parts.commons().remote().awaitNews(known, NEWS);
                if (!closed && parts.commons().remote().head() > known) {
                    hints.release();
                    pauseListening(QUIET);
                }
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "the commons cannot be heard now", e);
                pauseListening(RETRY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void pauseListening(Duration pause) {
        java.util.concurrent.locks.LockSupport.parkNanos(pause.toNanos());
    }

    private static void end(FolderWatch watch) {
        try {
            watch.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a watch did not end", e);
        }
    }
}
