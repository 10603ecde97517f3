package eu.allmende.engine.run;

import eu.allmende.engine.FolderSnapshot.Trouble;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.SyncSummary;
import eu.allmende.engine.apply.Applied;
import eu.allmende.engine.apply.Applier;
import eu.allmende.engine.plan.Mark;
import eu.allmende.engine.plan.Plan;
import eu.allmende.engine.plan.Relabel;
import eu.allmende.engine.plan.Step;
import eu.allmende.engine.plan.Steps;
import eu.allmende.engine.plan.Trees;
import eu.allmende.engine.scan.Parts;
import eu.allmende.engine.scan.ScanTrouble;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.engine.tree.TreeRules;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Once through: read commits, look at the disk, plan, apply, publish. Whatever stops it, what was
/// done is kept, and the next pass begins with what is there.
final class FolderPass {
    private static final int MOST_MARKS_SHOWN = 200;

    private final FolderParts parts;
    private final FolderTrees trees;
    private final Around around;
    private final FolderStatus status;
    private final Guard guard;

    /// Those that are tried again have any time: the loop knows it only when the pass has ended.
    private final List<Trouble> troubles = new ArrayList<>();

    private final long begunNanos = System.nanoTime();
    private Optional<Survey.Result> look = Optional.empty();
    private Parts looked = Parts.NONE;
    private boolean hasErrors;
    private boolean surprised;
    private boolean outlived;

    FolderPass(FolderParts parts, Around around) {
        this.parts = parts;
        trees = parts.trees();
        this.around = around;
        status = around.status;
        guard = around.guard;
    }

    /// What outlives a pass.
    record Around(
            FolderStatus status,
            Guard guard,
            BulkLane bulk,
            Choices choices,
            Interruption interruption) {}

    /// What the look covered; empty if the pass broke off before. Where something was not as
    /// expected, the whole must be looked at again.
    Optional<Covered> covered() {
        boolean doubtful = hasErrors || surprised;
        return look.map(
                seen -> new Covered(looked, doubtful ? Parts.WHOLE : seen.covered().again()));
    }

    /// Goes through once.
    ///
    /// @param which what of the disk must be looked at
    /// @param last what is known of the rest
    PassEnd run(Parts which, LastLook last) throws InterruptedException {
        try {
            PassEnd end = attempt(which, last);
            status.troubles(troubles);
            status.freed(new FreedFiles(trees).count());
            last.result(look.filter(this::isUsable));
            return end;
        } catch (CommonsException e) {
            log(e);
            return PassEnd.unreached(e);
        } catch (IOException e) {
            log(e);
            return PassEnd.unworkable(e);
        }
    }

    private static void log(IOException e) {
        System.getLogger(FolderPass.class.getName())
                .log(System.Logger.Level.DEBUG, "a pass broke off", e);
    }

    /// Whether the next pass need not look, if it hears of nothing.
    private boolean isUsable(Survey.Result seen) {
        return seen.isComplete() && !hasErrors && !surprised && !outlived;
    }

    private PassEnd attempt(Parts which, LastLook last) throws IOException, InterruptedException {
        if (!around.choices.isReadable()) {
            return new PassEnd.Attention(
                    "What was decided about this folder cannot be read: say again with `allmende"
                            + " folder mode` which way it is synced.");
        }
        Optional<String> absent = Absence.of(parts.disk().root(), parts.id());
        if (absent.isPresent()) {
            return new PassEnd.Attention(absent.get());
        }
        Pull.Result pulled = Pull.into(trees, parts.commons(), parts.store()::asked);
        pulled.ignored().forEach(status::noticed);
        if (pulled.rolledBack().isPresent()) {
            return new PassEnd.Attention(pulled.rolledBack().get());
        }
        Survey.Result seen = lookAtDisk(which, last);
        note(seen.troubles());
        trees.settle();
        parts.store().save();
        return planAndAct(seen);
    }

    private Survey.Result lookAtDisk(Parts which, LastLook last)
            throws IOException, InterruptedException {
        if (which.isNone() && last.result().isPresent()) {
            look = last.result();
            return look.get();
        }
        status.state(SyncState.SCANNING, "");
        Survey.Result seen =
                Survey.of(parts.disk(), trees, parts.reading(), parts.grace())
                        .withIds(parts.freshIds())
                        .after(last, which)
                        .look(parts.store()::save);
        look = Optional.of(seen);
        looked = seen.covered().looked();
        return seen;
    }

    private PassEnd planAndAct(Survey.Result seen) throws IOException, InterruptedException {
        Tree local = trees.local().tree();
        Choices choices = around.choices;
        HeldBack mode = new HeldBack(choices.mode(), trees);
        FreedFiles freed = new FreedFiles(trees);
        freed.yieldToDeletions();
        Selecting selecting = new Selecting(parts, choices);
        Trees wanted = selecting.prepare(seen.held());
        Plan plan = choices.isReverting() ? Plan.undoing(wanted) : Plan.of(wanted, parts.naming());
        boolean did = relabel(plan, mode);
        Steps steps =
                freed.arrange(mode.allowed(plan.steps(local, seen.ground())), wanted.remote());
        note(steps);
        List<Step> small = small(steps.contents());
        Set<Step> now = new HashSet<>(small);
        List<Step> much = steps.contents().stream().filter(step -> !now.contains(step)).toList();
        if (!steps.structure().isEmpty() || !small.isEmpty()) {
            selecting.prove(steps);
            Applied applied = apply(new Steps(steps.structure(), small, List.of()));
            selecting.dropProven(applied);
            if (applied.full()) {
                return new PassEnd.Waiting(PassEnd.Cause.DISK, "The disk is full.");
            }
            did |= applied.didSomething() || applied.surprised();
        }
        if (mode.settlesConflicts()) {
            noteConflicts(plan);
        }
        choices.reverted();
        List<Change> changes = mode.allowed(selecting.possible(plan.publications(local), troubles));
        troubles.addAll(mode.troubles());
        mode.tell(status);
        return publish(changes, new Rest(did, seen, much));
    }

    private boolean relabel(Plan plan, HeldBack mode) throws IOException {
        boolean did = false;
        trees.forgetSynced(plan.overruled());
        for (Relabel relabel : plan.relabels()) {
            if (mode.allows(relabel)) {
                trees.relabel(relabel.from(), relabel.to());
                did = true;
            }
        }
        trees.settle();
        parts.store().save();
        return did;
    }

    /// What this pass does itself: what needs no content from elsewhere, and what needs little.
    /// What is on its way in the bulk lane comes there.
    private List<Step> small(List<Step> contents) {
        List<Step> free = new ArrayList<>();
        List<Step> fetching = new ArrayList<>();
        for (Step step : contents) {
            if (Applier.wanted(step).isEmpty()) {
                free.add(step);
            } else if (!around.bulk.downloads().isUnderWay(step.entry())) {
                fetching.add(step);
            }
        }
        free.addAll(Lane.small(fetching, FolderPass::bytes, around.bulk.sending().smallBytes()));
        return free;
    }

    private static long bytes(Step step) {
        return Applier.wanted(step).map(Content.File::sizeBytes).orElse(0L);
    }

    /// What a pass has come to before it publishes.
    ///
    /// @param much steps for the bulk lane
    private record Rest(boolean did, Survey.Result seen, List<Step> much) {}

    private PassEnd publish(List<Change> all, Rest rest) throws IOException, InterruptedException {
        List<Change> lawful = TreeRules.lawful(trees.remote(), all);
        Optional<String> objection = guard.objection(trees.remote(), lawful);
        if (objection.isPresent()) {
            lawful =
                    TreeRules.lawful(
                            trees.remote(),
                            all.stream().filter(change -> change.after().isPresent()).toList());
        }
        PassEnd end = new PassEnd.Quiet();
        Publisher publisher = new Publisher(parts, status, around.bulk.sending());
        if (!lawful.isEmpty()) {
            status.state(SyncState.SYNCING, "");
            end = publisher.publish(lawful);
        }
        boolean goesOn = end instanceof PassEnd.Quiet || end instanceof PassEnd.Again;
        if (!goesOn) {
            return end;
        }
        BulkWork bulk = new BulkWork(parts, around, publisher, this::note);
        bulk.want(rest.much);
        if (bulk.isUnderWay()) {
            outlived = true;
            status.state(SyncState.SYNCING, objection.orElse(""));
            Duration look = Duration.ofNanos(System.nanoTime() - begunNanos);
            return bulk.awaitEnd(new BulkWork.Task(rest.much, lawful, rest.seen.moving(), look));
        }
        if (end instanceof PassEnd.Again) {
            if (objection.isEmpty()) {
                guard.reset();
            }
            return end;
        }
        if (rest.did) {
            return new PassEnd.Again();
        }
        if (lawful.isEmpty() && objection.isEmpty() && !rest.seen.moving()) {
            all.forEach(this::noteUnlawful);
        }
        return idle(objection, rest.seen);
    }

    private PassEnd idle(Optional<String> objection, Survey.Result seen) {
        if (objection.isPresent()) {
            return new PassEnd.Attention(objection.get());
        }
        if (seen.moving()) {
            return new PassEnd.Moving();
        }
        guard.reset();
        return hasErrors
                ? new PassEnd.Waiting(PassEnd.Cause.PATHS, "Some files cannot be synced now.")
                : new PassEnd.Quiet();
    }

    private Applied apply(Steps steps) throws IOException, InterruptedException {
        Carrying carrying = new Carrying(parts, status);
        try {
            carrying.out(steps);
        } finally {
            note(carrying.applied());
        }
        return carrying.applied();
    }

    /// Nothing is wrong with what is marked but that this disk cannot hold it; it waits for no next
    /// time.
    private void note(Steps steps) {
        List<Mark> marks = steps.marks();
        for (Mark mark : marks.subList(0, Math.min(marks.size(), MOST_MARKS_SHOWN))) {
            troubles.add(new Trouble(path(mark.to()), mark.reason(), Optional.empty()));
        }
        if (marks.size() > MOST_MARKS_SHOWN) {
            String more = "So it is with %d more.".formatted(marks.size() - MOST_MARKS_SHOWN);
            troubles.add(new Trouble("", more, Optional.empty()));
        }
    }

    /// There is nothing else to do, so it would wait for ever in silence.
    private void noteUnlawful(Change change) {
        String path = trees.local().tree().path(change.entry()).orElse("");
        retried(path, "It cannot be sent as it is: it lies too deep, or where none can lie.");
    }

    private void note(Applied applied) {
        surprised |= applied.surprised();
        applied.troubles().forEach(trouble -> retried(trouble.path(), trouble.reason()));
    }

    private void note(List<ScanTrouble> seen) {
        for (ScanTrouble trouble : seen) {
            boolean again = trouble.weight() != ScanTrouble.Weight.NOTE;
            hasErrors |= trouble.weight() == ScanTrouble.Weight.ERROR;
            Optional<Instant> next = again ? Optional.of(Instant.now()) : Optional.empty();
            troubles.add(new Trouble(trouble.path(), trouble.reason(), next));
        }
    }

    private void retried(String path, String reason) {
        note(List.of(ScanTrouble.error(path, reason)));
    }

    /// Those that were made now are counted; shown is each that lies there, whoever made it.
    private void noteConflicts(Plan plan) {
        Tree local = trees.local().tree();
        long made = plan.conflicts().stream().filter(c -> local.at(c.copy()).isPresent()).count();
        if (made > 0) {
            status.did(new SyncSummary.Steps(0, 0, 0, 0, made));
        }
        status.conflicts(Conflicts.in(local));
    }

    private String path(Spot spot) {
        String parent =
                trees.local()
                        .tree()
                        .path(spot.parent())
                        .or(() -> trees.remote().path(spot.parent()))
                        .orElse("");
        return parent.isEmpty() ? spot.name() : parent + "/" + spot.name();
    }
}
