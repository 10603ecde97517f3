package eu.allmende.protocol.follow;

import static eu.allmende.protocol.follow.Circle.FOLDER;
import static eu.allmende.protocol.follow.Circle.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.ledger.Actors;
import eu.allmende.protocol.ledger.Checkpoint;
import eu.allmende.protocol.ledger.Cosignature;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.SnapshotMark;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotFinderTest {
    private static final int LIAR = 2;

    private final Circle circle = new Circle();
    private final FakeValidator liar = circle.commons.validator(LIAR);
    private final LedgerClient client = circle.client();

    @AfterEach
    void end() {
        circle.close();
    }

    @Test
    void aFolderWithoutASnapshotHasNone() throws IOException {
        circle.commit();

        assertThat(client.snapshot(Actors.FOLDER)).isEmpty();
    }

    @Test
    void readingFromTheNewestSnapshotGivesWhatCameAfterIt() throws IOException {
        circle.commit();
        circle.naming(1);
        circle.commit();
        SnapshotMark mark = circle.naming(3);
        circle.commit();

        assertThat(marked(client)).isEqualTo(mark);
        Reading reading = client.read(FOLDER, mark.tip());
        assertThat(reading.leaves()).hasSize(2);
        assertThat(reading.tip()).isEqualTo(client.read(FOLDER, Tip.START).tip());
    }

    @Test
    void aValidatorThatHidesTheNewestSnapshotHidesNoCommit() throws IOException {
        SnapshotMark old = circle.naming(0);
        circle.commit();
        SnapshotMark mark = circle.naming(2);
        circle.commit();
        liar.omitted = circle.commons.size() - 2;

        for (int i = 0; i < 8; i++) {
            SnapshotMark found = marked(circle.client());
            assertThat(found).isEqualTo(mark);
            assertThat(circle.client().read(FOLDER, old.tip()).leaves()).hasSize(4);
        }
    }

    @Test
    void aCommitThatIsNotInTheLogIsNoSnapshot() throws IOException {
        circle.commit();
        SnapshotMark mark = circle.naming(1);
        liar.page = page -> new SubjectPage(page.head(), List.of(forged(page)));

        for (int i = 0; i < 8; i++) {
            assertThat(marked(client)).isEqualTo(mark);
        }
        await().untilAsserted(() ->
                assertThat(circle.suspects(client, Suspicion.What.FORGED_ENTRY))
                        .containsExactly(circle.commons.id(LIAR)));
    }

    @Test
    void anotherEntryInASnapshotsPlaceIsALie() throws IOException {
        circle.commit();
        liar.page = page -> liar.page(FOLDER, 1, liar.size());

        for (int i = 0; i < 8; i++) {
            assertThat(client.snapshot(Actors.FOLDER)).isEmpty();
        }
        await().untilAsserted(() ->
                assertThat(circle.suspects(client, Suspicion.What.MALFORMED))
                        .containsExactly(circle.commons.id(LIAR)));
    }

    @Test
    void twoSilentValidatorsOfFourAreTooMany() {
        circle.commons.validator(0).die();
        circle.commons.validator(1).die();

        assertThatThrownBy(() -> client.snapshot(Actors.FOLDER)).isInstanceOf(IOException.class);
    }

    @Test
    void aTimeIsPastOnlyIfAQuorumSignedUnderIt() throws IOException {
        circle.commit();
        assertThat(client.pastTime()).isEqualTo(Instant.ofEpochSecond(FakeValidator.SECONDS));

        liar.raw = _ -> FakeValidator.text(liarsHead());
        for (int i = 0; i < 8; i++) {
            assertThat(client.pastTime()).isEqualTo(Instant.ofEpochSecond(FakeValidator.SECONDS));
        }
    }

    @Test
    void whoShowsAnOldHeadDoesNotHoldUpTime() throws IOException {
        circle.commit();
        liar.raw = _ -> FakeValidator.text(oldHead());

        for (int i = 0; i < 8; i++) {
            assertThat(circle.client().pastTime())
                    .isEqualTo(Instant.ofEpochSecond(FakeValidator.SECONDS));
        }
    }

    /// The same that others show, as all of them cosigned it a day ago.
    private String oldHead() {
        Checkpoint checkpoint = liar.head(liar.size()).checkpoint();
        return new CosignedHead(
                        checkpoint,
                        circle.commons.validators().stream()
                                .map(one ->
                                        Cosignature.sign(
                                                checkpoint,
                                                one.key(),
                                                FakeValidator.SECONDS - 86_400))
                                .toList())
                .note();
    }

    /// A head with a time to come, under which only one name stands.
    private String liarsHead() {
        CosignedHead head = liar.head(liar.size());
        return new CosignedHead(
                        head.checkpoint(),
                        List.of(
                                Cosignature.sign(
                                        head.checkpoint(), liar.key(), 10 * FakeValidator.SECONDS)))
                .note();
    }

    private SubjectPage.ProvenLeaf forged(SubjectPage page) {
        SignedEntry other =
                circle.commons.sign(
                        Actors.naming(7, new SnapshotMark(7, Tip.START)), Actors.DEVICE);
        FakeLeaf leaf = new FakeLeaf(page.leaves().getFirst().index(), 1, other);
        return new SubjectPage.ProvenLeaf(
                leaf.index(), leaf.bytes(), page.leaves().getFirst().path());
    }

    private static SnapshotMark marked(LedgerClient client) throws IOException {
        Optional<SignedEntry> found = client.snapshot(Actors.FOLDER);
        return ((Entry.Commit) found.orElseThrow().entry()).snapshot().orElseThrow();
    }
}
