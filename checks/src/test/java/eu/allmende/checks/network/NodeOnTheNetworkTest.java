package eu.allmende.checks.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.allmende.app.net.OkHttpExchange;
import eu.allmende.node.run.NodePorts;
import eu.allmende.node.run.NodeRuntime;
import eu.allmende.node.run.NodeSetup;
import eu.allmende.node.serve.CannotStartException;
import eu.allmende.node.validator.Founding;
import eu.allmende.node.validator.LocalCommons;
import eu.allmende.node.validator.ValidatorRuntime;
import eu.allmende.node.validator.ValidatorSetup;
import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.follow.ErrorAnswer;
import eu.allmende.protocol.follow.HeadStore;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.LedgerPorts;
import eu.allmende.protocol.follow.SubmitResult;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.DeviceConsent;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.Receipt;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.piece.PackManifest;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.piece.PieceRoots;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// One node in a commons of one validator: real TLS, ledger and disk.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeOnTheNetworkTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final FolderId FOLDER = new FolderId(1, 2);

    private final SecureRandom random = new SecureRandom();
    private final SigningKey account = SigningKey.generate(random);
    private final SigningKey device = SigningKey.generate(random);
    private final OkHttpExchange exchange = new OkHttpExchange(device);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<AutoCloseable> open = new ArrayList<>(List.of(exchange));
    private LocalCommons commons;
    private LedgerClient ledger;
    private Path dir;
    private NodeRuntime node;

    @BeforeAll
    void found(@TempDir Path place) throws Exception {
        commons = Founding.createLocal(place, 1);
        ValidatorSetup setup = commons.validators().getFirst();
        open.add(ValidatorRuntime.start(setup, exchange(setup.key())));
        ledger =
                new LedgerClient(
                        commons.commons(),
                        new LedgerPorts(
                                exchange, HeadStore.inMemory(), threads, InstantSource.system()));
        await().atMost(LIMIT)
                .ignoreExceptions()
                .until(() -> isAccepted(createAccount()) && isAccepted(addDevice(device)));
        assertThat(isAccepted(createFolder())).isTrue();
    }

    @AfterAll
    void end() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        threads.shutdownNow();
    }

    @BeforeEach
    void startNode(@TempDir Path place) throws Exception {
        dir = place;
        node = start("DE", 0, 1L << 30);
        assertThat(node.awaitKnown(LIMIT)).isTrue();
    }

    @AfterEach
    void stopNode() throws IOException {
        node.close();
    }

    private OkHttpExchange exchange(SigningKey key) {
        OkHttpExchange one = new OkHttpExchange(key);
        open.add(one);
        return one;
    }

    private NodeRuntime start(String country, int port, long quotaBytes) throws IOException {
        Country where = new Country(country);
        return NodeRuntime.start(
                new NodeSetup(
                        dir,
                        commons.commons(),
                        NodeAttributes.declared(where, where),
                        "somebody",
                        quotaBytes,
                        "127.0.0.1",
                        port),
                new NodePorts(
                        this::exchange, HeadStore.inMemory(), threads, InstantSource.system()));
    }

    private boolean isAccepted(SignedEntry entry) throws IOException {
        return ledger.submit(entry) instanceof SubmitResult.Accepted;
    }

    private SignedEntry sign(Entry entry, SigningKey key) {
        return SignedEntry.sign(commons.commons().commons(), entry, key);
    }

    private SignedEntry createAccount() {
        return sign(
                new Entry.AccountCreate(account.publicKey(), Bytes.EMPTY, Bytes.EMPTY), account);
    }

    private SignedEntry addDevice(SigningKey added) {
        DeviceConsent consent =
                new DeviceConsent(
                        commons.commons().commons(),
                        account.publicKey().accountId(),
                        added.publicKey(),
                        Bytes.EMPTY);
        return sign(
                new Entry.DeviceAdd(
                        consent.account(),
                        added.publicKey(),
                        Bytes.EMPTY,
                        Bytes.EMPTY,
                        consent.sign(added)),
                account);
    }

    private SignedEntry createFolder() {
        return sign(
                new Entry.FolderCreate(
                        FOLDER,
                        account.publicKey().accountId(),
                        Fence.preset("eu-sovereign").declaredOnly(),
                        Bytes.EMPTY),
                device);
    }

    /// A pack of one piece.
    private record Piece(PackManifest manifest, ByteBuffer bytes) {
        static Piece of(int seed, int length) {
            byte[] bytes = new byte[length];
            new Random(seed).nextBytes(bytes);
            return new Piece(
                    new PackManifest(
                            new PackShape(1, 1, 1, length),
                            List.of(PieceRoots.of(0, ByteBuffer.wrap(bytes)))),
                    ByteBuffer.wrap(bytes));
        }

        String path() {
            return "/v1/piece/" + manifest.root() + "/0";
        }

        PeerRequest put() {
            ByteBuffer form = manifest.encode();
            return PeerRequest.put(
                    path() + "?folder=" + FOLDER,
                    List.of(ByteBuffer.allocate(4).putInt(form.remaining()).flip(), form, bytes),
                    LIMIT);
        }

        PeerRequest get() {
            return PeerRequest.get(path(), LIMIT);
        }
    }

    private PeerAnswer ask(PeerRequest request) throws IOException {
        return exchange.exchange(node.address(), request);
    }

    private static String sentence(PeerAnswer answer) throws IOException {
        return ErrorAnswer.decode(Bytes.of(answer.body())).sentence();
    }

    @Test
    void aPieceIsThereAgainAfterTheNodeWasRestarted() throws Exception {
        Piece piece = Piece.of(1, 5_000_000);
        PeerAnswer kept = ask(piece.put());
        assertThat(kept.status()).isEqualTo(201);
        assertThat(Receipt.decode(Bytes.of(kept.body())).isSigned()).isTrue();
        NodeId id = node.id();

        node.close();
        node = start("DE", 0, 1L << 30);

        assertThat(node.id()).isEqualTo(id);
        ByteBuffer answer = ask(piece.get()).body();
        answer.position(4 + answer.getInt());
        assertThat(answer).isEqualTo(piece.bytes);
        assertThat(node.status().meter().usage().pieces()).isEqualTo(1);
    }

    @Test
    void whoMayNotPutLargePiecesHearsWhyAndTheConnectionGoesOn() throws Exception {
        Piece piece = Piece.of(2, 16_000_000);
        try (OkHttpExchange stranger = new OkHttpExchange(SigningKey.generate(random))) {
            for (int i = 0; i < 20; i++) {
                PeerAnswer answer = stranger.exchange(node.address(), piece.put());

                assertThat(answer.status()).isEqualTo(403);
                assertThat(sentence(answer)).contains("no live device");
            }
            assertThat(
                            stranger.exchange(node.address(), PeerRequest.get("/v1/alive", LIMIT))
                                    .isSuccess())
                    .isTrue();
        }
        assertThat(node.status().meter().usage().pieces()).isZero();
    }

    @Test
    void aNodeOutsideTheFenceAndAFullNodeSaySo() throws Exception {
        node.close();
        node = start("US", 0, 1L << 30);
        PeerAnswer outside = ask(Piece.of(3, 100_000).put());
        assertThat(outside.status()).isEqualTo(403);
        assertThat(sentence(outside)).contains("US");

        node.close();
        node = start("DE", 0, 1_000_000);
        PeerAnswer full = ask(Piece.of(4, 5_000_000).put());
        assertThat(full.status()).isEqualTo(507);
        assertThat(sentence(full)).isEqualTo("This node has no room for the piece.");
    }

    @Test
    void aRevokedDeviceIsRefusedWithinSeconds() throws Exception {
        SigningKey lost = SigningKey.generate(random);
        assertThat(isAccepted(addDevice(lost))).isTrue();
        OkHttpExchange way = exchange(lost);
        assertThat(way.exchange(node.address(), Piece.of(5, 1000).put()).status()).isEqualTo(201);

        Entry revoke =
                new Entry.DeviceRevoke(
                        account.publicKey().accountId(), lost.publicKey().deviceId());
        assertThat(isAccepted(sign(revoke, account))).isTrue();

        await().atMost(LIMIT)
                .until(() -> way.exchange(node.address(), Piece.of(6, 1000).put()).status() == 403);
    }

    @Test
    void aDamagedPieceIsToldFromAnAbsentOne() throws Exception {
        Piece piece = Piece.of(7, 300_000);
        ask(piece.put());
        node.close();
        try (RandomAccessFile volume =
                new RandomAccessFile(dir.resolve("pieces/000001.vol").toFile(), "rw")) {
            volume.seek(100_000);
            int old = volume.read();
            volume.seek(100_000);
            volume.write(old ^ 1);
        }
        node = start("DE", 0, 1L << 30);

        assertThat(ask(piece.get()).status()).isEqualTo(410);
        assertThat(ask(Piece.of(8, 10).get()).status()).isEqualTo(404);
        assertThat(ask(piece.put()).status()).isEqualTo(201);
        assertThat(ask(piece.get()).status()).isEqualTo(200);
    }

    @Test
    void whatIsInTheWayOfStartingIsOneSentence() throws Exception {
        assertThatThrownBy(() -> start("DE", 0, 1L << 30))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("Another program uses this node's directory.");
        int port = node.address().port();
        Path own = dir;
        dir = own.resolve("another");

        assertThatThrownBy(() -> start("DE", port, 1L << 30))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("Port " + port + " is already in use.");
    }

    @Test
    void theDirectoryKnowsWhereTheNodeAnswers() throws Exception {
        assertThat(ledger.directory())
                .anySatisfy(record -> {
                    assertThat(record.statement().nodeKey().nodeId()).isEqualTo(node.id());
                    assertThat(record.statement().port()).isEqualTo(node.address().port());
                    assertThat(record.statement().operator()).isEqualTo("somebody");
                });
        assertThat(node.trouble()).isEmpty();
    }
}
