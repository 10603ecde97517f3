package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.engine.commit.FakeNode.Mood;
import eu.allmende.engine.remote.Finding;
import eu.allmende.engine.remote.Finding.Severity;
import eu.allmende.engine.remote.PieceCheck;
import eu.allmende.engine.remote.PieceCounts;
import eu.allmende.engine.remote.RemoteSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Lost pieces are made anew: on their nodes, or on others.
class MendingTest extends Kept {
    private static final FolderUpkeep.Due NOW =
            new FolderUpkeep.Due(1, 1, Duration.ofDays(100_000));

    @BeforeEach
    void begin4() throws Exception {
        someFiles();
    }

    @Test
    void whereNothingIsLostNothingIsDone() throws Exception {
        int puts = puts();

        PieceCheck check = mend();

        assertThat(check.counts()).isEqualTo(allProven());
        assertThat(check.findings()).isEmpty();
        assertThat(check.mended()).isEmpty();
        assertThat(puts()).isEqualTo(puts);
        assertThat(gets()).isZero();
    }

    @Test
    void aNodeThatLostItsPiecesGetsTheSameBack() throws Exception {
        FakeNode node = commons.node("FR");
        Map<String, byte[]> before = new TreeMap<>(node.pieces);
        node.pieces.clear();

        PieceCheck check = mend();

        assertThat(check.counts()).isEqualTo(allProven());
        assertThat(check.findings()).isEmpty();
        assertThat(check.mended())
                .extracting(Finding::text)
                .containsExactly("Pieces put back on their nodes: " + packs() + ".");
        assertThat(node.pieces.keySet()).isEqualTo(before.keySet());
        before.forEach((path, bytes) -> assertThat(node.pieces.get(path)).isEqualTo(bytes));
        assertThat(moves()).isEmpty();
    }

    @Test
    void aNodeWhosePiecesRottedGetsTheSameAgain() throws Exception {
        FakeNode node = commons.node("FR");
        Map<String, byte[]> before = new TreeMap<>();
        node.pieces.forEach((path, bytes) -> before.put(path, bytes.clone()));
        node.rot();
        assertThat(prove().counts().damaged()).isEqualTo(packs());

        assertThat(mend().counts()).isEqualTo(allProven());

        before.forEach((path, bytes) -> assertThat(node.pieces.get(path)).isEqualTo(bytes));
    }

    @Test
    void asManyAsTheCodeBearsAreMadeAnewAtOnce() throws Exception {
        List<FakeNode> nodes = commons.europeans();
        nodes.subList(0, 4).forEach(node -> node.pieces.clear());

        assertThat(mend().counts()).isEqualTo(allProven());

        nodes.subList(3, 7).forEach(node -> node.mood = Mood.DEAD);
        assertEverythingArrives();
    }

    @Test
    void whatANodeCannotHaveAgainGoesToAnother() throws Exception {
        commons.addNode("SE");
        lostForGood("FR");

        PieceCheck check = mend();

        assertThat(check.counts()).isEqualTo(allProven());
        assertThat(check.mended())
                .extracting(Finding::text)
                .containsExactly("Pieces made anew on other nodes: " + packs() + ".");
        assertThat(moves())
                .hasSize((int) packs())
                .allMatch(move -> move.from() == commons.number("FR"))
                .allMatch(move -> move.to() == commons.number("SE"));
        assertThat(commons.node("US").asked).hasValue(0);
        assertThat(prove().counts()).isEqualTo(allProven());
    }

    @Test
    void aDeviceThatReadsOfAMoveFindsThePieceThere() throws Exception {
        commons.addNode("SE");
        try (Desk b = second()) {
            assertThat(prove(b).counts()).isEqualTo(allProven());
            lostForGood("FR");
            mend();

            assertThat(prove(b).counts()).isEqualTo(allProven());
            onlyOnSwedenAnd("DE", "NL");
            b.fetchAfter(0);
            assertArrived(b);
        }
        assertEverythingArrives();
    }

    @Test
    void aSnapshotTellsOfMovesBeforeItAndTheLogOfThoseAfter() throws Exception {
        commons.addNode("SE");
        commons.addNode("PL");
        lostForGood("FR");
        mend();
        assertThat(a.folder.head()).isEqualTo(head);
        assertThat(a.folder.upkeep(NOW).due(head, tree).orElseThrow().run(a.progress())).isTrue();
        head++;
        lostForGood("NL");
        mend();
        a.folder.commitsAfter(0);

        try (Desk b = second()) {
            RemoteSnapshot begun = b.folder.upkeep().snapshotAfter(0).orElseThrow();
            b.folder.commitsAfter(begun.sequence());

            assertThat(prove(b).counts()).isEqualTo(prove().counts());
            assertThat(prove(b).findings()).isEmpty();
            // And it tells of them when it makes the next.
            assertThat(b.folder.upkeep(NOW).due(head, tree).orElseThrow().run(b.progress()))
                    .isTrue();
            head++;
        }
        a.folder.commitsAfter(0);
        try (Desk c = second("c")) {
            assertThat(c.folder.upkeep().snapshotAfter(0)).isPresent();
            assertThat(prove(c).findings()).isEmpty();
        }
    }

    @Test
    void piecesOnSilentNodesAreLeftAloneWhileEnoughOthersAreThere() throws Exception {
        commons.addNode("SE");
        commons.node("FR").mood = Mood.DEAD;
        int puts = puts();

        PieceCheck check = mend();

        assertThat(check.counts()).isEqualTo(new PieceCounts(6 * packs(), 0, 0, packs()));
        assertThat(puts()).isEqualTo(puts);
        assertThat(moves()).isEmpty();
    }

    @Test
    void ofPiecesOnSilentNodesAsManyGoElsewhereAsAreShort() throws Exception {
        commons.addNode("SE");
        commons.addNode("PL");
        commons.node("FR").mood = Mood.DEAD;
        commons.node("NL").mood = Mood.DEAD;
        commons.node("DE").pieces.clear();

        PieceCheck check = mend();

        assertThat(check.counts()).isEqualTo(new PieceCounts(COMMIT_AT * packs(), 0, 0, packs()));
        assertThat(moves()).hasSize((int) packs());
        assertThat(check.mended()).hasSize(2);
        int puts = puts();
        assertThat(mend().counts()).isEqualTo(check.counts());
        assertThat(puts()).isEqualTo(puts);
    }

    @Test
    void aNodeThatLeftForGoodIsReplacedAtOnce() throws Exception {
        commons.addNode("SE");
        FakeNode gone = commons.node("FR");
        commons.validator.order(gone.leaving(), gone.key());
        gone.mood = Mood.DEAD;

        assertThat(mend().counts()).isEqualTo(allProven());
        assertThat(moves()).allMatch(move -> move.to() == commons.number("SE"));
    }

    @Test
    void aNodeThatTakesItsPieceAndDropsItAgainLosesIt() throws Exception {
        commons.addNode("SE");
        commons.node("FR").mood = Mood.FORGETS;

        PieceCheck check = mend();

        assertThat(check.counts()).isEqualTo(allProven());
        assertThat(check.mended())
                .extracting(Finding::text)
                .containsExactly("Pieces made anew on other nodes: " + packs() + ".");
    }

    @Test
    void withNoOtherNodeItSaysSoAndGoesOn() throws Exception {
        lostForGood("FR");
        commons.node("DE").pieces.clear();

        PieceCheck check = mend();

        assertThat(check.counts()).isEqualTo(new PieceCounts(6 * packs(), packs(), 0, 0));
        assertThat(check.findings())
                .extracting(Finding::text)
                .contains("There are too few nodes for pieces that were lost.");
        commons.node("FR").mood = Mood.WELL;
        assertThat(mend().counts()).isEqualTo(allProven());
    }

    @Test
    void whatBreaksOffBeforeTheLedgerHearsOfItGoesOnLater() throws Exception {
        commons.addNode("SE");
        commons.addNode("PL");
        lostForGood("FR");
        for (String country : List.of("SE", "PL")) {
            commons.node(country).onTaking = commons.validator::die;
        }

        assertThatThrownBy(this::mend).isInstanceOf(IOException.class);
        assertThat(moves()).isEmpty();
        commons.validator.revive();
        for (String country : List.of("SE", "PL")) {
            commons.node(country).onTaking = () -> {};
        }
        a.close();
        a = new Desk(commons, account.device(), handle, dir.resolve("a"));

        assertThat(mend().counts()).isEqualTo(allProven());
        int taken = commons.node("SE").pieces.size() + commons.node("PL").pieces.size();
        assertThat(taken).as("no piece was brought to two nodes").isEqualTo((int) packs());
    }

    @Test
    void anAnswerOfTheLedgerThatWasLostMovesNothingTwice() throws Exception {
        commons.addNode("SE");
        lostForGood("FR");
        commons.validator.loseAnswersToSubmissions(1);
        assertThatThrownBy(this::mend).isInstanceOf(IOException.class);
        assertThat(moves()).hasSize(1);

        assertThat(mend().counts()).isEqualTo(allProven());
        assertThat(moves()).hasSize((int) packs());
    }

    @Test
    void withTooFewPiecesTheFilesAreNamedAndNothingIsTouched() throws Exception {
        List<FakeNode> nodes = commons.europeans();
        nodes.subList(0, 5).forEach(node -> node.pieces.clear());
        int puts = puts();
        int entries = commons.validator.entries().size();

        PieceCheck check = mend();

        assertThat(check.findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::path)
                .containsExactlyInAnyOrder("file 1", "file 2", "file 3");
        assertThat(check.mended()).isEmpty();
        assertThat(puts()).isEqualTo(puts);
        assertThat(commons.validator.entries()).hasSize(entries);
        nodes.subList(5, 7).forEach(node -> assertThat(node.pieces).isNotEmpty());
    }

    @Test
    void aPackWhosePiecesWereNeverAllPlacedIsCompleted() throws Exception {
        commons.node("FR").mood = Mood.REFUSES;
        commit(file(4, content(50_000)));
        long before = packs();
        PieceCheck found = prove();
        assertThat(found.counts().proven()).isLessThan(7 * before);
        assertThat(found.findings())
                .extracting(Finding::severity, Finding::text)
                .allMatch(finding -> finding.toList().getFirst() == Severity.NOTE)
                .hasSize(1);
        commons.addNode("SE");

        PieceCheck check = mend();

        assertThat(check.counts()).isEqualTo(allProven());
        assertThat(check.findings()).isEmpty();
        assertThat(check.mended())
                .extracting(Finding::text)
                .allMatch(text -> text.startsWith("Pieces placed that never were: "))
                .hasSize(1);
        assertThat(moves()).isEmpty();
        try (Desk b = second()) {
            b.folder.commitsAfter(0);
            assertThat(prove(b).counts()).isEqualTo(allProven());
            onlyOnSwedenAnd("DE", "NL");
            b.fetchAfter(head - 1);
            assertThat(b.arrived).hasSize(1);
        }
    }

    @Test
    void withNoNodeForAPieceThatWasNeverPlacedNothingIsGathered() throws Exception {
        commons.node("FR").mood = Mood.REFUSES;
        commit(file(4, content(50_000)));
        commons.node("FR").mood = Mood.DEAD;
        int gets = gets();

        PieceCheck check = mend();

        assertThat(check.mended()).isEmpty();
        assertThat(gets()).isEqualTo(gets);
    }

    @Test
    void ofTwoDevicesThatCompleteAPackOneIsHeardAndBothFindItWhole() throws Exception {
        commons.node("FR").mood = Mood.REFUSES;
        commit(file(4, content(50_000)));
        try (Desk b = second()) {
            b.folder.commitsAfter(0);
            prove(b);
            commons.addNode("SE");
            commons.addNode("PL");
            mend();
            int entries = commons.validator.entries().size();

            assertThat(b.folder.pieces().mend(files(), b.progress()).mended()).isEmpty();

            assertThat(commons.validator.entries()).hasSize(entries);
            assertThat(prove(b).counts()).isEqualTo(allProven());
        }
    }

    @Test
    void packsThatOnlyOldVersionsNeedAreAskedForAndMended() throws Exception {
        commit(file(1, content(2_000_000)));
        assertThat(care()).as("the old content's packs are released").isTrue();
        assertThat(newest().released()).isNotEmpty();
        FakeNode node = commons.node("FR");
        Map<String, byte[]> before = new TreeMap<>(node.pieces);
        node.pieces.clear();

        PieceCheck check = mend();

        assertThat(check.findings()).isEmpty();
        assertThat(node.pieces.keySet()).isEqualTo(before.keySet());
    }

    @Test
    void ofOldVersionsThatCannotBeHadItSaysSo() throws Exception {
        commit(file(1, content(2_000_000)));
        assertThat(care()).isTrue();
        for (FakeNode node : commons.europeans()) {
            newest().released()
                    .forEach(pack ->
                            node.pieces.keySet().removeIf(path -> path.contains(pack.toString())));
        }

        assertThat(prove().findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .isNotEmpty()
                .allMatch(finding -> finding.text().startsWith("What some old versions of files"));
    }

    /// The node answers, has nothing, and takes nothing.
    private void lostForGood(String country) {
        commons.node(country).pieces.clear();
        commons.node(country).mood = Mood.REFUSES;
    }

    private void onlyOnSwedenAnd(String... countries) {
        List<String> left = List.of(countries);
        commons.europeans().stream()
                .filter(node -> !left.contains(node.country()))
                .forEach(node -> node.mood = Mood.DEAD);
    }
}
