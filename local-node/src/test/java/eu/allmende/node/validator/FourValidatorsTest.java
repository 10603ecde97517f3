package eu.allmende.node.validator;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.follow.CosignQuestion;
import eu.allmende.protocol.follow.ErrorAnswer;
import eu.allmende.protocol.follow.SubmissionAnswer;
import eu.allmende.protocol.follow.SubmissionAnswer.Outcome;
import eu.allmende.protocol.follow.TipsAnswer;
import eu.allmende.protocol.follow.TipsQuestion;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.DeviceConsent;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FourValidatorsTest {
    private TestCommons commons;

    @BeforeAll
    void start(@TempDir Path dir) throws IOException {
        commons = TestCommons.start(dir, 4);
    }

    @AfterAll
    void stop() throws IOException {
        commons.close();
    }

    @Test
    void anEntryGetsAPlaceUnderAHeadOfAQuorum() throws IOException {
        SubmissionAnswer answer = commons.submit(0, commons.account(1));

        assertThat(answer.outcomes().getFirst()).isInstanceOf(Outcome.Ordered.class);
        assertThat(commons.local.commons().genesis().policy().verify(answer.head())).isTrue();
    }

    @Test
    void allValidatorsHaveTheSameRootHoweverManyHandIn() throws Exception {
        List<Future<SubmissionAnswer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                int at = i % 4;
                SignedEntry entry = commons.account(100 + i);
                answers.add(threads.submit(() -> commons.submit(at, entry)));
            }
        }
        long size = 0;
        for (Future<SubmissionAnswer> answer : answers) {
            size = Math.max(size, answer.get().head().checkpoint().size());
        }

        Hash root = commons.root(0, size);
        for (int i = 1; i < 4; i++) {
            assertThat(commons.root(i, size)).isEqualTo(root);
        }
    }

    @Test
    void aRefusedEntryChangesNothingAndSaysWhy() throws IOException {
        long before = index(commons.submit(0, commons.account(20)));
        SigningKey stranger = TestCommons.key(3);
        SignedEntry commit =
                commons.sign(
                        stranger,
                        new Entry.Commit(
                                new FolderId(4, 4),
                                0,
                                Entry.FIRST_EPOCH,
                                stranger.publicKey().deviceId(),
                                Bytes.EMPTY,
                                List.of(),
                                List.of(),
                                Optional.empty()));

        SubmissionAnswer answer = commons.submit(1, commit);

        assertThat(answer.outcomes()).containsExactly(Outcome.Refused.of(Refusal.UNKNOWN_FOLDER));
        assertThat(index(commons.submit(2, commons.account(21)))).isEqualTo(before + 1);
    }

    private static long index(SubmissionAnswer answer) {
        return ((Outcome.Ordered) answer.outcomes().getFirst()).index();
    }

    @Test
    void whatIsWronglySignedIsRefused() throws IOException {
        SignedEntry right = commons.account(5);
        SignedEntry wrong =
                new SignedEntry(
                        right.commons(),
                        0,
                        commons.account(6).entry(),
                        right.signer(),
                        right.signature());

        assertThat(commons.submit(0, wrong).outcomes())
                .containsExactly(Outcome.Refused.of(Refusal.BAD_SIGNATURE));
    }

    @Test
    void theSameBytesKeepTheirFirstPlace() throws IOException {
        SignedEntry entry = commons.account(7);
        Outcome.Ordered first = (Outcome.Ordered) commons.submit(0, entry).outcomes().getFirst();
        commons.submit(1, commons.account(8));

        Outcome.Ordered again = (Outcome.Ordered) commons.submit(2, entry).outcomes().getFirst();

        assertThat(again.index()).isEqualTo(first.index());
        assertThat(again.timeMillis()).isEqualTo(first.timeMillis());
    }

    @Test
    void entriesHandedInTogetherAreTakenInTheirOrder() throws IOException {
        SigningKey account = TestCommons.key(9);
        SigningKey device = TestCommons.key(10);
        FolderId folder = new FolderId(9, 9);

        List<Outcome> outcomes =
                commons.submit(
                                3,
                                commons.account(9),
                                commons.sign(account, add(account, device)),
                                commons.sign(device, create(account, folder)),
                                commons.sign(device, commit(folder, 0, device)),
                                commons.sign(device, commit(folder, 0, device, 1)),
                                commons.sign(device, commit(folder, 1, device)))
                        .outcomes();

        assertThat(outcomes)
                .map(outcome -> outcome instanceof Outcome.Ordered)
                .containsExactly(true, true, true, true, false, true);
        assertThat(outcomes.get(4)).isEqualTo(Outcome.Refused.of(Refusal.OVERTAKEN));
    }

    private Entry add(SigningKey account, SigningKey device) {
        Bytes wrap = TestCommons.text("wrap");
        return new Entry.DeviceAdd(
                account.publicKey().accountId(),
                device.publicKey(),
                wrap,
                TestCommons.text("name"),
                new DeviceConsent(
                                commons.local.commons().commons(),
                                account.publicKey().accountId(),
                                device.publicKey(),
                                wrap)
                        .sign(device));
    }

    private static Entry create(SigningKey account, FolderId folder) {
        return new Entry.FolderCreate(
                folder,
                account.publicKey().accountId(),
                Fence.preset("anywhere"),
                TestCommons.text("name"));
    }

    private static Entry commit(FolderId folder, long base, SigningKey author, int... content) {
        return new Entry.Commit(
                folder,
                base,
                Entry.FIRST_EPOCH,
                author.publicKey().deviceId(),
                TestCommons.text("batch" + content.length),
                List.of(),
                List.of(),
                Optional.empty());
    }

    @Test
    void whoeverWaitsForASubjectIsAnsweredWhenItGrows() throws Exception {
        SigningKey key = TestCommons.key(11);
        Subject subject = Subject.account(key.publicKey().accountId());
        byte[] question = new TipsQuestion(30_000, Map.of(subject, 0L)).encode().bytes();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<PeerAnswer> waiting =
                    threads.submit(() ->
                            commons.ask(
                                    2,
                                    PeerRequest.post(
                                            "/v1/ledger/tips", question, TestCommons.TIMEOUT)));

            commons.submit(0, commons.account(11));

            TipsAnswer answer = TipsAnswer.decode(Bytes.of(waiting.get().body()));
            assertThat(answer.tip(subject).count()).isEqualTo(1);
        }
    }

    @Test
    void noValidatorSignsARootThatItsLogDoesNotHave() throws IOException {
        commons.submit(0, commons.account(12));
        byte[] question = new CosignQuestion(1, Hash.sha256(new byte[0])).encode().bytes();

        PeerAnswer answer =
                commons.ask(
                        1, PeerRequest.post("/v1/ledger/cosign", question, TestCommons.TIMEOUT));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(ErrorAnswer.decode(Bytes.of(answer.body())).code())
                .isEqualTo(Refusal.NOT_IN_MY_LOG.code());
    }

    @Test
    void onlyValidatorsHandBatchesOver() throws IOException {
        PeerAnswer answer =
                commons.ask(
                        1,
                        PeerRequest.post("/v1/ledger/order", new byte[] {0}, TestCommons.TIMEOUT));

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void eachValidatorShowsAHeadThatCoversWhatItApplied() throws IOException {
        commons.submit(0, commons.account(13));

        PeerAnswer answer = commons.ask(3, PeerRequest.get("/v1/ledger/head", TestCommons.TIMEOUT));
        CosignedHead head =
                CosignedHead.parse(
                        new String(Bytes.of(answer.body()).bytes(), StandardCharsets.UTF_8));

        assertThat(head.checkpoint().size()).isLessThanOrEqualTo(commons.size(3)).isPositive();
        assertThat(commons.local.commons().genesis().policy().verify(head)).isTrue();
    }

    @Test
    void nonsenseIsRefusedWithAReason() throws IOException {
        PeerAnswer answer =
                commons.ask(
                        0,
                        PeerRequest.post(
                                "/v1/ledger/entries", new byte[] {1, 2}, TestCommons.TIMEOUT));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(ErrorAnswer.decode(Bytes.of(answer.body())).code())
                .isEqualTo(Refusal.BAD_FORM.code());
    }
}
