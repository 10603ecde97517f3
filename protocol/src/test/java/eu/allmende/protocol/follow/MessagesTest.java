package eu.allmende.protocol.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.Golden;
import eu.allmende.protocol.follow.SubjectPage.ProvenLeaf;
import eu.allmende.protocol.follow.SubmissionAnswer.Outcome;
import eu.allmende.protocol.ledger.Actors;
import eu.allmende.protocol.ledger.Checkpoint;
import eu.allmende.protocol.ledger.Cosignature;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
    private static final SignedEntry ENTRY =
            SignedEntry.sign(Actors.COMMONS, Actors.folderCreate(), Actors.DEVICE);

    static Stream<Arguments> messages() {
        return Stream.of(
                message(
                        "submission",
                        new Submission(List.of(ENTRY)).encode(),
                        form -> Submission.decode(form).encode()),
                message(
                        "submission-answer",
                        new SubmissionAnswer(
                                        head(),
                                        List.of(
                                                new Outcome.Ordered(
                                                        7,
                                                        1_790_000_000_123L,
                                                        List.of(Actors.hash("sibling"))),
                                                Outcome.Refused.of(Refusal.OVERTAKEN)))
                                .encode(),
                        form -> SubmissionAnswer.decode(form).encode()),
                message("subject-page", page().encode(), form -> SubjectPage.decode(form).encode()),
                message(
                        "tips-question",
                        new TipsQuestion(
                                        30_000,
                                        Map.of(Subject.folder(Actors.FOLDER), Long.MAX_VALUE))
                                .encode(),
                        form -> TipsQuestion.decode(form).encode()),
                message(
                        "tips-answer",
                        new TipsAnswer(
                                        42,
                                        Map.of(Subject.nodes(), new Tip(8, Actors.hash("chain"))))
                                .encode(),
                        form -> TipsAnswer.decode(form).encode()),
                message(
                        "cosign-question",
                        new CosignQuestion(42, Actors.hash("root")).encode(),
                        form -> CosignQuestion.decode(form).encode()),
                message(
                        "consistency-answer",
                        new ConsistencyAnswer(List.of(Actors.hash("a"), Actors.hash("b"))).encode(),
                        form -> ConsistencyAnswer.decode(form).encode()),
                message(
                        "error-answer",
                        ErrorAnswer.of(Refusal.UNAVAILABLE).encode(),
                        form -> ErrorAnswer.decode(form).encode()),
                message(
                        "directory-answer",
                        new DirectoryAnswer(List.of()).encode(),
                        form -> DirectoryAnswer.decode(form).encode()));
    }

    interface Again {
        Bytes of(Bytes form) throws MalformedException;
    }

    private static Arguments message(String name, Bytes form, Again again) {
        return Arguments.of(name, form, again);
    }

    private static CosignedHead head() {
        Checkpoint checkpoint =
                new Checkpoint(Checkpoint.origin(Actors.COMMONS), 42, Actors.hash("root"));
        return new CosignedHead(
                checkpoint,
                List.of(Cosignature.sign(checkpoint, Actors.validators(1).getFirst(), 1)));
    }

    private static SubjectPage page() {
        return new SubjectPage(
                head(),
                List.of(
                        new ProvenLeaf(
                                7,
                                LedgerLeaf.encode(1_790_000_000_123L, ENTRY),
                                List.of(Actors.hash("sibling")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void aMessageKeepsItsSpelling(String name, Bytes form, Again again) throws IOException {
        Golden.assertSame(name, form.buffer());
        assertThat(again.of(form)).isEqualTo(form);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void aDamagedMessageIsReadOrMalformedAndNothingElse(String name, Bytes form, Again again) {
        Random random = new Random(name.hashCode());
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = form.bytes();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                assertThat(again.of(Bytes.of(damaged))).isNotNull();
            } catch (MalformedException e) {
                assertThat(e).as("%s, round %s", name, i).isNotNull();
            }
        }
        assertThatThrownBy(() -> again.of(Bytes.EMPTY)).isInstanceOf(MalformedException.class);
    }
}
