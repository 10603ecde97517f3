package eu.allmende.protocol.follow;

import static eu.allmende.protocol.follow.Circle.FOLDER;

import eu.allmende.protocol.follow.SubjectPage.ProvenLeaf;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.Actors;
import eu.allmende.protocol.ledger.Checkpoint;
import eu.allmende.protocol.ledger.Cosignature;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.merkle.Merkle;
import eu.allmende.protocol.wire.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForgedPagesTest {
    private static final int LIAR = 2;

    private final Circle circle = new Circle();
    private final FakeCommons commons = circle.commons;
    private final FakeValidator liar = commons.validator(LIAR);
    private final LedgerClient client = circle.client();

    @BeforeEach
    void someCommits() {
        for (int i = 0; i < 4; i++) {
            circle.commit();
        }
    }

    @AfterEach
    void end() {
        circle.close();
    }

    private static SubjectPage withFirstLeaf(SubjectPage page, ProvenLeaf leaf) {
        List<ProvenLeaf> leaves = new ArrayList<>(page.leaves());
        leaves.set(0, leaf);
        return new SubjectPage(page.head(), leaves);
    }

    private Bytes forgedLeaf() {
        Entry.Commit forged = Actors.commit(0, List.of(), List.of());
        SignedEntry signed =
                new SignedEntry(
                        commons.id(),
                        0,
                        forged,
                        Actors.DEVICE.publicKey(),
                        Actors.key("forger").sign(new byte[1]));
        return LedgerLeaf.encode(1_790_000_000_000L, signed);
    }

    @Test
    void aValidatorThatForgesAnEntryIsCaught() {
        liar.page =
                page -> {
                    ProvenLeaf first = page.leaves().getFirst();
                    return withFirstLeaf(
                            page, new ProvenLeaf(first.index(), forgedLeaf(), first.path()));
                };

        circle.readsAllAndSuspects(client, LIAR, Suspicion.What.FORGED_ENTRY);
    }

    @Test
    void aValidatorThatMovesAnEntryIsCaught() {
        liar.page =
                page -> {
                    ProvenLeaf first = page.leaves().getFirst();
                    return withFirstLeaf(
                            page, new ProvenLeaf(first.index() + 1, first.leaf(), first.path()));
                };

        circle.readsAllAndSuspects(client, LIAR, Suspicion.What.FORGED_ENTRY);
    }

    @Test
    void aValidatorThatShowsAnEntryTwiceIsCaught() {
        liar.page = page -> page.leaves().isEmpty() ? page : twice(page);

        circle.readsAllAndSuspects(client, LIAR, Suspicion.What.FORGED_ENTRY);
    }

    private static SubjectPage twice(SubjectPage page) {
        ProvenLeaf first = page.leaves().getFirst();
        return new SubjectPage(page.head(), List.of(first, first));
    }

    @Test
    void aValidatorThatPutsUnsignedEntriesInALogOfItsOwnIsCaught() {
        liar.page =
                page -> {
                    Bytes forged = forgedLeaf();
                    Hash root = Merkle.root(List.of(LedgerLeaf.hash(forged)));
                    Checkpoint checkpoint =
                            new Checkpoint(page.head().checkpoint().origin(), 1, root);
                    Cosignature own =
                            Cosignature.sign(checkpoint, liar.key(), FakeValidator.SECONDS);
                    return new SubjectPage(
                            new CosignedHead(checkpoint, List.of(own, own, own)),
                            List.of(new ProvenLeaf(0, forged, List.of())));
                };

        circle.readsAllAndSuspects(client, LIAR, Suspicion.What.NO_QUORUM);
    }

    @Test
    void aValidatorThatLeavesOutAnEntryIsCaught() {
        leaveOut();

        circle.readsAllAndSuspects(client, LIAR, Suspicion.What.WRONG_TIP);
    }

    private void leaveOut() {
        liar.omitted = 4;
        liar.tips =
                answer -> new TipsAnswer(answer.logSize(), Map.of(FOLDER, liar.tipOfPages(FOLDER)));
    }

    @Test
    void aValidatorThatLeavesOutAnEntryOnItsPagesOnlyIsCaught() {
        liar.omitted = 4;

        circle.readsAllAndSuspects(client, LIAR, Suspicion.What.WRONG_TIP);
    }

    @Test
    void aValidatorThatShowsAnotherSubjectsEntriesIsCaught() {
        liar.page = _ -> liar.page(Subject.account(Actors.ACCOUNT_ID), 0, liar.size());

        circle.readsAllAndSuspects(client, LIAR, Suspicion.What.WRONG_TIP);
    }

    @Test
    void aValidatorThatAnswersNonsenseIsCaught() {
        liar.raw = _ -> FakeValidator.text("<html>");

        circle.readsAllAndSuspects(client, LIAR, Suspicion.What.MALFORMED);
    }
}
