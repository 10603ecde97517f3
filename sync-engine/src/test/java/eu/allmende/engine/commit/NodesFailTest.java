package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.allmende.engine.commit.FakeNode.Mood;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.transfer.Blemishes;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.ledger.PackPlacement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Two devices exchange files while nodes stall, die, refuse and lie.
class NodesFailTest extends TwoDesks {
    @Test
    void aFileIsReadFromAnyThreeOfSevenPieces() throws Exception {
        a.publish(0, file(1, content(2_000_000)));
        Mood[] moods = {Mood.DEAD, Mood.FORGETS, Mood.FLIPS, Mood.DEAD};
        for (int round = 0; round < 5; round++) {
            List<FakeNode> nodes = new ArrayList<>(commons.europeans());
            java.util.Collections.shuffle(nodes, random);
            nodes.forEach(node -> node.mood = Mood.WELL);
            for (int i = 0; i < moods.length; i++) {
                nodes.get(i).mood = moods[i];
            }
            assertEverythingArrives("b" + round);
        }
    }

    @Test
    void withTooFewPiecesTheFileFailsAndNothingWrongIsWritten() throws Exception {
        a.publish(0, file(1, content(2_000_000)));
        commons.europeans().subList(0, 5).forEach(node -> node.mood = Mood.FLIPS);
        try (Desk b = second()) {
            b.fetchAfter(0);

            assertThat(b.arrived).isEmpty();
            assertThat(b.failed.values()).singleElement().asString().contains("cannot be had");
            assertThat(b.noticed).anyMatch(text -> text.contains("gave a wrong piece"));

            commons.europeans().forEach(node -> node.mood = Mood.WELL);
            b.fetchAfter(0);
            assertArrived(b);
        }
    }

    @Test
    void aFlippedPieceIsNoticedAndNamed() throws Exception {
        Change change = file(1, content(2_000_000));
        a.publish(0, change);
        try (Desk b = second()) {
            b.folder.commitsAfter(0);
            Content.File file = (Content.File) change.after().orElseThrow().content();
            int holder =
                    b.folder
                            .where(file)
                            .packs()
                            .getFirst()
                            .pieces()
                            .getFirst()
                            .holder()
                            .orElseThrow()
                            .number();
            commons.nodes.get(holder).mood = Mood.FLIPS;
            b.fetchAfter(0);

            assertArrived(b);
            assertThat(b.noticed)
                    .singleElement()
                    .asString()
                    .contains("gave a wrong piece; it is fetched elsewhere");
            assertThat(b.folder.where(file).packs().getFirst().pieces().getFirst().blemish())
                    .contains(Blemishes.Kind.DAMAGED);
        }
    }

    @Test
    void aStalledHolderDelaysTheFirstPackAndNoneAfter() throws Exception {
        a.publish(0, file(1, content(40_000_000)));
        commons.node("FR").mood = Mood.STALLED;
        try (Desk b = second()) {
            b.fetchAfter(0);
            assertArrived(b);
        }
        assertThat(commons.node("FR").gets).hasValue(0);
    }

    @Test
    void aHolderThatStallsWhilePiecesAreSentIsTheTail() throws Exception {
        commons.node("FR").mood = Mood.WELL;
        a.publish(0, file(1, content(10_000)));
        commons.node("FR").mood = Mood.STALLED;

        assertThat(a.publish(1, file(2, content(300_000)))).isEqualTo(new Publication.Committed(2));

        assertThat(placements().getLast().keptPieces()).isEqualTo(6);
        assertEverythingArrives();
    }

    @Test
    void forgedReceiptsAndRefusalsDoNotCount() throws Exception {
        commons.node("FR").mood = Mood.FORGES_RECEIPTS;
        assertThat(a.publish(0, file(1, content(10_000)))).isEqualTo(new Publication.Committed(1));
        assertThat(placements().getLast().keptPieces()).isEqualTo(6);

        commons.node("NL").mood = Mood.REFUSES;
        assertThat(a.publish(1, file(2, content(10_000)))).isEqualTo(new Publication.Committed(2));
        assertThat(a.noticed).anyMatch(text -> text.contains("status 507"));
        assertThat(placements().getLast().shape().wanted()).isEqualTo(5);
        assertThat(placements().getLast().keptPieces()).isEqualTo(5);
    }

    @Test
    void whatNoNodeKeepsIsNotCommitted() throws Exception {
        commons.europeans().forEach(node -> node.mood = Mood.REFUSES);

        assertThat(a.publish(0, file(1, content(10_000)))).isInstanceOf(Publication.Waiting.class);
        assertThat(a.folder.head()).isZero();
    }

    @Test
    void whoWasRememberedAsAnsweringAndDiedIsGoneRound() throws Exception {
        for (String country : List.of("SE", "PL", "IT")) {
            commons.addNode(country);
        }
        a.publish(0, file(1, content(10_000)));
        List<String> dead = List.of("DE", "FR", "NL", "AT", "FI");
        dead.forEach(country -> commons.node(country).mood = Mood.DEAD);

        assertThat(a.publish(1, file(2, content(300_000)))).isEqualTo(new Publication.Committed(2));

        PackPlacement last = placements().getLast();
        assertThat(last.shape().wanted()).isEqualTo(5);
        assertThat(last.keptPieces()).isEqualTo(5);
        dead.forEach(country -> assertThat(last.holders()).doesNotContain(commons.number(country)));
        try (Desk b = second()) {
            b.fetchAfter(1);
            assertThat(b.failed).isEmpty();
            assertThat(b.arrived).hasSize(1);
        }
    }

    @Test
    void aSpareNodeTakesThePlaceOfOneThatRefuses() throws Exception {
        commons.addNode("SE");
        commons.node("FR").mood = Mood.REFUSES;

        for (int i = 0; i < 8; i++) {
            assertThat(a.publish(i, file(i, content(10_000))))
                    .isEqualTo(new Publication.Committed(i + 1L));
        }

        assertThat(placements()).allMatch(placement -> placement.keptPieces() == 7);
        assertEverythingArrives();
    }

    @Test
    void withSilentNodesTheCodeIsThatOfTheOthers() throws Exception {
        commons.node("FR").mood = Mood.DEAD;
        commons.node("NL").mood = Mood.DEAD;

        assertThat(a.publish(0, file(1, content(500_000)))).isEqualTo(new Publication.Committed(1));

        assertThat(placements().getLast().shape().needed()).isEqualTo(2);
        assertThat(placements().getLast().shape().wanted()).isEqualTo(5);
        assertEverythingArrives();
    }

    @Test
    void withNoNodeInsideTheFenceItWaitsAndLaterSendsNothingTwice() throws Exception {
        Change change = file(1, content(500_000));
        commons.europeans().forEach(node -> node.mood = Mood.DEAD);

        assertThat(a.publish(0, change))
                .isEqualTo(new Publication.Waiting("No node inside the fence can be reached."));
        assertThat(commons.node("US").asked).hasValue(0);
    }

    /// What was seen of nodes a moment ago keeps nobody waiting who has no other.
    @Test
    void nodesThatAreBackAreSentToAtOnce() throws Exception {
        Change change = file(1, content(500_000));
        commons.europeans().forEach(node -> node.mood = Mood.DEAD);
        assertThat(a.publish(0, change)).isInstanceOf(Publication.Waiting.class);
        commons.europeans().forEach(node -> node.mood = Mood.WELL);

        assertThat(a.publish(0, change)).isEqualTo(new Publication.Committed(1));

        assertEverythingArrives();
    }

    @Test
    void theTailOfAPackIsToldToTheLedgerOnceItIsThere() throws Exception {
        FakeNode slow = commons.node("FR");
        a.publish(0, file(1, content(10_000)));
        slow.mood = Mood.STALLED;
        Future<Publication> running =
                commons.threads().submit(() -> a.publish(1, file(2, content(10_000))));
        assertThat(running.get()).isEqualTo(new Publication.Committed(2));

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(a.noticed).anyMatch(text -> text.contains("took too long")));
    }
}
