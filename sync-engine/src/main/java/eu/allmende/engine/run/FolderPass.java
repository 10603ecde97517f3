package eu.allmende.engine.run;

import eu.allmende.engine.FolderSnapshot.Conflict;
import eu.allmende.engine.FolderSnapshot.Trouble;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.SyncSummary.Steps;
import eu.allmende.engine.SyncSummary.Traffic;
import eu.allmende.engine.apply.Applied;
import eu.allmende.engine.apply.Applier;
import eu.allmende.engine.folder.FolderRoot.Presence;
import eu.allmende.engine.plan.Clash;
import eu.allmende.engine.plan.Plan;
import eu.allmende.engine.plan.Relabel;
import eu.allmende.engine.plan.Step;
import eu.allmende.engine.plan.Trees;
import eu.allmende.engine.scan.ScanTrouble;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.engine.tree.TreeRules;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Once through: read commits, look at the disk, plan, apply, publish. Whatever stops it, what was
/// done is kept, and the next pass begins with what is there.
final class FolderPass {
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final FolderParts parts;
    private final FolderTrees trees;
    private final FolderStatus status;
    private final Guard guard;
    private final List<Trouble> troubles = new ArrayList<>();
    private boolean hasErrors;

    FolderPass(FolderParts parts, FolderStatus status, Guard guard) {
        this.parts = parts;
        trees = parts.trees();
        this.status = status;
        this.guard = guard;
    }

    /// Goes through once.
    PassEnd run() throws InterruptedException {
        try {
            PassEnd end = attempt();
            status.troubles(troubles);
            return end;
        } catch (CommonsException e) {
            log(e);
            return new PassEnd.Waiting(
                    PassEnd.Cause.COMMONS, "The commons cannot be reached: " + e.getMessage());
        } catch (IOException e) {
            log(e);
            return new PassEnd.Waiting(
                    PassEnd.Cause.DISK, "The folder cannot be worked on: " + e.getMessage());
        }
    }

    private static void log(IOException e) {
        System.getLogger(FolderPass.class.getName())
                .log(System.Logger.Level.DEBUG, "a pass broke off", e);
    }

    private PassEnd attempt() throws IOException, InterruptedException {
        Optional<String> absent = absence(parts.disk().root().look(parts.id()));
        if (absent.isPresent()) {
            return new PassEnd.Attention(absent.get());
        }
        Optional<String> rolledBack = Pull.into(trees, parts.commons().remote());
        if (rolledBack.isPresent()) {
            return new PassEnd.Attention(rolledBack.get());
        }
        status.state(SyncState.SCANNING, "");
        Survey.Result seen =
                Survey.of(parts.disk().root(), trees, parts.reading(), parts.grace())
                        .look(parts.store()::save);
        note(seen.troubles());
        trees.settle();
        parts.store().save();
        return planAndAct(seen);
    }

    private static Optional<String> absence(Presence presence) {
        return switch (presence) {
            case HERE -> Optional.empty();
            case GONE -> Optional.of("The folder's directory is not there. Is its disk connected?");
            case UNMARKED ->
                    Optional.of(
                            "The folder's marker is missing. Is its disk connected? Nothing is"
                                    + " deleted anywhere.");
            case ANOTHER -> Optional.of("The directory belongs to another folder now.");
            case UNREADABLE -> Optional.of("The folder's marker cannot be read.");
        };
    }

    private PassEnd planAndAct(Survey.Result seen) throws IOException, InterruptedException {
        Tree local = trees.local().tree();
        Plan plan =
                Plan.of(
                        new Trees(local, trees.synced(), trees.remote(), seen.held()),
                        parts.naming());
        for (Relabel relabel : plan.relabels()) {
            trees.relabel(relabel.from(), relabel.to());
        }
        trees.settle();
        parts.store().save();
        boolean did = !plan.relabels().isEmpty();
        eu.allmende.engine.plan.Steps steps = plan.steps(local);
        if (!steps.isEmpty()) {
            Applied applied = apply(steps);
            if (applied.full()) {
                return new PassEnd.Waiting(PassEnd.Cause.DISK, "The disk is full.");
            }
            did |= applied.didSomething() || applied.surprised();
        }
        noteConflicts(plan);
        return publish(plan.publications(local), did, seen);
    }

    private PassEnd publish(List<Change> all, boolean did, Survey.Result seen) throws IOException {
        List<Change> lawful = TreeRules.lawful(trees.remote(), all);
        Optional<String> objection = guard.objection(trees.remote(), lawful);
        if (objection.isPresent()) {
            lawful =
                    TreeRules.lawful(
                            trees.remote(),
                            all.stream().filter(change -> change.after().isPresent()).toList());
        }
        if (!lawful.isEmpty()) {
            status.state(SyncState.SYNCING, "");
            PassEnd end = new Publisher(parts, status).publish(lawful);
            if (objection.isEmpty() && end instanceof PassEnd.Again) {
                guard.reset();
            }
            return end;
        }
        if (did) {
            return new PassEnd.Again();
        }
        if (objection.isPresent()) {
            return new PassEnd.Attention(objection.get());
        }
        if (seen.moving()) {
            return new PassEnd.Moving();
        }
        return hasErrors
                ? new PassEnd.Waiting(PassEnd.Cause.PATHS, "Some files cannot be synced now.")
                : new PassEnd.Quiet();
    }

    private Applied apply(eu.allmende.engine.plan.Steps steps)
            throws IOException, InterruptedException {
        long bytes = 0;
        for (Step step : steps.contents()) {
            bytes +=
                    switch (step) {
                        case Step.Place place -> place.file().sizeBytes();
                        case Step.Replace replace -> replace.file().sizeBytes();
                        default -> 0;
                    };
        }
        status.state(SyncState.SYNCING, "");
        status.begin(steps.structure().size() + (long) steps.contents().size(), bytes);
        Applier applier = new Applier(parts.disk(), trees, parts.store(), parts.naming());
        try {
            applier.apply(
                    steps,
                    (wanted, arrival) ->
                            CommonsException.asking(() -> {
                                parts.commons().remote().fetch(wanted, arrival, status.fetching());
                                return true;
                            }));
        } finally {
            note(applier.applied());
            trees.settle();
            parts.store().save();
            status.finish();
        }
        return applier.applied();
    }

    private void note(Applied applied) {
        status.did(
                new Steps(
                        applied.created(),
                        applied.updated(),
                        applied.moved(),
                        applied.deleted(),
                        0));
        status.fetched(new Traffic(0, 0, applied.fetchedFiles()));
        applied.troubles()
                .forEach(trouble -> {
                    hasErrors = true;
                    troubles.add(
                            new Trouble(
                                    trouble.path(),
                                    trouble.reason(),
                                    Optional.of(Instant.now().plus(RETRY))));
                });
    }

    private void note(List<ScanTrouble> seen) {
        for (ScanTrouble trouble : seen) {
            switch (trouble.weight()) {
                case NOTE ->
                        troubles.add(
                                new Trouble(trouble.path(), trouble.reason(), Optional.empty()));
                case ERROR -> {
                    hasErrors = true;
                    troubles.add(
                            new Trouble(
                                    trouble.path(),
                                    trouble.reason(),
                                    Optional.of(Instant.now().plus(RETRY))));
                }
            }
        }
    }

    private void noteConflicts(Plan plan) {
        for (Clash clash : plan.conflicts()) {
            if (trees.local().tree().at(clash.copy()).isEmpty()) {
                continue;
            }
            status.conflict(new Conflict(path(clash.winner()), path(clash.copy())));
            status.did(new Steps(0, 0, 0, 0, 1));
        }
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
