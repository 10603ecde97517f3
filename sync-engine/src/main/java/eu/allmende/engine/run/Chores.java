package eu.allmende.engine.run;

import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Upkeep;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Does what a folder needs beside being synced: one thing at a time, on a thread of its own, so
/// that no change waits for it. For one thread: the folder's loop.
final class Chores implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Chores.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Runnable committed;
    private final FolderStatus status;
    private @Nullable Thread running;

    /// @param committed called, on another thread, when a commit was made
    /// @param status where it is said what should be known
    Chores(Runnable committed, FolderStatus status) {
        this.committed = committed;
        this.status = status;
    }

    /// Says what commits gave up of much of the folder.
    void warn(Opening.@Nullable Opened opened) {
        if (opened == null) {
            return;
        }
        try {
            Upkeep upkeep = opened.parts().commons().upkeep();
            status.givenUp(upkeep.givenUp());
            status.lastProof(upkeep.lastProof());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "it cannot be told what is given up", e);
        }
    }

    /// After a pass that found nothing to do, looks what is due, and begins it; one thing at a
    /// time.
    void after(PassEnd end, Opening.@Nullable Opened opened) {
        Thread thread = running;
        boolean busy = thread != null && thread.isAlive();
        if (busy || opened == null || !(end instanceof PassEnd.Quiet)) {
            return;
        }
        FolderParts parts = opened.parts();
        try {
            parts.commons()
                    .upkeep()
                    .due(parts.trees().sequence(), parts.trees().remote())
                    .ifPresent(chore -> begin(progress -> run(chore, progress, opened)));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "it cannot be told what is due", e);
        }
    }

    /// Begins a chore, while none is under way.
    void begin(Upkeep.Chore chore) {
        running = Thread.ofVirtual().name("chore").start(() -> run(chore));
    }

    private boolean run(Upkeep.Chore chore, Progress progress, Opening.Opened opened)
            throws IOException {
        boolean did = chore.run(progress);
        warn(opened);
        return did;
    }

    private void run(Upkeep.Chore chore) {
        try {
            if (chore.run(Progress.NONE)) {
                committed.run();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a chore broke off", e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a chore failed", e);
        }
    }

    /// Breaks off what is being done, and waits for its end, but not for ever: also on a thread
    /// that was interrupted, as a loop is that shall end. What it works with is closed after it.
    @Override
    public void close() {
        Thread thread = running;
        if (thread == null) {
            return;
        }
        thread.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            boolean _ = thread.join(PATIENCE);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
