package eu.allmende.engine.run;

import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.watch.FolderWatch;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The one thread that does everything with one folder.
///
/// It goes through when it is asked to, or, once [#watch] was called, whenever the disk or the
/// commons give a hint, and from time to time without one.
final class FolderLoop implements AutoCloseable {
    private static final Logger LOG = System.getLogger(FolderLoop.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LinkFile link;
    private final Choices choices;
    private final Opening opening;
    private final FolderStatus status;
    private final Guard guard = new Guard();
    private final Agenda agenda = new Agenda(this::glance);
    private final Tidying tidying = new Tidying();
    private final Chores chores;
    private final Showing showing;
    private final Thread thread;

    // Only the loop's thread uses what follows.
    private Opening.@Nullable Opened open;
    private boolean recovered;
    private @Nullable FolderWatch watch;
    private @Nullable BulkLane bulk;
    private @Nullable NewsListener news;
    private final LastLook last = new LastLook();

    FolderLoop(LinkFile link, Choices choices, Opening opening, FolderStatus status) {
        this.link = link;
        this.choices = choices;
        this.opening = opening;
        this.status = status;
        chores = new Chores(agenda::wanted, status);
        showing = new Showing(status, agenda);
        thread = Thread.ofPlatform().name("folder").daemon().start(this::run);
    }

    /// Goes through until nothing is left to do.
    SyncRequest sync() {
        SyncRequest request = new SyncRequest();
        agenda.add(request);
        return request;
    }

    /// Begins to go through whenever something changes.
    void watch() {
        agenda.goOn();
    }

    /// Stands still.
    ///
    /// @param until [Instant#MAX] if a person must end it
    void pause(Instant until) {
        agenda.pause(until);
        showing.pause();
    }

    /// Until when it stands still, if it does; [Instant#MAX] if a person must end it.
    Optional<Instant> pausedUntil() {
        return isPaused() ? Optional.of(agenda.pausedUntil()) : Optional.empty();
    }

    void resume() {
        agenda.resume();
        status.state(agenda.isContinuous() ? SyncState.SCANNING : SyncState.STOPPED, "");
    }

    boolean isPaused() {
        return agenda.isPaused();
    }

    /// A person let the guarded deletions through; wanted at once. Only from an [Errand].
    ///
    /// @return whether any were held back
    boolean confirmDeletes() {
        agenda.wanted();
        return guard.confirm();
    }

    /// What stands before deletions. Only from an [Errand].
    Guard guard() {
        return guard;
    }

    /// The parts, fit for work on the disk. Only from an [Errand].
    ///
    /// @throws RefusedException if the directory is not there
    FolderParts partsForWork() throws IOException {
        Optional<String> absent = Absence.of(root(), link.folder());
        if (absent.isPresent() || !ready()) {
            throw new RefusedException(
                    absent.orElse("The folder's directory was taken away at this moment."));
        }
        last.forget();
        return parts();
    }

    /// A person decided something: wanted at once.
    void wanted() {
        agenda.wanted();
    }

    /// Does something with the folder's parts, between two passes.
    <T> CompletableFuture<T> betweenPasses(Errand.Work<T> work) {
        Errand<T> errand = new Errand<>(work);
        agenda.add(errand);
        return errand.answer();
    }

    /// The parts, opened if they were not. Only from an [Errand].
    FolderParts parts() throws IOException {
        Opening.Opened opened = open;
        if (opened == null) {
            opened = opening.open();
            open = opened;
            status.freed(new FreedFiles(opened.parts().trees()).count());
            chores.warn(opened);
            if (opened.database().damaged().isPresent()) {
                LOG.log(Level.WARNING, "a damaged database was put aside and made anew");
                status.noticed(
                        "The folder's database was damaged. It was put aside and is made anew;"
                                + " nothing is deleted.");
            }
        }
        return opened.parts();
    }

    private FolderRoot root() {
        return new FolderRoot(link.path());
    }

    private void run() {
        try {
            while (agenda.awaitPass()) {
                PassEnd end = pass();
                status.nextTry(agenda.ended(end));
                listen();
                showing.end(end);
                chores.warn(open);
                agenda.tell(end);
                chores.after(end, open);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            agenda.close();
            chores.close();
            stopWatching();
            closeParts();
            status.state(SyncState.STOPPED, "");
        }
    }

    private PassEnd pass() throws InterruptedException {
        Optional<String> absent = Absence.of(root(), link.folder());
        if (absent.isPresent()) {
            stopWatching();
            return new PassEnd.Attention(absent.get());
        }
        startWatching();
        try {
            PassEnd end = ready() ? goThrough() : PassEnd.gone();
            if (end instanceof PassEnd.Waiting(PassEnd.Cause cause, String _)
                    && cause == PassEnd.Cause.STATE) {
                closeParts();
            }
            return end;
        } catch (RefusedException e) {
            return new PassEnd.Attention(String.valueOf(e.getMessage()));
        } catch (CommonsException e) {
            LOG.log(Level.DEBUG, "a folder could not be opened", e);
            return PassEnd.unreached(e);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a folder could not be opened", e);
            return PassEnd.unworkable(e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a pass failed", e);
            closeParts();
            return new PassEnd.Waiting(
                    PassEnd.Cause.DISK, "Something went wrong in the program: see the log.");
        } catch (OutOfMemoryError e) {
            LOG.log(Level.ERROR, "a folder needs more memory than there is", e);
            closeParts();
            return new PassEnd.Attention(
                    "The program has too little memory for so many files: exclude some directories"
                            + " of this folder with `allmende folder select`.");
        }
    }

    /// Goes through, and looks only at what was told of since the last look.
    private PassEnd goThrough() throws IOException, InterruptedException {
        FolderParts parts = parts();
        listen();
        BulkLane lane = bulk == null ? BulkLane.of(parts, status) : bulk;
        bulk = lane;
        FolderPass pass =
                new FolderPass(parts, new FolderPass.Around(status, guard, lane, choices, agenda));
        try {
            return pass.run(agenda.look(), last);
        } finally {
            pass.covered().ifPresent(agenda::looked);
        }
    }

    /// Finishes what a crash cut off, once.
    private boolean ready() throws IOException {
        FolderParts parts = parts();
        Opening.Opened opened = open;
        if (!recovered && opened != null) {
            recovered = Startup.recover(parts, opened.database());
        }
        if (recovered) {
            tidying.whenDue(parts.disk(), parts.commons().upkeep());
        }
        return recovered;
    }

    /// Nobody tells that the directory itself was moved away.
    private boolean glance() {
        boolean absent = Absence.of(root(), link.folder()).isPresent();
        if (absent && status.state() != SyncState.ATTENTION) {
            agenda.wanted();
        }
        return absent;
    }

    /// Begins to wait for news of the commons, once the folder is open, and tells what was read.
    private void listen() {
        Opening.Opened opened = open;
        if (opened == null || !agenda.isContinuous()) {
            return;
        }
        long sequence = opened.parts().trees().sequence();
        NewsListener listener = news;
        if (listener == null) {
            news = new NewsListener(opened.parts().commons().remote(), sequence, agenda::wanted);
        } else {
            listener.read(sequence);
        }
    }

    private void startWatching() {
        if (watch == null && agenda.isContinuous()) {
            watch = FolderWatch.start(root(), new DiskHints(agenda, status));
        }
    }

    /// A directory that comes back may be another one: it is watched anew.
    private void stopWatching() {
        FolderWatch watching = watch;
        if (watching != null) {
            watching.close();
            watch = null;
            agenda.watched(Schedule.Watched.UNKNOWN);
        }
    }

    private void closeParts() {
        NewsListener listener = news;
        if (listener != null) {
            listener.close();
            news = null;
        }
        BulkLane lane = bulk;
        if (lane != null) {
            lane.close();
            bulk = null;
        }
        Opening.Opened opened = open;
        if (opened != null) {
            opened.parts().store().close();
            open = null;
            last.forget();
            recovered = false;
        }
    }

    /// Waits for the end of a loop that was closed.
    void awaitEnd() throws InterruptedException {
        thread.join();
    }

    /// Whether nothing is done with the folder any more.
    boolean hasEnded() {
        return !thread.isAlive();
    }

    /// Ends the loop; what is half done is finished at the next start. Waits for it, but not for
    /// ever.
    @Override
    public void close() {
        agenda.close();
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
