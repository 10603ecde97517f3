package eu.allmende.engine.plan;

import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.scan.Identity;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.state.FolderTrees.Found;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.engine.tree.TreeRules;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Plans, does some of the plan and publishes some of it, again and again, until there is nothing
/// to plan: what a folder's passes do, without disk and commons.
final class PlannerRun {
    private static final int MOST_ROUNDS = 200;
    private static final int ROUGH_ROUNDS = 12;

    private final FolderTrees trees;
    private final Random random;
    private final Naming naming;
    private final Selection selection;
    private final Map<EntryId, Spot> parked = new LinkedHashMap<>();
    private final DiskNames names;
    private List<Mark> marks = List.of();
    private boolean rough;
    private int ids;

    private PlannerRun(FolderTrees trees, long seed, DiskNames names, Selection selection) {
        this.names = names;
        this.selection = selection;
        random = new Random(seed);
        naming =
                new Naming(
                        "here",
                        "2026-01-01 000000",
                        () -> new EntryId(1 + random.nextInt(900), 100_000 + ids++));
        this.trees = trees;
    }

    /// The three trees as a folder has them when both sides are known.
    static FolderTrees begin(Sides sides) throws IOException {
        FolderTrees trees = new FolderTrees();
        become(trees, sides.base(), sides.base());
        become(trees, sides.local(), sides.remote());
        return trees;
    }

    private static void become(FolderTrees trees, Tree local, Tree remote) throws IOException {
        List<Found> found = new ArrayList<>();
        local.ids().forEach(entry -> found.add(found(entry, local.find(entry).orElseThrow())));
        List<EntryId> missing = new ArrayList<>(trees.local().tree().ids());
        missing.removeIf(local::contains);
        trees.changeLocal(found, missing);
        List<Change> changes = new ArrayList<>();
        remote.ids().forEach(entry -> changes.add(new Change(entry, remote.find(entry))));
        trees.remote().ids().stream()
                .filter(entry -> !remote.contains(entry))
                .forEach(entry -> changes.add(new Change(entry, Optional.empty())));
        commit(trees, changes);
        trees.settle();
    }

    /// Runs to the end.
    ///
    /// @return the trees when there was nothing left to do
    /// @throws AssertionError if that took too long, or the disk could not follow the plan
    static FolderTrees toTheEnd(Sides sides, long seed) throws IOException {
        return toTheEnd(sides, seed, DiskNames.EXACT).trees;
    }

    /// Where a run on a disk with its own view of names ended.
    record End(FolderTrees trees, List<Mark> marks) {}

    static End toTheEnd(Sides sides, long seed, DiskNames names) throws IOException {
        return new PlannerRun(begin(sides), seed, names, Selection.ALL).toTheEnd();
    }

    /// The same, where not everything is wanted here.
    static FolderTrees toTheEnd(FolderTrees trees, long seed, Selection selection) {
        return new PlannerRun(trees, seed, DiskNames.EXACT, selection).toTheEnd().trees;
    }

    private End toTheEnd() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            rough = round < ROUGH_ROUNDS && random.nextBoolean();
            if (round()) {
                return new End(trees, marks);
            }
        }
        throw new AssertionError("no end after " + MOST_ROUNDS + " rounds");
    }

    /// @return whether there was nothing to do
    private boolean round() {
        Tree local = trees.local().tree();
        Trees all = new Trees(local, trees.synced(), trees.remote(), unknown());
        Set<EntryId> hidden = selection.hidden(all);
        trees.unwanted(hidden);
        Plan plan = Plan.of(Selection.without(hidden, all), naming);
        trees.forgetSynced(plan.overruled());
        plan.relabels().forEach(relabel -> trees.relabel(relabel.from(), relabel.to()));
        trees.settle();
        Steps steps = plan.steps(local, Ground.of(names));
        marks = steps.marks();
        boolean quiet = plan.relabels().isEmpty() && steps.isEmpty();
        apply(steps);
        trees.settle();
        List<Change> changes = plan.publications(local);
        publish(changes);
        boolean allDone =
                hidden.isEmpty()
                        ? changes.isEmpty()
                        : TreeRules.lawful(trees.remote(), plan.publications(local)).isEmpty();
        return !rough && quiet && allDone;
    }

    /// Entries that cannot be read now.
    private Set<EntryId> unknown() {
        Set<EntryId> unknown = new HashSet<>();
        if (rough && random.nextInt(4) == 0) {
            for (EntryId entry : RandomTree.entries(trees.local().tree())) {
                if (random.nextInt(6) == 0) {
                    unknown.add(entry);
                }
            }
        }
        return unknown;
    }

    private void apply(Steps steps) {
        int end = rough ? random.nextInt(steps.structure().size() + 1) : steps.structure().size();
        steps.structure().subList(0, end).forEach(this::attempt);
        parked.forEach((entry, from) -> move(entry, free(from)));
        parked.clear();
        List<Step> contents = new ArrayList<>(steps.contents());
        Collections.shuffle(contents, random);
        contents.forEach(this::attempt);
    }

    private Spot free(Spot from) {
        return isFree(from)
                ? from
                : from.named(ConflictName.of(from.name(), naming, n -> isFree(from.named(n))));
    }

    private void attempt(Step step) {
        boolean skipped = rough && random.nextInt(4) == 0;
        if (!skipped && !perform(step) && !rough) {
            throw new AssertionError("cannot be done when its turn comes: " + step);
        }
    }

    /// @return whether the disk was so that it could be done
    private boolean perform(Step step) {
        Tree local = trees.local().tree();
        return switch (step) {
            case Step.MakeDirectory(EntryId entry, Spot to) ->
                    create(entry, to, new Content.Directory());
            case Step.MakeLink(EntryId entry, Spot to, Content.Link link) ->
                    create(entry, to, link);
            case Step.Place(EntryId entry, Spot to, Content.File file, Optional<Step.Move> aside) ->
                    aside.map(this::perform).orElse(true) && create(entry, to, file);
            case Step.Relink(EntryId entry, Content.Link link) -> hold(entry, link);
            case Step.Replace(EntryId entry, Content.File file) -> hold(entry, file);
            case Step.Fetch(EntryId entry, Content.File file) -> hold(entry, file);
            case Step.MarkExecutable(EntryId entry, Content.File file) -> hold(entry, file);
            case Step.Move(EntryId entry, Spot to) -> {
                boolean moved = move(entry, to);
                if (moved) {
                    parked.remove(entry);
                }
                yield moved;
            }
            case Step.Park park -> {
                local.find(park.entry())
                        .ifPresent(state -> parked.putIfAbsent(park.entry(), state.spot()));
                yield move(park.entry(), park.temporary());
            }
            case Step.Remove(EntryId entry) -> {
                boolean possible = local.contains(entry) && local.children(entry).isEmpty();
                if (possible) {
                    trees.removeLocal(entry);
                    parked.remove(entry);
                }
                yield possible;
            }
        };
    }

    private boolean create(EntryId entry, Spot to, Content content) {
        boolean possible = !trees.local().tree().contains(entry) && isFree(to);
        if (possible) {
            put(entry, new EntryState(to.parent(), to.name(), content));
        }
        return possible;
    }

    private boolean move(EntryId entry, Spot to) {
        Tree local = trees.local().tree();
        boolean possible =
                local.contains(entry) && isFree(to) && !local.isWithin(to.parent(), entry);
        if (possible) {
            put(entry, local.find(entry).orElseThrow().at(to));
        }
        return possible;
    }

    private boolean hold(EntryId entry, Content content) {
        Optional<EntryState> state = trees.local().tree().find(entry);
        state.ifPresent(s -> put(entry, s.holding(content)));
        return state.isPresent();
    }

    private boolean isFree(Spot spot) {
        Tree local = trees.local().tree();
        boolean exists =
                spot.parent().equals(EntryState.ROOT)
                        || local.find(spot.parent()).filter(EntryState::isDirectory).isPresent();
        String key = names.key(spot.name());
        return exists
                && local.at(spot).isEmpty()
                && (names.isExact()
                        || local.children(spot.parent()).keySet().stream()
                                .noneMatch(name -> names.key(name).equals(key)));
    }

    private void publish(List<Change> changes) {
        List<Change> some = new ArrayList<>(changes);
        if (rough) {
            some.removeIf(_ -> random.nextInt(3) == 0);
        }
        commit(trees, TreeRules.lawful(trees.remote(), some));
        trees.settle();
    }

    private static void commit(FolderTrees trees, List<Change> changes) {
        if (!TreeRules.offenders(trees.remote(), changes).isEmpty()) {
            throw new AssertionError("no lawful commit: " + changes);
        }
        trees.advance(trees.sequence() + 1, changes);
    }

    private void put(EntryId entry, EntryState state) {
        Found found = found(entry, state);
        trees.putLocal(entry, state, found.sighting());
    }

    private static Found found(EntryId entry, EntryState state) {
        Stat.Kind kind =
                switch (state.content()) {
                    case Content.File _ -> Stat.Kind.FILE;
                    case Content.Directory _ -> Stat.Kind.DIRECTORY;
                    case Content.Link _ -> Stat.Kind.LINK;
                };
        return new Found(
                entry, state, new Sighting(new Stat(kind, 0, 0, 0, Identity.UNKNOWN, 0), true));
    }
}
