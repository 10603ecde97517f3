package eu.allmende.protocol.follow;

import static eu.allmende.protocol.follow.Circle.FOLDER;
import static eu.allmende.protocol.follow.Circle.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.ledger.Actors;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FalseClaimsTest {
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

    @Test
    void aValidatorThatClaimsMoreEntriesThanThereAreIsCaughtAndBlocksNothing() throws IOException {
        liar.tips =
                answer ->
                        new TipsAnswer(
                                answer.logSize(),
                                Map.of(FOLDER, new Tip(1000, Actors.hash("chain"))));

        circle.readsAllAndSuspects(client, LIAR, Suspicion.What.WRONG_TIP);
    }

    @Test
    void aValidatorThatClaimsALogLongerThanItsHeadBlocksNothing() throws IOException {
        liar.tips =
                _ -> new TipsAnswer(1_000_000, Map.of(FOLDER, new Tip(1000, Actors.hash("chain"))));

        assertThat(circle.readOften(client).leaves()).hasSize(5);
    }

    @Test
    void aValidatorThatClaimsMoreAndThenFallsSilentBlocksNothing() throws IOException {
        liar.tips =
                answer ->
                        new TipsAnswer(
                                answer.logSize(),
                                Map.of(FOLDER, new Tip(1000, Actors.hash("chain"))));
        liar.line =
                request -> {
                    if (request.path().startsWith("/v1/ledger/subject")) {
                        throw new IOException("the connection broke");
                    }
                };

        assertThat(circle.readOften(client).leaves()).hasSize(5);
    }

    @Test
    void aValidatorThatRewritesTheTipAlreadyReadIsCaught() throws IOException {
        Tip tip = client.read(FOLDER, Tip.START).tip();
        liar.tips =
                answer ->
                        new TipsAnswer(
                                answer.logSize(),
                                Map.of(FOLDER, new Tip(tip.count(), Actors.hash("chain"))));

        for (int i = 0; i < 4; i++) {
            assertThat(client.read(FOLDER, tip).leaves()).isEmpty();
        }
        await().untilAsserted(() ->
                assertThat(circle.suspects(client, Suspicion.What.WRONG_TIP))
                        .containsExactly(commons.id(LIAR)));
    }

    @Test
    void aValidatorThatClaimsToHaveOrderedWhatItDidNotIsCaught() throws IOException {
        FakeValidator first = commons.validator(0);
        first.submission =
                answer ->
                        new SubmissionAnswer(
                                answer.head(),
                                List.of(
                                        new SubmissionAnswer.Outcome.Ordered(
                                                1, 1_790_000_000_000L, List.of())));
        SignedEntry entry = commons.sign(Actors.commit(4, List.of(), List.of()), Actors.DEVICE);

        SubmitResult result = client.submit(entry);

        assertThat(((SubmitResult.Accepted) result).index()).isEqualTo(7);
        assertThat(circle.suspects(client, Suspicion.What.FORGED_ENTRY))
                .containsExactly(commons.id(0));
    }

    @Test
    void aValidatorThatAnnouncesWhatNeverComesIsPassedOverAndCaught() throws IOException {
        for (FakeValidator validator : commons.validators()) {
            validator.tips =
                    validator == liar
                            ? answer ->
                                    new TipsAnswer(
                                            answer.logSize() + 10,
                                            Map.of(FOLDER, new Tip(1000, Actors.hash("chain"))))
                            : answer -> answer;
        }
        Tip tip = client.read(FOLDER, Tip.START).tip();
        int heard = 0;
        for (int i = 0; i < 24; i++) {
            boolean news = client.awaitNews(Map.of(FOLDER, tip.count()), Duration.ofMillis(10));
            heard += news ? 1 : 0;
            client.read(FOLDER, tip);
            circle.passTime(Duration.ofSeconds(11));
        }

        assertThat(heard).isEqualTo(1);
        assertThat(circle.suspects(client, Suspicion.What.FALSE_NEWS))
                .containsExactly(commons.id(LIAR));
    }
}
