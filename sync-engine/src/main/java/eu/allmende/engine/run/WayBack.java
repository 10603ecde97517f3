package eu.allmende.engine.run;

import eu.allmende.engine.FolderMode;
import eu.allmende.engine.History.Counts;
import eu.allmende.engine.History.Left;
import eu.allmende.engine.History.Outcome;
import eu.allmende.engine.History.Rewind;
import eu.allmende.engine.History.When;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.apply.Applied;
import eu.allmende.engine.history.FolderHistory;
import eu.allmende.engine.plan.Ground;
import eu.allmende.engine.plan.Plan;
import eu.allmende.engine.plan.Step;
import eu.allmende.engine.plan.Steps;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings what one folder held before back to the disk, as if a person had done it: between two
/// passes, by the steps that apply commits too. The next pass sends it.
final class WayBack {
    private static final Duration FIRST_LOOK = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final LinkedFolder folder;
    private final FolderHistory history;

    WayBack(LinkedFolder folder, FolderHistory history) {
        this.folder = folder;
        this.history = history;
    }

    /// Brings a path back to where it lay.
    Outcome restore(String inside, When when) throws IOException {
        folder.requireNoPause();
        requireSending();
        if (inside.isEmpty()) {
            throw new RefusedException("A whole folder is rewound, or restored to another place.");
        }
        PassEnd _ = folder.sync(FIRST_LOOK); // what is being sent need not be waited for
        history.catchUp();
        Source source = Source.of(history, inside, when);
        Map<String, EntryId> ways = ways(inside, source.sequence());
        fetchFreed(parts -> Comeback.of(parts.trees(), inside, source, ways).target());
        Done done =
                folder.ask(() -> {
                    FolderParts parts = folder.loop().partsForWork();
                    Comeback comeback = Comeback.of(parts.trees(), inside, source, ways);
                    return carryOut(parts, comeback.target(), comeback.left());
                });
        return outcome(done);
    }

    /// Says what rewinding would do.
    Rewind plan(Instant at, Instant now) throws IOException {
        requireQuiet();
        history.catchUp();
        long sequence = Source.sequenceAt(history, at);
        Tree then = history.within(EntryState.ROOT, sequence);
        Steps steps =
                folder.ask(() -> {
                    FolderParts parts = folder.loop().partsForWork();
                    requireAgreed(parts.trees());
                    return steps(parts, then);
                });
        List<EntryId> fetched = steps.contents().stream().map(Step::entry).toList();
        return new Rewind(
                folder.link().name(),
                at,
                sequence,
                history.head(),
                counts(steps),
                history.expired(fetched, sequence, now).size());
    }

    /// Rewinds.
    Outcome rewind(Rewind agreed) throws IOException {
        requireQuiet();
        history.catchUp();
        if (history.changedAfter(agreed.head())) {
            throw changed();
        }
        Tree then = history.within(EntryState.ROOT, agreed.sequence());
        fetchFreed(_ -> then);
        Done done =
                folder.ask(() -> {
                    FolderParts parts = folder.loop().partsForWork();
                    requireAgreed(parts.trees());
                    Steps steps = steps(parts, then);
                    if (!counts(steps).equals(agreed.counts())) {
                        throw changed();
                    }
                    folder.loop().guard().allow(removedFiles(steps, parts.trees()));
                    return carryOut(parts, then, List.of());
                });
        return outcome(done);
    }

    private static RefusedException changed() {
        return new RefusedException(
                "The folder changed since it was said what rewinding it would do: ask again.");
    }

    /// What was done to the disk.
    private record Done(Applied applied, List<Left> left) {}

    private Done carryOut(FolderParts parts, Tree target, List<Left> before)
            throws IOException, InterruptedException {
        Steps steps = steps(parts, target);
        Carrying carrying = new Carrying(parts, folder.status());
        List<Left> left = new ArrayList<>(before);
        try {
            carrying.out(withoutFreed(steps, parts.trees(), left));
        } catch (CommonsException e) {
            left.add(new Left("", "The commons fell silent in the midst of it: do it again."));
        }
        Applied applied = carrying.applied();
        applied.troubles().forEach(each -> left.add(new Left(each.path(), each.reason())));
        if (applied.full()) {
            left.add(new Left("", "The disk is full: make room and try again."));
        } else if (applied.surprised()) {
            left.add(new Left("", "Something was changed at this very moment and was left alone."));
        }
        return new Done(applied, left);
    }

    /// What the disk shall come to hold.
    @FunctionalInterface
    private interface Target {
        Tree of(FolderParts parts) throws IOException;
    }

    /// What would be replaced is fetched back before: then it goes to the trash like any other.
    private void fetchFreed(Target target) throws IOException {
        List<EntryId> freed =
                folder.ask(() -> {
                    FolderParts parts = folder.loop().partsForWork();
                    return steps(parts, target.of(parts)).contents().stream()
                            .map(Step::entry)
                            .filter(entry -> parts.trees().local().freed(entry).isPresent())
                            .toList();
                });
        if (!freed.isEmpty()) {
            folder.space().fetch(freed);
        }
    }

    private static Steps steps(FolderParts parts, Tree target) throws IOException {
        return Plan.towards(target)
                .steps(parts.trees().local().tree(), Ground.of(parts.disk().names().now()));
    }

    /// What only a placeholder stands for, though it was to be fetched, has no bytes to be
    /// replaced.
    private static Steps withoutFreed(Steps steps, FolderTrees trees, List<Left> left) {
        List<Step> possible = new ArrayList<>();
        for (Step step : steps.contents()) {
            if (trees.local().freed(step.entry()).isPresent()) {
                String path = trees.local().tree().path(step.entry()).orElse("");
                left.add(new Left(path, "It is freed here, and cannot be fetched back now."));
            } else {
                possible.add(step);
            }
        }
        return new Steps(steps.structure(), possible, steps.marks());
    }

    private Outcome outcome(Done done) throws IOException {
        Applied applied = done.applied;
        Counts counts =
                new Counts(
                        applied.created(),
                        applied.updated(),
                        applied.moved(),
                        applied.deleted(),
                        applied.fetchedBytes());
        return new Outcome(folder.link().name(), counts, done.left, unsent(folder.sync(PATIENCE)));
    }

    private static String unsent(PassEnd end) {
        return switch (end) {
            case PassEnd.Quiet _ -> "";
            case PassEnd.Again _, PassEnd.Underway _ -> "It is being sent.";
            case PassEnd.Moving _ -> "A file is being written at this moment.";
            case PassEnd.Waiting(PassEnd.Cause _, String reason) -> reason;
            case PassEnd.Attention(String reason) -> reason;
        };
    }

    /// What only receives sends nothing: what came back would stay here alone, and in the way.
    private void requireSending() throws RefusedException {
        if (folder.snapshot().decisions().mode() == FolderMode.RECEIVE) {
            throw new RefusedException(
                    "The folder "
                            + folder.link().name()
                            + " only receives on this device: write it to another place, or do it on"
                            + " a device that sends.");
        }
    }

    /// A whole folder is rewound only when all in it was seen and sent: so that it can be undone.
    private void requireQuiet() throws IOException {
        folder.requireNoPause();
        requireSending();
        PassEnd end = folder.sync(PATIENCE);
        if (!(end instanceof PassEnd.Quiet)) {
            throw new RefusedException(
                    "A folder can be rewound when it is up to date, and it is not: " + unsent(end));
        }
    }

    private static void requireAgreed(FolderTrees trees) throws RefusedException {
        Tree local = trees.local().tree();
        if (!local.ids().containsAll(trees.remote().ids())) {
            throw new RefusedException(
                    "Not all of the folder is on this disk: rewind it on a device that holds all of"
                            + " it, or restore single paths.");
        }
        for (EntryId entry : local.ids()) {
            Optional<EntryState> remote = trees.remote().find(entry);
            if (remote.isEmpty() || !remote.get().sameAs(local.find(entry).orElseThrow())) {
                throw changed();
            }
        }
    }

    private Map<String, EntryId> ways(String inside, long sequence) throws IOException {
        Map<String, EntryId> ways = new HashMap<>();
        for (int at = inside.indexOf('/'); at >= 0; at = inside.indexOf('/', at + 1)) {
            String path = inside.substring(0, at);
            history.resolve(path, sequence).ifPresent(entry -> ways.put(path, entry));
        }
        return ways;
    }

    private static long removedFiles(Steps steps, FolderTrees trees) {
        return steps.structure().stream()
                .filter(Step.Remove.class::isInstance)
                .map(step -> trees.local().tree().find(step.entry()))
                .filter(state -> state.isPresent() && !state.get().isDirectory())
                .count();
    }

    private static Counts counts(Steps steps) {
        long created = 0;
        long updated = 0;
        long moved = 0;
        long removed = 0;
        for (Step step : all(steps)) {
            switch (step) {
                case Step.Place _, Step.MakeLink _, Step.MakeDirectory _ -> created++;
                case Step.Replace _, Step.Fetch _, Step.Relink _, Step.MarkExecutable _ ->
                        updated++;
                case Step.Move _ -> moved++;
                case Step.Remove _ -> removed++;
                case Step.Park _ -> {}
            }
        }
        return new Counts(created, updated, moved, removed, Carrying.bytes(steps));
    }

    private static List<Step> all(Steps steps) {
        List<Step> all = new ArrayList<>(steps.structure());
        all.addAll(steps.contents());
        return all;
    }
}
