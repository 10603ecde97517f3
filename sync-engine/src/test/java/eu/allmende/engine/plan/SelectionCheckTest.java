package eu.allmende.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// From any tree that two sides changed as they liked, of which one does not want some directories:
/// these go from its disk and from nowhere else, nothing is lost, and all is there again when it
/// wants them again.
///
/// `-Dsoak` runs a million cases, `-Dseed=` one of them.
class SelectionCheckTest {
    private static final long CASES = System.getProperty("soak") == null ? 5_000 : 1_000_000;

    private long hiding;
    private long changed;

    @Test
    void whatIsNotWantedHereIsDeletedNowhereElse() {
        Long one = Long.getLong("seed");
        if (one != null) {
            check(one);
            return;
        }
        for (long seed = 1; seed <= CASES; seed++) {
            check(seed);
        }
        assertThat(hiding).as("cases in which something was hidden").isGreaterThan(CASES / 3);
        assertThat(changed)
                .as("cases in which a change here could not be committed")
                .isLessThan(CASES / 10);
    }

    private void check(long seed) {
        PlannerCase one = PlannerCase.of(seed);
        Selection selection = selection(one.base(), new Random(seed));
        try {
            Sides sides = one.sides();
            FolderTrees trees = PlannerRun.begin(sides);
            PlannerRun.toTheEnd(trees, seed, selection);
            Tree without = RandomTree.copy(trees.remote());
            Set<EntryId> inside = selection.inside(without);
            hiding += inside.isEmpty() ? 0 : 1;
            Set<EntryId> hidden = hidden(trees, selection);
            assertThat(trees.local().tree().ids())
                    .as("what is not wanted, and in the commons, is here")
                    .noneMatch(hidden::contains);
            changed += hidden.equals(inside) ? 0 : 1;
            nothingIsDeleted(sides, without);
            nothingIsLost(sides, trees);
            whatIsWantedIsHere(sides, trees, inside);

            wantAgain(trees, inside);
            PlannerRun.toTheEnd(trees, seed, Selection.ALL);
            Map<EntryId, EntryState> end = states(trees.remote());
            assertThat(states(trees.local().tree())).as("the local tree").isEqualTo(end);
            assertThat(trees.synced()).as("the synced tree").isEqualTo(end);
            Set<EntryId> before = new HashSet<>(without.ids());
            before.removeAll(sides.here().deleted());
            assertThat(end.keySet()).as("deleted by wanting it again").containsAll(before);
            nothingIsLost(sides, trees);
        } catch (AssertionError | IllegalStateException | java.io.IOException e) {
            throw new AssertionError(one + "not wanted: " + selection + "\n" + e, e);
        }
    }

    private static Set<EntryId> hidden(FolderTrees trees, Selection selection) {
        return selection.hidden(
                new Trees(trees.local().tree(), trees.synced(), trees.remote(), Set.of()));
    }

    private static Selection selection(Tree base, Random random) {
        List<EntryId> directories = RandomTree.entries(base);
        directories.removeIf(entry -> !base.find(entry).orElseThrow().isDirectory());
        Set<EntryId> excluded = new HashSet<>();
        for (int i = 1 + random.nextInt(2); i > 0 && !directories.isEmpty(); i--) {
            excluded.add(directories.get(random.nextInt(directories.size())));
        }
        return new Selection(excluded);
    }

    /// What is missing where it was not wanted is no deletion.
    private static void wantAgain(FolderTrees trees, Set<EntryId> inside) {
        List<EntryId> missing = new ArrayList<>(inside);
        missing.removeIf(trees.local().tree()::contains);
        trees.forgetSynced(missing);
    }

    private static void nothingIsDeleted(Sides sides, Tree end) {
        for (EntryId entry : sides.remote().ids()) {
            if (!sides.here().deleted().contains(entry)) {
                assertThat(end.contains(entry)).as("what nobody deleted: " + entry).isTrue();
            }
        }
    }

    private static void nothingIsLost(Sides sides, FolderTrees trees) {
        Set<Object> held = new HashSet<>();
        for (Tree tree : List.of(trees.remote(), trees.local().tree())) {
            tree.ids().forEach(entry -> held.add(bytes(tree.find(entry).orElseThrow())));
        }
        for (Tree side : List.of(sides.local(), sides.remote())) {
            for (EntryId entry : side.ids()) {
                Object bytes = bytes(side.find(entry).orElseThrow());
                boolean isNew =
                        sides.base().find(entry).filter(o -> bytes(o).equals(bytes)).isEmpty();
                if (isNew) {
                    assertThat(held).as("new content").contains(bytes);
                }
            }
        }
    }

    private static void whatIsWantedIsHere(Sides sides, FolderTrees trees, Set<EntryId> inside) {
        for (EntryId entry : trees.remote().ids()) {
            if (!inside.contains(entry) && !sides.here().deleted().contains(entry)) {
                assertThat(trees.local().tree().contains(entry))
                        .as("what is wanted: " + entry)
                        .isTrue();
            }
        }
    }

    private static Object bytes(EntryState state) {
        return state.content() instanceof Content.File file ? file.contentId() : state.content();
    }

    private static Map<EntryId, EntryState> states(Tree tree) {
        Map<EntryId, EntryState> states = new HashMap<>();
        tree.ids().forEach(entry -> states.put(entry, tree.find(entry).orElseThrow()));
        return states;
    }
}
