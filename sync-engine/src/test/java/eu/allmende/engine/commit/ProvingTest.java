package eu.allmende.engine.commit;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.commit.FakeNode.Mood;
import eu.allmende.engine.remote.Finding;
import eu.allmende.engine.remote.Finding.Severity;
import eu.allmende.engine.remote.PieceCheck;
import eu.allmende.engine.remote.PieceCounts;
import eu.allmende.engine.transfer.Blemishes;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Holders are asked for proof of their pieces.
class ProvingTest extends Kept {
    @BeforeEach
    void begin3() throws Exception {
        someFiles();
    }

    @Test
    void allIsProvenAndNoPieceIsFetched() throws Exception {
        int before = gets();
        long crossed = a.crossed.get();

        PieceCheck check = prove();

        assertThat(check.counts()).isEqualTo(allProven());
        assertThat(check.findings()).isEmpty();
        assertThat(check.mended()).isEmpty();
        assertThat(gets()).isEqualTo(before);
        assertThat(a.crossed.get() - crossed).isLessThan(7 * packs() * 6_000);
    }

    @Test
    void aDeviceThatNeverReadAnythingProvesTheSame() throws Exception {
        try (Desk b = second()) {
            assertThat(prove(b).counts()).isEqualTo(allProven());
        }
        assertThat(gets()).isZero();
    }

    @Test
    void eachPieceIsCountedAsItIs() throws Exception {
        commons.node("DE").pieces.clear();
        commons.node("FR").rot();
        commons.node("NL").mood = Mood.FLIPS;
        commons.node("AT").mood = Mood.DEAD;
        long packs = packs();

        PieceCheck check = prove();

        assertThat(check.counts()).isEqualTo(new PieceCounts(3 * packs, packs, 2 * packs, packs));
        assertThat(check.findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING, Severity.WARNING);
        assertThat(check.findings().getFirst().text())
                .isEqualTo(3 * packs + " pieces are missing or damaged on nodes that answer.");
        assertThat(check.findings().getLast().text())
                .isEqualTo(packs + " pieces are on nodes that do not answer now.");
    }

    @Test
    void whereTellsWhatWasFound() throws Exception {
        commons.node("DE").pieces.clear();
        prove();

        assertThat(a.folder.where(files().getFirst().content()).packs().getFirst().pieces())
                .filteredOn(piece -> piece.blemish().isPresent())
                .singleElement()
                .satisfies(piece -> {
                    assertThat(piece.blemish()).contains(Blemishes.Kind.MISSING);
                    assertThat(piece.holder().orElseThrow().number())
                            .isEqualTo(commons.number("DE"));
                });
    }

    @Test
    void filesThatCannotBeHadAreNamed() throws Exception {
        List<FakeNode> nodes = commons.europeans();
        nodes.subList(0, 3).forEach(node -> node.pieces.clear());
        nodes.subList(3, 5).forEach(node -> node.mood = Mood.DEAD);

        PieceCheck check = prove();

        assertThat(check.findings())
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .extracting(Finding::path)
                .containsExactlyInAnyOrder("file 1", "file 2", "file 3");
        assertThat(check.findings().getFirst().text())
                .isEqualTo(
                        "Its content cannot be had now: of a pack that needs 3 pieces, 2 are proven"
                                + " and 2 are on silent nodes.");
    }

    @Test
    void withNoValidatorWhatWasKnownLastIsProven() throws Exception {
        commons.validator.die();

        assertThat(prove().counts()).isEqualTo(allProven());
    }
}
