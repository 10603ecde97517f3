package eu.allmende.engine.run;

import eu.allmende.engine.CheckReport;
import eu.allmende.engine.CheckWatch;
import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.Keep;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.Resolved;
import eu.allmende.engine.apply.Disk;
import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.remote.OpenedFolder;
import eu.allmende.engine.remote.RemoteCommons;
import eu.allmende.engine.remote.Whereabouts;
import eu.allmende.engine.state.FolderDatabase;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.protocol.follow.OwnDiskException;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One folder of the engine: where it is linked to, its status, its loop.
final class LinkedFolder implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration RECALL = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final LinkFile link;
    private final Choices choices;
    private final FolderStatus status;
    private final FolderLoop loop;

    private LinkedFolder(LinkFile link, Choices choices, FolderStatus status, FolderLoop loop) {
        this.link = link;
        this.choices = choices;
        this.status = status;
        this.loop = loop;
    }

    /// What all folders of an engine share.
    ///
    /// @param folders where their databases lie
    /// @param cores for reading and hashing
    /// @param changed called when a status changed
    record Shared(Path folders, RemoteCommons commons, ExecutorService cores, Runnable changed) {}

    static LinkedFolder start(LinkFile link, Shared shared) {
        return start(link, shared, () -> open(link, shared));
    }

    private static LinkedFolder start(LinkFile link, Shared shared, Opening opening) {
        FolderStatus status = new FolderStatus(shared.changed);
        Choices choices = Choices.in(link.choices(shared.folders));
        FolderLoop loop = new FolderLoop(link, choices, opening, status);
        link.pausedUntil(shared.folders).ifPresent(loop::pause);
        return new LinkedFolder(link, choices, status, loop);
    }

    /// Breaks off what is under way and begins anew; where the link is paused, with a pause.
    ///
    /// @return takes this one's place
    LinkedFolder startAnew(Shared shared) {
        loop.close();
        Opening afterwards =
                () -> {
                    awaitEnd();
                    return open(link, shared);
                };
        LinkedFolder anew = start(link, shared, afterwards);
        anew.status.conflicts(status.view().conflicts());
        return anew;
    }

    /// Two loops never work with one folder.
    private void awaitEnd() throws InterruptedIOException {
        try {
            loop.awaitEnd();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static Opening.Opened open(LinkFile link, Shared shared) throws IOException {
        OpenedFolder commons = open(link, shared.commons);
        FolderDatabase.Opened database = FolderDatabase.open(link.database(shared.folders));
        InstantSource clock = InstantSource.system();
        FolderRoot root = new FolderRoot(link.path());
        Disk disk =
                new Disk(
                        root,
                        Renames.ofThisSystem(),
                        Durability.ofThisSystem(),
                        clock,
                        new ProbedNames(root));
        return new Opening.Opened(
                new FolderParts(
                        link.folder(),
                        disk,
                        commons,
                        database.store(),
                        new FileReading(commons.namer(), shared.cores, clock),
                        shared.commons.deviceName(),
                        GRACE),
                database);
    }

    private static OpenedFolder open(LinkFile link, RemoteCommons commons) throws IOException {
        try {
            return commons.open(link.folder());
        } catch (RefusedException | OwnDiskException e) {
            throw e;
        } catch (IOException e) {
            throw new CommonsException(e);
        }
    }

    LinkFile link() {
        return link;
    }

    FolderLoop loop() {
        return loop;
    }

    FolderStatus status() {
        return status;
    }

    FolderSnapshot snapshot() {
        FolderStatus.View view = status.view();
        return new FolderSnapshot(
                link.folder(),
                link.name(),
                link.path(),
                view.state(),
                view.message(),
                view.pending(),
                view.troubles(),
                view.conflicts(),
                new FolderSnapshot.Decisions(
                        choices.mode(),
                        choices.excluded().stream()
                                .filter(one -> !one.returning())
                                .map(Choices.Excluded::path)
                                .toList(),
                        view.notApplied(),
                        view.hereOnly(),
                        loop.pausedUntil().filter(until -> !until.equals(Instant.MAX))),
                status.freed().orElse(FolderSnapshot.Freed.NONE),
                status.lastProof());
    }

    /// Reads what is remembered, if that was not done yet; waits for it only for a moment.
    void recall() {
        if (status.freed().isPresent()) {
            return;
        }
        CompletableFuture<Boolean> answer =
                loop.betweenPasses(() -> {
                    status.lastProof(loop.parts().commons().upkeep().lastProof());
                    return true;
                });
        try {
            answer.get(RECALL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(false);
            System.getLogger(LinkedFolder.class.getName())
                    .log(System.Logger.Level.DEBUG, "a folder cannot be opened now", e);
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
        }
    }

    /// Frees files, and fetches freed ones.
    FreeSpace space() {
        return new FreeSpace(this, choices);
    }

    /// For what a person decides about the folder.
    Deciding deciding() {
        return new Deciding(this, choices);
    }

    /// Where a file's content lies.
    ///
    /// @param inside the file's path in the folder, with `/`
    Whereabouts where(String inside) throws IOException {
        Inspector.Place place = ask(() -> Inspector.find(loop.parts(), inside));
        return place.inspection().where(place.file());
    }

    /// Settles a conflict, and wants what came of it to be sent.
    ///
    /// @param inside path in the folder, with `/`
    Resolved resolve(String inside, Keep keep) throws IOException {
        Resolved resolved = ask(() -> Resolution.settle(loop.parts(), inside, keep));
        loop.sync();
        return resolved;
    }

    private Inspector inspector() throws IOException {
        FolderParts parts = loop.parts();
        return Inspector.of(parts, choices.unwanted().inside(parts.trees().remote()));
    }

    /// Compares disk, trees, commit log and pieces. Passes go on meanwhile.
    CheckReport check(CheckWatch watch) throws IOException {
        return look(ask(this::inspector)::check, watch);
    }

    private interface Look {
        CheckReport at(Inspector.Again again, CheckWatch watch)
                throws IOException, InterruptedException;
    }

    private CheckReport look(Look look, CheckWatch watch) throws IOException {
        try {
            return look.at(() -> ask(this::inspector), watch);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /// Goes through until nothing is left to do, or the time is over: then there is more to do.
    PassEnd sync(Duration limit) throws IOException {
        SyncRequest request = loop.sync();
        try {
            return request.ending().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request never fails", e);
        } catch (TimeoutException e) {
            request.end(new PassEnd.Again());
            return new PassEnd.Again();
        } catch (InterruptedException e) {
            request.end(new PassEnd.Again());
            throw interrupted();
        }
    }

    /// Checks, lets a pass read again what is not as it was remembered, and checks once more, the
    /// pieces as well: lost ones are made anew.
    CheckReport repair(CheckWatch watch) throws IOException {
        requireNoPause();
        Inspector inspector = ask(this::inspector);
        CheckReport before = look(inspector::checkDisk, watch);
        ask(() -> {
            FolderParts parts = loop.parts();
            inspector.differing().forEach(parts.trees()::doubtLocal);
            parts.store().save();
            return true;
        });
        if (sync(PATIENCE) instanceof PassEnd.Waiting(PassEnd.Cause cause, String reason)
                && cause == PassEnd.Cause.COMMONS) {
            throw new IOException(reason);
        }
        return look(ask(this::inspector)::mend, watch).after(before);
    }

    /// Lets the deletions go out that were held back.
    void confirmDeletes() throws IOException {
        requireNoPause();
        if (!ask(loop::confirmDeletes)) {
            throw new RefusedException(
                    "No deletions are held back in the folder " + link.name() + ".");
        }
    }

    /// Forgets that what is missing here was ever agreed: the next pass brings it.
    void restoreDeleted() throws IOException {
        requireNoPause();
        ask(() -> {
            FolderParts parts = loop.parts();
            FolderTrees trees = parts.trees();
            List<EntryId> gone =
                    trees.synced().keySet().stream()
                            .filter(entry -> !trees.local().tree().contains(entry))
                            .toList();
            trees.forgetSynced(gone);
            parts.store().save();
            return gone.size();
        });
        loop.sync();
    }

    void requireNoPause() throws RefusedException {
        if (loop.isPaused()) {
            throw new RefusedException(
                    "The folder " + link.name() + " is paused: resume it first.");
        }
    }

    /// Waits for the pass under way.
    <T> T ask(Errand.Work<T> work) throws IOException {
        CompletableFuture<T> answer = loop.betweenPasses(work);
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException("the folder's loop broke off", e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw new RefusedException("The folder is busy; try again later.", e);
        } catch (InterruptedException e) {
            answer.cancel(false);
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for the folder");
    }

    @Override
    public void close() {
        loop.close();
    }
}
