package eu.allmende.engine.run;

import eu.allmende.engine.apply.Applied;
import eu.allmende.engine.apply.Applier;
import eu.allmende.engine.plan.Step;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.tree.Change;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What a pass does with the bulk lane, last of all: it puts in place what has come and commits
/// what was sent, until all is done or something else is to be looked at. The next pass goes on
/// with it.
final class BulkWork {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LEAST = Duration.ofMillis(500);
    private static final Duration MOST = Duration.ofMinutes(1);
    private static final int TIMES_A_LOOK = 9;

    private final FolderParts parts;
    private final FolderPass.Around around;
    private final Publisher publisher;
    private final Consumer<Applied> note;
    private final long begunNanos = System.nanoTime();

    BulkWork(
            FolderParts parts,
            FolderPass.Around around,
            Publisher publisher,
            Consumer<Applied> note) {
        this.parts = parts;
        this.around = around;
        this.publisher = publisher;
        this.note = note;
    }

    /// Begins to fetch what these steps need, if nothing else is on its way.
    void want(List<Step> steps) {
        List<Wanted> wanted = new ArrayList<>();
        for (Step step : steps) {
            Applier.wanted(step).ifPresent(file -> wanted.add(new Wanted(step.entry(), file)));
        }
        if (around.bulk().downloads().want(wanted)) {
            long bytes = wanted.stream().mapToLong(one -> one.content().sizeBytes()).sum();
            around.status().more(Lane.BULK, wanted.size(), bytes);
        }
    }

    /// Whether there is anything to wait for, or to take.
    boolean isUnderWay() {
        return around.bulk().isBusy() || around.bulk().sending().hasNews();
    }

    /// What a pass leaves to the lane.
    ///
    /// @param steps whose content comes by it
    /// @param changes whose content goes by it
    /// @param moving whether a file is being written: then nothing is waited for
    /// @param look how long it took the pass to come here
    record Task(List<Step> steps, List<Change> changes, boolean moving, Duration look) {}

    /// Takes what the lane brings until nothing is under way, or the pass must end.
    PassEnd awaitEnd(Task task) throws IOException, InterruptedException {
        Applier applier = new Applier(parts.disk(), parts.trees(), parts.store(), parts.naming());
        try {
            return awaitEnd(applier, task);
        } finally {
            Carrying.tell(applier.applied(), around.status());
            note.accept(applier.applied());
            parts.trees().settle();
            parts.store().save();
            if (!around.bulk().isBusy()) {
                around.status().finish(Lane.BULK);
            }
        }
    }

    private PassEnd awaitEnd(Applier applier, Task task) throws IOException, InterruptedException {
        while (true) {
            boolean busy = around.bulk().isBusy();
            Optional<PassEnd> end = takeArrived(applier, task);
            if (end.isEmpty()) {
                end = takeSent(task);
            }
            if (end.isPresent()) {
                return end.get();
            }
            if (task.moving) {
                return new PassEnd.Moving();
            }
            if (!busy) {
                return ended(applier.applied());
            }
            if (isInterrupted(applier.applied(), task)) {
                return new PassEnd.Underway();
            }
            around.bulk().bell().await(LOOK);
        }
    }

    /// Without anything done, to try again at once would be in vain.
    private static PassEnd ended(Applied applied) {
        return applied.troubles().isEmpty() || applied.didSomething()
                ? new PassEnd.Again()
                : new PassEnd.Waiting(PassEnd.Cause.PATHS, "Some files cannot be synced now.");
    }

    private Optional<PassEnd> takeArrived(Applier applier, Task task) throws IOException {
        long before = applier.applied().fetchedFiles();
        applier.placeArrived(task.steps, around.bulk().downloads());
        long came = applier.applied().fetchedFiles() - before;
        if (came > 0) {
            parts.trees().settle();
            parts.store().save();
            around.status().entriesDone(Lane.BULK, came);
        }
        if (applier.applied().full()) {
            around.bulk().downloads().cancel();
            return Optional.of(new PassEnd.Waiting(PassEnd.Cause.DISK, "The disk is full."));
        }
        return Optional.empty();
    }

    private Optional<PassEnd> takeSent(Task task) throws IOException {
        BulkSending sending = around.bulk().sending();
        if (!sending.takeNews()) {
            return Optional.empty();
        }
        PassEnd end = publisher.publishReady(task.changes);
        if (!(end instanceof PassEnd.Quiet) && !(end instanceof PassEnd.Again)) {
            return Optional.of(end);
        }
        Optional<String> obstacle = CommonsException.asking(sending::takeObstacle);
        if (obstacle.isPresent()) {
            return Optional.of(new PassEnd.Waiting(PassEnd.Cause.ACCEPTANCE, obstacle.get()));
        }
        return publisher.lookAgain() ? Optional.of(new PassEnd.Moving()) : Optional.empty();
    }

    /// What this pass itself puts on the disk gives hints as well: a look every now and then must
    /// do meanwhile.
    private boolean isInterrupted(Applied applied, Task task) {
        Duration waited = Duration.ofNanos(System.nanoTime() - begunNanos);
        Duration pause = longer(LEAST, task.look.multipliedBy(TIMES_A_LOOK));
        boolean hinted =
                around.interruption().isDue()
                        && (!applied.didSomething() || waited.compareTo(pause) > 0);
        return around.interruption().isPressing()
                || hinted
                || waited.compareTo(longer(MOST, pause)) > 0;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
