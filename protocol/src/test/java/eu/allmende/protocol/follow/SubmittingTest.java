package eu.allmende.protocol.follow;

import static eu.allmende.protocol.follow.Circle.FOLDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.ledger.Actors;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubmittingTest {
    private final Circle circle = new Circle();
    private final LedgerClient client = circle.client();

    @AfterEach
    void end() {
        circle.close();
    }

    private SignedEntry commit(long base) {
        return circle.commons.sign(Actors.commit(base, List.of(), List.of()), Actors.DEVICE);
    }

    @Test
    void anEntryAndProvesItsPlace() throws IOException {
        SubmitResult result = client.submit(commit(0));

        assertThat(result).isInstanceOf(SubmitResult.Accepted.class);
        assertThat(((SubmitResult.Accepted) result).index()).isEqualTo(3);
        assertThat(client.read(FOLDER, Tip.START).leaves()).hasSize(2);
    }

    @Test
    void manyEntriesInOrderEachWithItsOwnResult() throws IOException {
        List<SubmitResult> results =
                client.submit(List.of(commit(0), commit(0), commit(5), commit(1)));

        assertThat(results.get(0)).isInstanceOf(SubmitResult.Accepted.class);
        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(((SubmitResult.Refused) results.get(2)).is(Refusal.OVERTAKEN)).isTrue();
        assertThat(results.get(3)).isInstanceOf(SubmitResult.Accepted.class);
    }

    @Test
    void moreEntriesThanFitInOneSubmission() throws IOException {
        List<SignedEntry> many =
                LongStream.range(0, Submission.MOST_ENTRIES + 10).mapToObj(this::commit).toList();

        assertThat(client.submit(many)).allMatch(SubmitResult.Accepted.class::isInstance);
    }

    @Test
    void theSameBytesAgainAndFindsThemAtTheirPlace() throws IOException {
        SubmitResult.Accepted first = (SubmitResult.Accepted) client.submit(commit(0));
        circle.commons.order(commit(1));

        SubmitResult.Accepted again = (SubmitResult.Accepted) client.submit(commit(0));

        assertThat(again.index()).isEqualTo(first.index());
        assertThat(again.timeMillis()).isEqualTo(first.timeMillis());
    }

    @Test
    void toAnotherValidatorWhenOneFails() throws IOException {
        circle.commons.validator(0).die();

        assertThat(client.submit(commit(0))).isInstanceOf(SubmitResult.Accepted.class);
        assertThat(client.submit(commit(1))).isInstanceOf(SubmitResult.Accepted.class);
        assertThat(circle.commons.validator(0).asked).hasSize(1);
    }

    @Test
    void onceThoughTheAnswerWasLostOnTheWay() throws IOException {
        circle.commons.validator(0).line =
                request -> {
                    circle.commons.order(commit(0));
                    throw new IOException("the connection broke");
                };

        SubmitResult result = client.submit(commit(0));

        assertThat(result).isInstanceOf(SubmitResult.Accepted.class);
        assertThat(circle.commons.size()).isEqualTo(4);
    }

    @Test
    void andSaysThatTheOutcomeIsUnknownIfNobodyAnswers() {
        circle.commons.validators().forEach(FakeValidator::die);

        assertThatThrownBy(() -> client.submit(commit(0)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("outcome unknown");
    }

    @Test
    void andBelievesARefusalOnlyFromTwo() throws IOException {
        circle.commons.validator(0).submission =
                answer ->
                        new SubmissionAnswer(
                                answer.head(),
                                List.of(SubmissionAnswer.Outcome.Refused.of(Refusal.REVOKED)));

        assertThat(client.submit(commit(0))).isInstanceOf(SubmitResult.Accepted.class);
    }

    @Test
    void andTellsARefusalOfALaterVersionByItsText() throws IOException {
        for (FakeValidator validator : circle.commons.validators()) {
            validator.submission =
                    answer ->
                            new SubmissionAnswer(
                                    answer.head(),
                                    List.of(
                                            new SubmissionAnswer.Outcome.Refused(
                                                    999, "not on a Sunday")));
        }

        SubmitResult.Refused refused = (SubmitResult.Refused) client.submit(commit(0));

        assertThat(refused.refusal()).isEmpty();
        assertThat(refused.text()).isEqualTo("not on a Sunday");
    }
}
