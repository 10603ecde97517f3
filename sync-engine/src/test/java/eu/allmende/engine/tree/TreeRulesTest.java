package eu.allmende.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.folder.Names;
import eu.allmende.protocol.id.EntryId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a device commits, the tree stays one that a disk can hold.
class TreeRulesTest {
    private static final long SEED = Long.getLong("seed", 20261124L);

    private final Tree tree = new Tree();

    private static EntryId id(int number) {
        return new EntryId(1, number);
    }

    private static Change directory(int entry, EntryId parent, String name) {
        return new Change(
                id(entry), Optional.of(new EntryState(parent, name, new Content.Directory())));
    }

    private static Change link(int entry, EntryId parent, String name) {
        return new Change(
                id(entry), Optional.of(new EntryState(parent, name, new Content.Link("x"))));
    }

    private static Change gone(int entry) {
        return new Change(id(entry), Optional.empty());
    }

    private boolean isLawful(Change... changes) {
        return TreeRules.offenders(tree, List.of(changes)).isEmpty();
    }

    @Test
    void whatLiesInALinkOrInNothingIsRefused() {
        tree.change(List.of(link(1, EntryState.ROOT, "link")));

        assertThat(isLawful(directory(2, id(1), "child"))).isFalse();
        assertThat(isLawful(directory(2, id(9), "child"))).isFalse();
    }

    @Test
    void circlesAreRefused() {
        tree.change(List.of(directory(1, EntryState.ROOT, "a"), directory(2, id(1), "b")));

        assertThat(isLawful(directory(1, id(2), "a"))).isFalse();
        assertThat(isLawful(directory(3, id(3), "self"))).isFalse();
        assertThat(isLawful(directory(4, id(5), "x"), directory(5, id(4), "y"))).isFalse();
    }

    @Test
    void twoAtOneSpotAndOneEntryTwiceAreRefused() {
        tree.change(List.of(directory(1, EntryState.ROOT, "a")));

        assertThat(isLawful(link(2, EntryState.ROOT, "a"))).isFalse();
        assertThat(isLawful(link(2, EntryState.ROOT, "b"), link(3, EntryState.ROOT, "b")))
                .isFalse();
        assertThat(isLawful(link(2, EntryState.ROOT, "b"), link(2, EntryState.ROOT, "c")))
                .isFalse();
        assertThat(isLawful(link(2, EntryState.ROOT, "b"), gone(2))).isFalse();
    }

    @Test
    void aDirectoryDoesNotGoWithoutWhatLiesInIt() {
        tree.change(List.of(directory(1, EntryState.ROOT, "a"), link(2, id(1), "b")));

        assertThat(isLawful(gone(1))).isFalse();
        assertThat(isLawful(gone(1), gone(2))).isTrue();
        assertThat(isLawful(gone(1), link(2, id(1), "c"))).isFalse();
    }

    @Test
    void anEntryStaysOfItsKind() {
        tree.change(List.of(directory(1, EntryState.ROOT, "a")));

        assertThat(isLawful(link(1, EntryState.ROOT, "a"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".allmende",
                ".Allmende",
                ".ALLMENDE",
                ".allmende.",
                ".allmende ",
                ".all\u200Cmende",
                "ALLMEN~1",
                "\uFEFF.allmende"
            })
    void noNameLeadsIntoTheHouseOnAnySystem(String name) {
        assertThat(isLawful(directory(1, EntryState.ROOT, name))).isFalse();
        tree.change(List.of(directory(1, EntryState.ROOT, "a")));
        assertThat(isLawful(directory(2, id(1), name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {".allmendeignore", ".allmende2", "allmende", "allmen~x"})
    void namesLikeThatOfTheHouseAreNames(String name) {
        assertThat(isLawful(directory(1, EntryState.ROOT, name))).isTrue();
    }

    @Test
    void namesThatNoDiskHoldsAreRefused() {
        assertThat(isLawful(directory(1, EntryState.ROOT, "n".repeat(255)))).isTrue();
        assertThat(isLawful(directory(1, EntryState.ROOT, "n".repeat(256)))).isFalse();
        assertThat(isLawful(directory(1, EntryState.ROOT, "ä".repeat(128)))).isFalse();
        assertThat(isLawful(directory(1, EntryState.ROOT, "half \uD83D"))).isFalse();
    }

    @Test
    void nothingLiesDeeperThanAllowed() {
        List<Change> chain = new ArrayList<>();
        EntryId at = EntryState.ROOT;
        for (int i = 1; i <= Names.MAX_DEPTH; i++) {
            chain.add(directory(i, at, "d"));
            at = id(i);
        }
        assertThat(isLawful(chain.toArray(Change[]::new))).isTrue();
        chain.add(directory(Names.MAX_DEPTH + 1, at, "d"));
        assertThat(isLawful(chain.toArray(Change[]::new))).isFalse();
    }

    @Test
    void whatIsMovedDoesNotTakeOthersTooDeep() {
        EntryId at = EntryState.ROOT;
        for (int i = 1; i < Names.MAX_DEPTH; i++) {
            tree.change(List.of(directory(i, at, "d")));
            at = id(i);
        }
        tree.change(
                List.of(
                        directory(9001, EntryState.ROOT, "top"),
                        directory(9002, id(9001), "in"),
                        directory(9003, id(9002), "it")));

        assertThat(isLawful(directory(9002, at, "moved"))).isFalse();
        assertThat(isLawful(directory(9003, at, "moved"))).isTrue();
        assertThat(isLawful(directory(9002, at, "moved"), gone(9003))).isTrue();
        assertThat(isLawful(directory(9001, EntryState.ROOT, "renamed"))).isTrue();
    }

    @Test
    void aMillionLevelsAreRefusedAtOnce() {
        List<Change> bomb = new ArrayList<>();
        EntryId at = EntryState.ROOT;
        for (int i = 1; i <= 200_000; i++) {
            bomb.add(directory(i, at, "d"));
            at = id(i);
        }
        assertThat(TreeRules.offenders(tree, bomb)).isNotEmpty();
    }

    /// Batches by chance from few ids and few names, so that most break some rule.
    @Test
    void whateverIsLawfulLeavesAWholeTree() {
        Random chance = new Random(SEED);
        int lawful = 0;
        for (int run = 0; run < 400; run++) {
            Tree grown = new Tree();
            for (int step = 0; step < 25; step++) {
                List<Change> changes = changes(chance);
                if (TreeRules.offenders(grown, changes).isEmpty()) {
                    grown.change(changes);
                    lawful++;
                }
                assertWhole(grown);
            }
        }
        assertThat(lawful).as("seed %d", SEED).isGreaterThan(1000);
    }

    private static List<Change> changes(Random chance) {
        List<Change> changes = new ArrayList<>();
        for (int i = 1 + chance.nextInt(4); i > 0; i--) {
            int entry = 1 + chance.nextInt(8);
            int above = chance.nextInt(9);
            EntryId parent = above == 0 ? EntryState.ROOT : id(above);
            String name = "abc".substring(chance.nextInt(3)).substring(0, 1);
            changes.add(
                    switch (chance.nextInt(5)) {
                        case 0 -> gone(entry);
                        case 1 -> link(entry, parent, name);
                        default -> directory(entry, parent, name);
                    });
        }
        return changes;
    }

    private static void assertWhole(Tree grown) {
        Set<Spot> spots = new HashSet<>();
        for (EntryId entry : grown.ids()) {
            EntryState state = grown.find(entry).orElseThrow();
            assertThat(spots.add(state.spot())).isTrue();
            assertThat(grown.path(entry)).as("leads to the root").isPresent();
            if (!state.parent().equals(EntryState.ROOT)) {
                assertThat(grown.find(state.parent()).orElseThrow().isDirectory()).isTrue();
            }
        }
    }
}
