package eu.allmende.engine.apply;

import eu.allmende.engine.apply.Contents.Staged;
import eu.allmende.engine.apply.Contents.Tools;
import eu.allmende.engine.plan.Naming;
import eu.allmende.engine.plan.Step;
import eu.allmende.engine.plan.Steps;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.state.Journal;
import eu.allmende.engine.state.JournalRow;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Applies steps in batches: each batch is made durable, journaled, done, and kept as one. For one
/// run, by the folder's loop.
public final class Applier {
    private static final int STRUCTURE_BATCH = 1000;
    private static final int CONTENT_BATCH = 2000;

    private final Disk disk;
    private final FolderTrees trees;
    private final Journal journal;
    private final Naming naming;
    private final Applied applied = new Applied();
    private final Places places;
    private final Structure structure;
    private final Contents contents;

    /// Makes ready for one run.
    ///
    /// @param naming for what was written to at the very moment it was replaced
    public Applier(Disk disk, FolderTrees trees, Journal journal, Naming naming) {
        this.disk = disk;
        this.trees = trees;
        this.journal = journal;
        this.naming = naming;
        places = new Places(disk.root(), trees.local());
        structure = new Structure(disk, trees, places, applied);
        contents = new Contents(new Tools(disk, trees, places, applied), structure, naming);
    }

    /// Does what can be done of the steps.
    ///
    /// @param fetching brings content
    /// @return what came of it; filled while this runs
    /// @throws IOException if the journal cannot be written, or fetching ended early; what was done
    ///   is kept
    public Applied apply(Steps steps, Fetching fetching) throws IOException, InterruptedException {
        try {
            for (int from = 0; from < steps.structure().size(); ) {
                from = structureBatch(steps.structure(), from);
            }
            applyWithoutFetching(steps.contents());
            fetchAndPlace(steps.contents(), fetching);
            return applied;
        } finally {
            places.forget();
        }
    }

    /// What came of it so far.
    public Applied applied() {
        return applied;
    }

    private int structureBatch(List<Step> steps, int from) throws IOException {
        places.forget();
        int to = end(steps, from);
        List<Optional<JournalRow>> rows = new ArrayList<>();
        for (Step step : steps.subList(from, to)) {
            rows.add(structure.row(step));
        }
        journal.begin(rows.stream().flatMap(Optional::stream).toList());
        for (int i = from; i < to && !applied.full(); i++) {
            Step step = steps.get(i);
            Optional<JournalRow> row = rows.get(i - from);
            attempt(step, () -> structure.perform(step, row));
        }
        structure.unpark(naming);
        disk.durability().directories(structure.takeTouched());
        journal.finish();
        return to;
    }

    /// A batch ends where nothing is parked.
    private static int end(List<Step> steps, int from) {
        Set<EntryId> parked = new HashSet<>();
        int to = from;
        while (to < steps.size() && (to < from + STRUCTURE_BATCH || !parked.isEmpty())) {
            Step step = steps.get(to++);
            if (step instanceof Step.Park) {
                parked.add(step.entry());
            } else {
                parked.remove(step.entry());
            }
        }
        return to;
    }

    private void applyWithoutFetching(List<Step> steps) throws IOException {
        boolean any = false;
        for (Step step : steps) {
            if (wanted(step).isEmpty()) {
                any = true;
                attempt(step, () -> contents.perform(step));
            }
        }
        if (any) {
            disk.durability().directories(contents.takeTouched());
            journal.finish();
        }
    }

    /// The content that a step needs from elsewhere.
    public static Optional<Content.File> wanted(Step step) {
        return switch (step) {
            case Step.Place place -> Optional.of(place.file());
            case Step.Replace replace -> Optional.of(replace.file());
            case Step.Fetch fetch -> Optional.of(fetch.file());
            default -> Optional.empty();
        };
    }

    private void fetchAndPlace(List<Step> steps, Fetching fetching)
            throws IOException, InterruptedException {
        Map<EntryId, Step> waiting = new HashMap<>();
        List<Wanted> wanted = new ArrayList<>();
        for (Step step : steps) {
            wanted(step)
                    .ifPresent(file -> {
                        waiting.put(step.entry(), step);
                        wanted.add(new Wanted(step.entry(), file));
                    });
        }
        if (!wanted.isEmpty() && !applied.full()) {
            Staging staging = new Staging(disk.root());
            Thread fetcher = Fetcher.start(disk, staging, wanted, fetching);
            try {
                place(staging, waiting);
            } finally {
                staging.giveUp();
                fetcher.interrupt();
                Fetcher.awaitEnd(fetcher, staging);
                staging.drop(wanted.stream());
            }
        }
    }

    private void place(Staging staging, Map<EntryId, Step> waiting)
            throws IOException, InterruptedException {
        while (true) {
            List<Staging.Event> events = new ArrayList<>();
            staging.take(events, CONTENT_BATCH);
            put(events, waiting);
            for (Staging.Event event : events) {
                if (event instanceof Staging.Event.Ended(var why)) {
                    if (why.isPresent()) {
                        throw why.get();
                    }
                    return;
                }
            }
            if (applied.full()) {
                return;
            }
        }
    }

    /// Puts in place what has come for these steps; what has come for none of them is dropped.
    ///
    /// @return what came of it so far
    /// @throws IOException if the journal cannot be written, or fetching ended early
    public Applied placeArrived(List<Step> steps, Downloads downloads) throws IOException {
        Map<EntryId, Step> waiting = new HashMap<>();
        steps.forEach(step -> waiting.put(step.entry(), step));
        List<Staging.Event> events = downloads.take(CONTENT_BATCH);
        try {
            while (!events.isEmpty() && !applied.full()) {
                put(events, waiting);
                events = downloads.take(CONTENT_BATCH);
            }
            return applied;
        } finally {
            places.forget();
        }
    }

    private void put(List<Staging.Event> events, Map<EntryId, Step> waiting) throws IOException {
        List<Staged> batch = new ArrayList<>();
        for (Staging.Event event : events) {
            switch (event) {
                case Staging.Event.Staged(Wanted wanted, Path file) -> {
                    Step step = waiting.get(wanted.entry());
                    if (step != null && isFor(step, wanted) && !applied.full()) {
                        waiting.remove(wanted.entry());
                        batch.add(new Staged(step, file, Stat.of(file)));
                    } else {
                        Files.deleteIfExists(file);
                    }
                }
                case Staging.Event.Failed(Wanted wanted, String reason) ->
                        trouble(wanted.entry(), reason);
                case Staging.Event.Ended _ -> {}
            }
        }
        contentBatch(batch);
    }

    private static boolean isFor(Step step, Wanted wanted) {
        return wanted(step).filter(file -> file.sameAs(wanted.content())).isPresent();
    }

    /// What gives way to a new file changes after that, by a row that tells where it is then.
    private void contentBatch(List<Staged> batch) throws IOException {
        Set<EntryId> givingWay = new HashSet<>();
        batch.forEach(staged -> aside(staged.step()).ifPresent(givingWay::add));
        Predicate<Staged> givesWay = staged -> givingWay.contains(staged.step().entry());
        putAtOnce(batch.stream().filter(Predicate.not(givesWay)).toList());
        putAtOnce(batch.stream().filter(givesWay).toList());
    }

    private static Optional<EntryId> aside(Step step) {
        return step instanceof Step.Place place
                ? place.aside().map(Step.Move::entry)
                : Optional.empty();
    }

    private void putAtOnce(List<Staged> batch) throws IOException {
        if (batch.isEmpty() || applied.full()) {
            return;
        }
        places.forget();
        disk.durability().files(batch.stream().map(Staged::file).toList());
        Map<Staged, JournalRow> rows = new java.util.LinkedHashMap<>();
        List<JournalRow> all = new ArrayList<>();
        for (Staged staged : batch) {
            Optional<JournalRow> row = contents.row(staged);
            if (row.isPresent()) {
                contents.rowOfAside(staged).ifPresent(all::add);
                all.add(row.get());
                rows.put(staged, row.get());
            }
        }
        journal.begin(all);
        for (Map.Entry<Staged, JournalRow> one : rows.entrySet()) {
            attempt(one.getKey().step(), () -> contents.perform(one.getKey(), one.getValue()));
        }
        for (Staged staged : batch) {
            attempt(staged.step(), () -> contents.drop(staged));
        }
        disk.durability().directories(contents.takeTouched());
        journal.finish();
        contents.dropUsed();
    }

    /// Something on the disk that may fail.
    @FunctionalInterface
    private interface Act {
        void run() throws IOException;
    }

    private void attempt(Step step, Act act) {
        places.next();
        try {
            act.run();
        } catch (FileAlreadyExistsException e) {
            if (to(step).filter(places::isTakenUnderAnotherName).isPresent()) {
                trouble(step.entry(), "This disk does not tell its name from another one there.");
            } else {
                applied.surprise();
            }
        } catch (IOException e) {
            switch (Failure.of(e)) {
                case SURPRISE -> applied.surprise();
                case FULL -> {
                    applied.noRoom();
                    trouble(step.entry(), Failure.sentence(e));
                }
                case TROUBLE -> trouble(step.entry(), Failure.sentence(e));
            }
        }
    }

    private static Optional<Spot> to(Step step) {
        return switch (step) {
            case Step.Move move -> Optional.of(move.to());
            case Step.MakeDirectory make -> Optional.of(make.to());
            case Step.Creation creation -> Optional.of(creation.to());
            case Step.Park _,
                    Step.Remove _,
                    Step.Relink _,
                    Step.Replace _,
                    Step.Fetch _,
                    Step.MarkExecutable _ ->
                    Optional.empty();
        };
    }

    private void trouble(EntryId entry, String reason) {
        String path =
                trees.local().tree().path(entry).or(() -> trees.remote().path(entry)).orElse("");
        applied.trouble(entry, path, reason);
    }
}
