package eu.allmende.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.folder.DiskNames.Repertoire;
import eu.allmende.engine.folder.DiskNames.Sameness;
import eu.allmende.engine.folder.Names;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// As [PlannerCheckTest], but this disk takes capital letters for small ones, while the others put
/// names into the commons that differ in nothing else.
///
/// `-Dsoak` runs a million cases, `-Dseed=` one of them.
class OneCasePlannerTest {
    private static final long CASES = System.getProperty("soak") == null ? 8_000 : 1_000_000;
    private static final DiskNames ONE_CASE =
            new DiskNames(Sameness.CASES, Repertoire.ALL, Names.MAX_BYTES);

    @Test
    void whatThisDiskCannotHoldIsMarkedAndAllElseBecomesOneTree() throws IOException {
        Long one = Long.getLong("seed");
        if (one != null) {
            check(one);
            return;
        }
        int marked = 0;
        for (long seed = 1; seed <= CASES; seed++) {
            marked += check(seed) ? 1 : 0;
        }
        assertThat(marked).isGreaterThan((int) (CASES / 20));
    }

    /// @return whether something was marked in the end
    private static boolean check(long seed) throws IOException {
        Sides sides = sides(seed);
        PlannerRun.End end;
        try {
            end = PlannerRun.toTheEnd(sides, seed, ONE_CASE);
            Promises.checkCommons(sides, end.trees());
            checkDisk(end);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e, e);
        }
        return !end.marks().isEmpty();
    }

    private static Sides sides(long seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        RandomTree chance = RandomTree.inTwoCases(random);
        Tree base = holdable(chance.tree());
        Tree local = holdable(Perturbation.of(base, chance, random).on(base));
        return new Sides(base, local, Perturbation.of(base, chance, random).on(base));
    }

    /// What such a disk can hold of a tree.
    private static Tree holdable(Tree tree) {
        for (EntryId entry : RandomTree.entries(tree)) {
            Optional<EntryState> state = tree.find(entry);
            if (state.isPresent() && hasRival(tree, state.get())) {
                new Deed.Delete(entry).on(tree);
            }
        }
        return tree;
    }

    private static boolean hasRival(Tree tree, EntryState state) {
        String key = ONE_CASE.key(state.name());
        return tree.children(state.parent()).keySet().stream()
                .anyMatch(name -> !name.equals(state.name()) && ONE_CASE.key(name).equals(key));
    }

    private static void checkDisk(PlannerRun.End end) {
        Tree local = end.trees().local().tree();
        Tree remote = end.trees().remote();
        Set<EntryId> marked = end.marks().stream().map(Mark::entry).collect(Collectors.toSet());
        Set<EntryId> all = new HashSet<>(local.ids());
        all.addAll(remote.ids());
        for (EntryId entry : all) {
            Optional<EntryState> here = local.find(entry);
            Optional<EntryState> there = remote.find(entry);
            here.ifPresent(state -> assertThat(hasRival(local, state)).isFalse());
            if (!Same.is(here, there)) {
                assertThat(marked.contains(entry) || followsFromMark(entry, local, remote, marked))
                        .as("what differs is marked, or lies where something marked is")
                        .isTrue();
            }
        }
        for (Mark mark : end.marks()) {
            assertThat(remote.find(mark.entry()).map(EntryState::spot)).contains(mark.to());
        }
    }

    /// It lies in a directory that is not here, or is one that cannot go since something stays.
    private static boolean followsFromMark(
            EntryId entry, Tree local, Tree remote, Set<EntryId> marked) {
        Optional<EntryState> there = remote.find(entry);
        if (there.isPresent()) {
            EntryId parent = there.get().parent();
            return !parent.equals(EntryState.ROOT)
                    && !Same.is(local.find(parent), remote.find(parent));
        }
        List<EntryId> staying = List.copyOf(local.children(entry).values());
        return staying.stream()
                .anyMatch(child ->
                        marked.contains(child) || followsFromMark(child, local, remote, marked));
    }
}
