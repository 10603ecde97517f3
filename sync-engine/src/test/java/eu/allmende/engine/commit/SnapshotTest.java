package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.RemoteSnapshot;
import eu.allmende.engine.remote.Upkeep;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerView.Use;
import eu.allmende.protocol.ledger.PackPlacement;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A device begins with a folder's snapshot, whatever became of it.
class SnapshotTest extends TwoDesks {
    private static final Duration NEVER = Duration.ofDays(100_000);
    private static final FolderUpkeep.Due SOON = new FolderUpkeep.Due(10, 4, NEVER);

    private final Tree tree = new Tree();
    private long head;

    @Test
    void aDeviceThatBeginsWithTheSnapshotSeesTheSameAsOneThatReadAll() throws Exception {
        makeHistory(12);
        assertThat(snapshot(a)).isTrue();
        makeHistory(3);

        try (Desk b = second()) {
            RemoteSnapshot begun = b.folder.upkeep().snapshotAfter(0).orElseThrow();
            Tree seen = begun.tree();
            List<RemoteCommit> after = b.folder.commitsAfter(begun.sequence());
            after.forEach(commit -> seen.change(commit.changes()));

            assertThat(after).hasSize(4);
            assertThat(content(seen)).isEqualTo(content(tree));
            b.fetch(wanted(seen));
            assertArrived(b);
        }
    }

    @Test
    void snapshotsMadeOneAfterTheOtherUseMostRunsAgain() throws Exception {
        List<Change> many = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            many.add(file(10_000 + i, content(10)));
        }
        commit(many);
        makeHistory(12);
        assertThat(snapshot(a)).isTrue();
        long before = a.crossed.get();
        for (int round = 0; round < 5; round++) {
            makeHistory(4);
            assertThat(snapshot(a, new FolderUpkeep.Due(4, 4, NEVER))).isTrue();
        }

        assertThat(a.crossed.get() - before).isLessThan(500_000);
        try (Desk b = second()) {
            RemoteSnapshot begun = b.folder.upkeep().snapshotAfter(0).orElseThrow();
            assertThat(begun.sequence()).isEqualTo(head - 1);
            assertThat(content(begun.tree())).isEqualTo(content(tree));
            b.fetch(wanted(begun.tree()));
            assertArrived(b);
        }
    }

    @Test
    void anotherDeviceGoesOnFromTheSnapshotOfTheFirst() throws Exception {
        makeHistory(12);
        snapshot(a);
        try (Desk b = second()) {
            Tree seen = b.folder.upkeep().snapshotAfter(0).orElseThrow().tree();
            for (int i = 0; i < 12; i++) {
                Change change = b.file(500 + i, content(1_000));
                assertThat(b.publish(head, change)).isEqualTo(new Publication.Committed(++head));
                tree.change(List.of(change));
                seen.change(List.of(change));
            }
            a.folder.commitsAfter(0);
            assertThat(snapshot(b, SOON, seen)).isTrue();
        }
        try (Desk c = second("c")) {
            RemoteSnapshot begun = c.folder.upkeep().snapshotAfter(0).orElseThrow();
            assertThat(begun.sequence()).isEqualTo(head - 1);
            assertThat(content(begun.tree())).isEqualTo(content(tree));
            c.fetch(wanted(begun.tree()));
            assertThat(c.failed).isEmpty();
        }
    }

    @Test
    void packsOfRunsThatAreNotUsedAnyMoreAreReleased() throws Exception {
        makeHistory(12);
        snapshot(a);
        Set<PackRoot> first = claimedByNewest();
        makeHistory(12);
        snapshot(a);

        Entry.Commit newest = newest();
        assertThat(newest.snapshot()).isPresent();
        assertThat(first).isNotEmpty().containsAll(newest.released());
        assertThat(newest.released()).isNotEmpty();
        assertThat(newest.released()).doesNotContainAnyElementsOf(newest.claimed());
    }

    /// Else it would count on a pack that nobody needs any more, and claim it no more.
    @Test
    void whatBecameOfPacksAfterTheSnapshotIsKnownToADeviceThatBeginsWithIt() throws Exception {
        makeHistory(12);
        snapshot(a);
        makeHistory(12);
        snapshot(a);
        List<PackRoot> released = newest().released();
        assertThat(released).isNotEmpty();

        try (Desk b = second()) {
            b.fetch(wanted(b.folder.upkeep().snapshotAfter(0).orElseThrow().tree()));
            assertArrived(b);
        }

        try (FlowState known = new FlowState(dir.resolve("b/flow.db"), InstantSource.system())) {
            assertThat(known.all(Use.RELEASED))
                    .extracting(PackShelf.Shelved::root)
                    .containsAll(released);
        }
    }

    @Test
    void aSnapshotThatCannotBeReadRightlyCostsTimeAndNothingElse() throws Exception {
        makeHistory(12);
        commitBrokenSnapshot();

        try (Desk b = second()) {
            assertThat(b.folder.head()).isEqualTo(head);
            assertThat(b.folder.upkeep().snapshotAfter(0)).isEmpty();
            Tree seen = new Tree();
            b.folder.commitsAfter(0).forEach(commit -> seen.change(commit.changes()));

            assertThat(content(seen)).isEqualTo(content(tree));
            b.fetch(wanted(seen));
            assertArrived(b);
        }
    }

    @Test
    void theCommitsBeforeTheSnapshotAreReadWhenAskedFor() throws Exception {
        makeHistory(12);
        snapshot(a);
        makeHistory(1);

        try (Desk b = second()) {
            var _ = b.folder.upkeep().snapshotAfter(0).orElseThrow();
            assertThat(b.folder.commitsAfter(0)).isEqualTo(a.folder.commitsAfter(0)).hasSize(14);
            assertThat(b.folder.upkeep().snapshotAfter(0)).isEmpty();
            assertThat(b.folder.head()).isEqualTo(head);
        }
    }

    @Test
    void nothingIsDueBeforeManyCommits() throws Exception {
        makeHistory(3);

        assertThat(snapshot(a)).isFalse();
    }

    @Test
    void whoLooksAtThePastFirstFindsAllContentAfterwards() throws Exception {
        makeHistory(12);
        assertThat(snapshot(a)).isTrue();
        makeHistory(3);

        try (Desk b = second()) {
            var _ = b.folder.upkeep().snapshotAfter(0).orElseThrow();
            b.folder.commitsAfter(0);

            b.fetch(wanted(tree));

            assertArrived(b);
        }
    }

    @Test
    void aSnapshotThatWasOvertakenIsMadeOfWhatIsThere() throws Exception {
        makeHistory(12);
        Upkeep.Chore late = a.folder.upkeep(SOON).due(head, tree).orElseThrow();
        makeHistory(1);
        assertThat(late.run(a.progress())).isTrue();
        head++;
        a.folder.commitsAfter(0);

        try (Desk b = second()) {
            RemoteSnapshot begun = b.folder.upkeep().snapshotAfter(0).orElseThrow();
            assertThat(begun.sequence()).isEqualTo(12);
            Tree seen = begun.tree();
            b.folder.commitsAfter(12).forEach(commit -> seen.change(commit.changes()));
            assertThat(content(seen)).isEqualTo(content(tree));
        }
    }

    /// Commits that create, change, move and delete.
    private void makeHistory(int commits) throws IOException {
        for (int i = 0; i < commits; i++) {
            List<Change> changes = new ArrayList<>();
            int number = (int) head * 3 + 1;
            changes.add(file(number, content(2_000 + random.nextInt(3_000))));
            Set<EntryId> taken = new HashSet<>(Set.of(changes.getFirst().entry()));
            List<EntryId> there = new ArrayList<>(tree.ids());
            for (int more = 0; more < 2 && there.size() > 3; more++) {
                EntryId one = there.get(random.nextInt(there.size()));
                if (taken.add(one)) {
                    changes.add(random.nextBoolean() ? delete(one) : rename(one));
                }
            }
            commit(changes);
        }
    }

    private Change delete(EntryId entry) {
        written.remove(entry);
        return new Change(entry, Optional.empty());
    }

    private Change rename(EntryId entry) {
        EntryState now = tree.find(entry).orElseThrow();
        return new Change(entry, Optional.of(now.at(now.parent(), now.name() + "+")));
    }

    private void commit(List<Change> changes) throws IOException {
        assertThat(a.publish(head, changes)).isEqualTo(new Publication.Committed(++head));
        tree.change(changes);
        a.folder.commitsAfter(head - 1);
    }

    private boolean snapshot(Desk desk) throws IOException {
        return snapshot(desk, SOON);
    }

    private boolean snapshot(Desk desk, FolderUpkeep.Due due) throws IOException {
        return snapshot(desk, due, tree);
    }

    private boolean snapshot(Desk desk, FolderUpkeep.Due due, Tree known) throws IOException {
        assertThat(desk.folder.head()).isEqualTo(head);
        Optional<Upkeep.Chore> chore = desk.folder.upkeep(due).due(head, known);
        if (chore.isEmpty() || !chore.get().run(desk.progress())) {
            return false;
        }
        head++;
        desk.folder.head();
        desk.folder.commitsAfter(head - 1);
        return true;
    }

    private void commitBrokenSnapshot() throws IOException {
        assertThat(snapshot(a)).isTrue();
        Set<PackRoot> claimed = claimedByNewest();
        Entry.Commit good = newest();
        Entry.Commit bad =
                new Entry.Commit(
                        good.folder(),
                        head,
                        good.epoch(),
                        good.author(),
                        new Batches(handle.id(), handle.keys())
                                .sealInline(
                                        head,
                                        Batches.compress(
                                                new Batch(
                                                        Map.of(),
                                                        List.of(),
                                                        Optional.of(nonsense(claimed))))),
                        List.of(),
                        List.of(),
                        good.snapshot());
        commons.validator.order(bad, account.device().key());
        head++;
    }

    /// A snapshot whose run of entries is a run of packs.
    private SnapshotDirectory nonsense(Set<PackRoot> packs) throws IOException {
        SnapshotDirectory good = a.folder.snapshot().orElseThrow();
        assertThat(good.packs().stream().map(PackPlacement::root)).containsAll(packs);
        List<SnapshotDirectory.Run> swapped = new ArrayList<>();
        for (SnapshotDirectory.Run run : good.runs()) {
            SnapshotDirectory.Kind other =
                    run.kind() == SnapshotDirectory.Kind.ENTRIES
                            ? SnapshotDirectory.Kind.PACKS
                            : SnapshotDirectory.Kind.ENTRIES;
            swapped.add(new SnapshotDirectory.Run(other, run.bytes(), run.parts()));
        }
        return new SnapshotDirectory(good.sequence(), swapped, good.packs());
    }

    private Entry.Commit newest() {
        return (Entry.Commit)
                commons.validator.entries().reversed().stream()
                        .filter(Entry.Commit.class::isInstance)
                        .findFirst()
                        .orElseThrow();
    }

    private Set<PackRoot> claimedByNewest() {
        return new HashSet<>(newest().claimed());
    }

    private static List<Wanted> wanted(Tree tree) {
        List<Wanted> wanted = new ArrayList<>();
        for (EntryId id : tree.ids()) {
            if (tree.find(id).orElseThrow().content() instanceof Content.File file) {
                wanted.add(new Wanted(id, file));
            }
        }
        return wanted;
    }

    private static Map<EntryId, EntryState> content(Tree tree) {
        Map<EntryId, EntryState> content = new HashMap<>();
        tree.ids().forEach(id -> content.put(id, tree.find(id).orElseThrow()));
        return content;
    }
}
