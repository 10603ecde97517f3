package eu.allmende.checks.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import eu.allmende.app.net.OkHttpExchange;
import eu.allmende.node.validator.Founding;
import eu.allmende.node.validator.LocalCommons;
import eu.allmende.node.validator.ValidatorRuntime;
import eu.allmende.node.validator.ValidatorSetup;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.follow.HeadStore;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.LedgerPorts;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.follow.SubmitResult;
import eu.allmende.protocol.follow.Suspicion;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.DeviceConsent;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerExchange;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The verifying client against four real validators: TLS, Ratis, SQLite and disks on loopback. One
/// story in order, since founding a commons takes seconds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LedgerOverTheNetworkTest {
    private static final FolderId FOLDER = new FolderId(1, 2);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Subject SUBJECT = Subject.folder(FOLDER);

    private final SecureRandom random = new SecureRandom();
    private final SigningKey account = SigningKey.generate(random);
    private final SigningKey device = SigningKey.generate(random);
    private final OkHttpExchange exchange = new OkHttpExchange(device);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<AutoCloseable> running = new ArrayList<>();
    private final HeadStore heads = HeadStore.inMemory();
    private LocalCommons commons;
    private LedgerClient client;
    private long sequence;

    @BeforeAll
    void found(@TempDir Path dir) throws IOException {
        commons = Founding.createLocal(dir, 4);
        for (ValidatorSetup setup : commons.validators()) {
            OkHttpExchange own = new OkHttpExchange(setup.key());
            running.add(own);
            running.add(ValidatorRuntime.start(setup, own));
        }
        client = client(exchange, heads);
    }

    @AfterAll
    void end() throws Exception {
        for (AutoCloseable one : running.reversed()) {
            one.close();
        }
        exchange.close();
        threads.shutdownNow();
    }

    private LedgerClient client(PeerExchange way, HeadStore store) {
        return new LedgerClient(
                commons.commons(), new LedgerPorts(way, store, threads, InstantSource.system()));
    }

    private SignedEntry sign(Entry entry, SigningKey key) {
        return SignedEntry.sign(commons.commons().commons(), entry, key);
    }

    private SignedEntry commit(long base) {
        return commit(base, 100);
    }

    private SignedEntry commit(long base, int batchBytes) {
        return sign(
                new Entry.Commit(
                        FOLDER,
                        base,
                        Entry.FIRST_EPOCH,
                        device.publicKey().deviceId(),
                        Bytes.of(new byte[batchBytes]),
                        List.of(),
                        List.of(),
                        Optional.empty()),
                device);
    }

    private static void requireAccepted(SubmitResult result) {
        assertThat(result).isInstanceOf(SubmitResult.Accepted.class);
    }

    @Test
    @Order(1)
    void anAccountADeviceAndAFolderAreMade() throws IOException {
        DeviceConsent consent =
                new DeviceConsent(
                        commons.commons().commons(),
                        account.publicKey().accountId(),
                        device.publicKey(),
                        Bytes.EMPTY);
        List<SignedEntry> entries =
                List.of(
                        sign(
                                new Entry.AccountCreate(
                                        account.publicKey(), Bytes.EMPTY, Bytes.EMPTY),
                                account),
                        sign(
                                new Entry.DeviceAdd(
                                        consent.account(),
                                        device.publicKey(),
                                        Bytes.EMPTY,
                                        Bytes.EMPTY,
                                        consent.sign(device)),
                                account),
                        sign(
                                new Entry.FolderCreate(
                                        FOLDER,
                                        consent.account(),
                                        Fence.preset("eu-sovereign").declaredOnly(),
                                        Bytes.EMPTY),
                                device));

        await().atMost(LONG)
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(client.submit(entries))
                                .allMatch(SubmitResult.Accepted.class::isInstance));
        assertThat(client.read(SUBJECT, Tip.START).leaves()).hasSize(1);
        assertThat(client.read(Subject.account(consent.account()), Tip.START).leaves()).hasSize(3);
    }

    @Test
    @Order(2)
    void commitsAreReadInTheirOrderAndTheSecondOfTwoIsOvertaken() throws IOException {
        for (int i = 0; i < 20; i++) {
            requireAccepted(client.submit(commit(sequence++)));
        }
        SubmitResult late = client.submit(commit(sequence - 1, 7));

        assertThat(((SubmitResult.Refused) late).is(Refusal.OVERTAKEN)).isTrue();
        assertThat(client.read(SUBJECT, Tip.START).leaves()).hasSize(21);
    }

    @Test
    @Order(3)
    void theSameBytesTwiceAreOneEntry() throws IOException {
        SubmitResult.Accepted first = (SubmitResult.Accepted) client.submit(commit(sequence));
        SubmitResult.Accepted again = (SubmitResult.Accepted) client.submit(commit(sequence++));

        assertThat(again.index()).isEqualTo(first.index());
    }

    @Test
    @Order(4)
    void newsAreHeardWhenTheyCome() throws Exception {
        Tip tip = client.read(SUBJECT, Tip.START).tip();
        var heard =
                threads.submit(() ->
                        client.awaitNews(Map.of(SUBJECT, tip.count()), Duration.ofSeconds(30)));

        requireAccepted(client.submit(commit(sequence++)));

        assertThat(heard.get()).isTrue();
        assertThat(client.read(SUBJECT, tip).leaves()).hasSize(1);
        assertThat(client.suspicions()).isEmpty();
    }

    @Test
    @Order(5)
    void aValidatorWhosePagesAreForgedOnTheWayIsCaught() throws IOException {
        NodeId liar = commons.validators().get(1).id();
        CountDownLatch spoke = new CountDownLatch(1);
        LedgerClient misled =
                client(
                        (peer, request) -> {
                            if (!peer.id().equals(liar)) {
                                hold(spoke);
                                return exchange.exchange(peer, request);
                            }
                            PeerAnswer answer = exchange.exchange(peer, request);
                            spoke.countDown();
                            boolean isPage = request.path().startsWith("/v1/ledger/subject");
                            return isPage ? damaged(answer) : answer;
                        },
                        HeadStore.inMemory());

        await().atMost(LONG)
                .untilAsserted(() -> {
                    assertThat(misled.read(SUBJECT, Tip.START).leaves())
                            .hasSize((int) sequence + 1);
                    assertThat(misled.suspicions())
                            .extracting(Suspicion::validator)
                            .containsOnly(liar);
                });
    }

    /// Only the pages of the validator that answers first are read, so the others wait for it.
    private static void hold(CountDownLatch until) throws InterruptedIOException {
        try {
            boolean _ = until.await(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /// The last byte but a few belongs to a leaf or its proof.
    private static PeerAnswer damaged(PeerAnswer answer) {
        byte[] bytes = Bytes.of(answer.body()).bytes();
        bytes[bytes.length - 10] ^= 1;
        return new PeerAnswer(answer.status(), ByteBuffer.wrap(bytes));
    }

    @Test
    @Order(6)
    void aValidatorThatShowsAnOldHeadIsCaught() throws IOException {
        NodeId liar = commons.validators().get(2).id();
        Map<String, PeerAnswer> recorded = new ConcurrentHashMap<>();
        LedgerClient misled =
                client(
                        (peer, request) ->
                                peer.id().equals(liar)
                                        ? replay(recorded, request, peer)
                                        : exchange.exchange(peer, request),
                        HeadStore.inMemory());
        misled.read(SUBJECT, Tip.START);
        await().atMost(LONG).until(() -> recorded.containsKey("/v1/ledger/tips"));
        requireAccepted(client.submit(commit(sequence++)));

        for (int i = 0; i < 8; i++) {
            assertThat(misled.read(SUBJECT, Tip.START).leaves()).hasSize((int) sequence + 1);
        }
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(misled.suspicions())
                                .extracting(Suspicion::validator, Suspicion::what)
                                .containsOnly(tuple(liar, Suspicion.What.OLD_HEAD)));
    }

    /// Answers every question as it was answered the first time.
    private PeerAnswer replay(
            Map<String, PeerAnswer> recorded, PeerRequest request, PeerAddress peer)
            throws IOException {
        PeerAnswer before = recorded.get(request.path());
        if (before == null) {
            before = exchange.exchange(peer, request);
            recorded.put(request.path(), before);
        }
        return new PeerAnswer(before.status(), before.body().duplicate());
    }

    @Test
    @Order(7)
    void oneValidatorMayDie() throws Exception {
        running.remove(1).close();

        for (int i = 0; i < 5; i++) {
            requireAccepted(client.submit(commit(sequence++)));
        }
        Reading reading = client(exchange, heads).read(SUBJECT, Tip.START);
        assertThat(reading.leaves()).hasSize((int) sequence + 1);
        assertThat(reading.leaves()).extracting(LedgerLeaf::index).isSorted();
        assertThat(client.suspicions()).isEmpty();
    }
}
