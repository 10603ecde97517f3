package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.commit.FakeNode.Mood;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.Sending;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.ledger.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two devices exchange files over a commons in memory.
class TwoDevicesTest extends TwoDesks {
    @Test
    void filesOfEverySizeComeThroughAsTheyWere() throws Exception {
        List<Change> changes = new ArrayList<>();
        int[] sizes = {0, 1, 511, 4096, 256 * 1024, 256 * 1024 + 1, 3_000_000, 21_000_000};
        for (int i = 0; i < sizes.length; i++) {
            changes.add(file(i, content(sizes[i])));
        }
        changes.add(
                file(
                        90,
                        "text ".repeat(200_000).getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(a.publish(0, changes)).isEqualTo(new Publication.Committed(1));

        assertThat(a.moved.get())
                .isEqualTo(written.values().stream().mapToLong(b -> b.length).sum());
        assertEverythingArrives();
    }

    @Test
    void anEditSendsLittleAndTheSameContentIsSentOnce() throws Exception {
        byte[] content = content(6_000_000);
        a.publish(0, file(1, content));
        long before = a.crossed.get();
        content[3_000_000] ^= 1;
        a.publish(1, file(1, content), file(2, content));

        assertThat(a.crossed.get() - before).isLessThan(before);
        assertEverythingArrives();

        long after = a.crossed.get();
        a.publish(2, file(3, content));
        assertThat(a.crossed.get()).isEqualTo(after);
    }

    @Test
    void theNodeOutsideTheFenceIsNeverSentAnything() throws Exception {
        for (int i = 0; i < 20; i++) {
            a.publish(i, file(i, content(50_000)));
        }
        commons.node("DE").mood = Mood.DEAD;
        a.publish(20, file(20, content(50_000)));
        assertEverythingArrives();

        assertThat(commons.node("US").pieces).isEmpty();
        assertThat(commons.node("US").asked).hasValue(0);
        for (FakeNode node : commons.europeans()) {
            assertThat(node.pieces).isNotEmpty();
        }
    }

    @Test
    void aSecondCommitOnTheSameSequenceIsOvertaken() throws Exception {
        try (Desk b = second()) {
            a.publish(0, file(1, content(1000)));

            assertThat(b.publish(0, b.file(2, content(1000))))
                    .isEqualTo(new Publication.Overtaken());
            b.fetchAfter(0);
            assertThat(b.publish(1, b.file(2, content(1000))))
                    .isEqualTo(new Publication.Committed(2));
        }
    }

    @Test
    void aFileThatChangesWhileItIsReadIsNamedAndNothingIsCommitted() throws Exception {
        Change stable = file(1, content(1000));
        Change racing = file(2, content(1000));
        Files.write(dir.resolve("a/file 2"), content(1000));

        assertThat(a.publish(0, stable, racing))
                .isEqualTo(new Publication.Unstable(java.util.Set.of(racing.entry())));
        assertThat(a.folder.head()).isZero();
    }

    @Test
    void whatWasSentAheadIsCommittedWithoutMovingOrWaiting() throws Exception {
        Change big = file(1, content(9_000_000));
        Change small = file(2, content(1000));
        assertThat(a.folder.send(List.of(big), a::read, a.progress()))
                .isEqualTo(new Sending.Sent(java.util.Set.of()));
        assertThat(a.folder.head()).isZero();
        long sent = a.crossed.get();

        try (Lanes.Place _ = Lanes.OUT.enter(Long.MAX_VALUE)) {
            assertThat(a.publish(0, big)).isEqualTo(new Publication.Committed(1));
            assertThat(a.crossed.get()).isEqualTo(sent);
            assertThat(a.publish(1, small)).isEqualTo(new Publication.Committed(2));
        }

        assertEverythingArrives();
    }

    @Test
    void aFileThatChangesWhileItIsSentAheadIsNamedAndTheOthersAreThere() throws Exception {
        Change stable = file(1, content(1000));
        Change racing = file(2, content(1000));
        Files.write(dir.resolve("a/file 2"), content(1000));

        assertThat(a.folder.send(List.of(stable, racing), a::read, a.progress()))
                .isEqualTo(new Sending.Sent(java.util.Set.of(racing.entry())));
        assertThat(a.publish(0, stable)).isEqualTo(new Publication.Committed(1));
    }

    @Test
    void aCommitTooLongForTheLedgerTravelsInAPack() throws Exception {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            changes.add(file(i, content(40)));
        }

        assertThat(a.publish(0, changes)).isEqualTo(new Publication.Committed(1));

        assertEverythingArrives();
    }

    @Test
    void manySmallFilesGatherEachPackOnce() throws Exception {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            changes.add(file(i, content(100_000)));
        }
        a.publish(0, changes);
        try (Desk b = second()) {
            List<RemoteCommit> commits = b.folder.commitsAfter(0);
            assertThat(commits).hasSize(1);
            commons.nodes.forEach(node -> node.getsByPack.clear());
            b.fetchAfter(0);

            assertThat(b.arrived).hasSize(600);
            long packs =
                    commons.validator.entries().stream()
                            .filter(Entry.Packs.class::isInstance)
                            .mapToLong(entry -> ((Entry.Packs) entry).packs().size())
                            .sum();
            assertThat(packs).isBetween(4L, 8L);
            // the pack of the batch holds files as well, and is read for each
            assertThat(packsAskedAgain()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aDamagedDatabaseOfPacksIsMadeAnewFromTheLog() throws Exception {
        for (int i = 0; i < 40; i++) {
            a.publish(i, file(i, content(20_000)));
        }
        try (Desk b = second()) {
            b.fetchAfter(0);
        }
        Path database = dir.resolve("b/flow.db");
        byte[] bytes = Files.readAllBytes(database);
        byte[] garbage = content(bytes.length / 4);
        System.arraycopy(garbage, 0, bytes, bytes.length / 2, garbage.length);
        Files.write(database, bytes);

        try (Desk b = second()) {
            assertThat(b.folder.commitsAfter(40)).isEmpty();
            for (Change change : a.folder.commitsAfter(0).getFirst().changes()) {
                Content.File file = (Content.File) change.after().orElseThrow().content();
                assertThat(b.folder.where(file).packs()).isNotEmpty();
                b.folder.check(file, Progress.NONE);
            }
            assertThat(dir.resolve("b/flow.db.damaged")).exists();
        }
    }
}
