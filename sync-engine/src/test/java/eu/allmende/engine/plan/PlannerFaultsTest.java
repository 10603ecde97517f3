package eu.allmende.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Spot;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What [PlannerCheckTest] once found, made small.
class PlannerFaultsTest {
    private static final Content DIRECTORY = new Content.Directory();
    private static final EntryId A = new EntryId(1, 1);
    private static final EntryId B = new EntryId(2, 2);
    private static final EntryId C = new EntryId(3, 3);
    private static final EntryId D = new EntryId(4, 4);
    private static final Naming NAMING =
            new Naming("here", "2026-01-01 000000", () -> new EntryId(9, 9));

    /// There a directory was deleted and made anew, here something was put into it: both become
    /// one, and that looked like a move of the file that was deleted there, if the pass ended then.
    @Test
    void aFileStaysDeletedWhenItsDirectoryBecameAnotherAndThePassWasCutShort() throws IOException {
        Tree base = tree(new Deed.Create(A, at(EntryState.ROOT, "dir"), DIRECTORY));
        new Deed.Create(B, at(A, "deleted"), RandomTree.file(1)).on(base);
        Perturbation here =
                new Perturbation(List.of(new Deed.Create(C, at(A, "new"), RandomTree.file(2))));
        Perturbation there =
                new Perturbation(List.of(new Deed.Turn(A, D, new Content.Directory())));
        FolderTrees trees = PlannerRun.begin(new Sides(base, here.on(base), there.on(base)));

        Plan first = plan(trees);
        assertThat(first.relabels()).containsExactly(new Relabel(A, D));
        trees.relabel(A, D);
        trees.settle();

        Plan second = plan(trees);
        assertThat(second.target(B)).isEmpty();
        assertThat(second.steps(trees.local().tree(), Ground.of(DiskNames.EXACT)).structure())
                .contains(new Step.Remove(B));
        assertThat(second.target(C)).isPresent();
    }

    /// What was moved into the deleted directory here cannot go there, since that would put it into
    /// itself; so the directory is not needed.
    @Test
    void aDeletedDirectoryStaysDeletedWhenTheMoveIntoItIsVoid() throws IOException {
        Tree base =
                tree(
                        new Deed.Create(A, at(EntryState.ROOT, "a"), DIRECTORY),
                        new Deed.Create(B, at(A, "b"), DIRECTORY),
                        new Deed.Create(C, at(EntryState.ROOT, "c"), DIRECTORY),
                        new Deed.Create(D, at(C, "d"), DIRECTORY));
        Perturbation here = new Perturbation(List.of(new Deed.Move(D, at(B, "d"))));
        Perturbation there =
                new Perturbation(List.of(new Deed.Delete(B), new Deed.Move(A, at(D, "a"))));
        Sides sides = new Sides(base, here.on(base), there.on(base));

        Tree end = PlannerRun.toTheEnd(sides, 1).remote();

        assertThat(end.path(A)).contains("c/d/a");
        assertThat(end.contains(B)).isFalse();
    }

    /// To a disk with one case such copies are one: one of them would never be sent.
    @Test
    void copiesOfTwoNamesThatDifferInTheirCaseDifferInMore() throws IOException {
        Tree here =
                tree(
                        new Deed.Create(A, at(EntryState.ROOT, "b"), RandomTree.file(1)),
                        new Deed.Create(B, at(EntryState.ROOT, "B"), RandomTree.file(2)));
        Tree there =
                tree(
                        new Deed.Create(C, at(EntryState.ROOT, "b"), RandomTree.file(3)),
                        new Deed.Create(D, at(EntryState.ROOT, "B"), RandomTree.file(4)));

        Plan plan = plan(PlannerRun.begin(new Sides(new Tree(), here, there)));

        assertThat(name(plan, A)).isEqualTo("b (conflicted copy here 2026-01-01 000000)");
        assertThat(name(plan, B)).isEqualTo("B (conflicted copy here 2026-01-01 000000) 2");
    }

    /// It was renamed here while what was written elsewhere could not be fetched yet; the answer to
    /// the commit was lost. The commit repeats content that never was here.
    @Test
    void whatIsRepeatedInOnesOwnCommitIsNotTakenForEditedHere() throws IOException {
        Tree base = tree(new Deed.Create(A, at(EntryState.ROOT, "a"), RandomTree.file(1)));
        Perturbation here = new Perturbation(List.of(new Deed.Move(A, at(EntryState.ROOT, "b"))));
        Perturbation there = new Perturbation(List.of(new Deed.Edit(A, RandomTree.file(2))));
        FolderTrees trees = PlannerRun.begin(new Sides(base, here.on(base), there.on(base)));
        List<Change> moved = plan(trees).publications(trees.local().tree());
        assertThat(moved)
                .containsExactly(
                        new Change(
                                A,
                                Optional.of(
                                        new EntryState(EntryState.ROOT, "b", RandomTree.file(2)))));

        trees.agreed(moved);
        trees.advance(trees.sequence() + 1, moved);
        trees.settle();

        assertThat(plan(trees).publications(trees.local().tree())).isEmpty();
        assertThat(plan(trees).steps(trees.local().tree(), Ground.of(DiskNames.EXACT)).contents())
                .containsExactly(new Step.Replace(A, (Content.File) RandomTree.file(2)));
    }

    private static String name(Plan plan, EntryId entry) {
        return plan.target(entry).orElseThrow().name();
    }

    private static Plan plan(FolderTrees trees) {
        return Plan.of(
                new Trees(trees.local().tree(), trees.synced(), trees.remote(), Set.of()), NAMING);
    }

    private static Tree tree(Deed... deeds) {
        Tree tree = new Tree();
        List.of(deeds).forEach(deed -> deed.on(tree));
        return tree;
    }

    private static Spot at(EntryId directory, String name) {
        return new Spot(directory, name);
    }
}
