package eu.allmende.checks.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.allmende.app.net.OkHttpExchange;
import eu.allmende.node.run.NodePorts;
import eu.allmende.node.run.NodeRuntime;
import eu.allmende.node.run.NodeSetup;
import eu.allmende.node.validator.Founding;
import eu.allmende.node.validator.LocalCommons;
import eu.allmende.node.validator.ValidatorRuntime;
import eu.allmende.node.validator.ValidatorSetup;
import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.follow.HeadStore;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.LedgerPorts;
import eu.allmende.protocol.follow.SubmitResult;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.DeviceConsent;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.piece.PackManifest;
import eu.allmende.protocol.piece.PackShape;
import eu.allmende.protocol.piece.PieceRoots;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pack's end, from the ledger to the node's disk, over real sockets; by a clock that runs ahead.
class RetiredPackTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final FolderId FOLDER = new FolderId(1, 2);

    private final SecureRandom random = new SecureRandom();
    private final SigningKey account = SigningKey.generate(random);
    private final SigningKey device = SigningKey.generate(random);
    private final OkHttpExchange exchange = new OkHttpExchange(device);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<AutoCloseable> open = new ArrayList<>(List.of(exchange));
    private final LaterClock clock = new LaterClock();
    private LocalCommons commons;
    private LedgerClient ledger;
    private NodeRuntime node;
    private long sequence;

    @BeforeEach
    void found(@TempDir Path dir) throws Exception {
        commons = Founding.createLocal(dir.resolve("commons"), 1);
        ValidatorSetup setup = commons.validators().getFirst();
        open.add(ValidatorRuntime.start(setup, exchange(setup.key()), clock));
        ledger =
                new LedgerClient(
                        commons.commons(),
                        new LedgerPorts(
                                exchange, HeadStore.inMemory(), threads, InstantSource.system()));
        await().atMost(LIMIT).ignoreExceptions().until(this::hasFolder);
        Country where = new Country("DE");
        node =
                NodeRuntime.start(
                        new NodeSetup(
                                dir.resolve("node"),
                                commons.commons(),
                                NodeAttributes.declared(where, where),
                                "somebody",
                                1L << 30,
                                "127.0.0.1",
                                0),
                        new NodePorts(
                                this::exchange,
                                HeadStore.inMemory(),
                                threads,
                                InstantSource.system()));
        open.add(node);
        assertThat(node.awaitKnown(LIMIT)).isTrue();
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        threads.shutdownNow();
    }

    @Test
    void aRetiredPackLeavesTheNodeThreeDaysAndAWeekLaterThoughNothingIsOrdered() throws Exception {
        PackRoot pack = orderedPack();
        commit(List.of(pack), List.of());
        commit(List.of(), List.of(pack));
        Entry retire = new Entry.Retire(FOLDER, List.of(pack));
        assertThat(refusal(retire)).isEqualTo(Refusal.TOO_EARLY.code());

        clock.passes(Duration.ofDays(30));
        submit(device, retire);
        assertThat(node.letGo()).isZero();
        clock.passes(Duration.ofHours(73));
        assertThat(node.letGo()).isZero();
        clock.passes(Duration.ofDays(6));
        assertThat(node.letGo()).isZero();
        assertThat(node.status().meter().usage().pieces()).isEqualTo(1);
        clock.passes(Duration.ofDays(2));

        assertThat(node.letGo()).isEqualTo(1);

        assertThat(node.status().meter().usage().pieces()).isZero();
        assertThat(exchange.exchange(node.address(), get(pack)).status()).isEqualTo(404);
    }

    @Test
    void aVoidPackLeavesTheNodeToo() throws Exception {
        PackRoot pack = orderedPack();
        Entry retire = new Entry.Retire(FOLDER, List.of(pack));
        clock.passes(Duration.ofDays(6));
        assertThat(refusal(retire)).isEqualTo(Refusal.TOO_EARLY.code());
        clock.passes(Duration.ofDays(1));

        submit(device, retire);
        assertThat(node.letGo()).isZero();
        clock.passes(Duration.ofHours(73));
        assertThat(node.letGo()).isZero();
        clock.passes(Duration.ofDays(8));

        assertThat(node.letGo()).isEqualTo(1);
        assertThat(exchange.exchange(node.address(), get(pack)).status()).isEqualTo(404);
    }

    /// One that lies on the node and that no commit claims.
    private PackRoot orderedPack() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[10_000]);
        PackManifest manifest =
                new PackManifest(
                        new PackShape(1, 1, 1, bytes.remaining()),
                        List.of(PieceRoots.of(0, bytes)));
        put(manifest, bytes);
        PackPlacement placement =
                new PackPlacement(manifest.root(), manifest.shape(), List.of(0), Hash.sha256());
        submit(device, new Entry.Packs(FOLDER, List.of(placement)));
        return manifest.root();
    }

    private boolean hasFolder() throws IOException {
        AccountId id = account.publicKey().accountId();
        DeviceConsent consent =
                new DeviceConsent(commons.commons().commons(), id, device.publicKey(), Bytes.EMPTY);
        return isAccepted(
                        account,
                        new Entry.AccountCreate(account.publicKey(), Bytes.EMPTY, Bytes.EMPTY))
                && isAccepted(
                        account,
                        new Entry.DeviceAdd(
                                id,
                                device.publicKey(),
                                Bytes.EMPTY,
                                Bytes.EMPTY,
                                consent.sign(device)))
                && isAccepted(
                        device,
                        new Entry.FolderCreate(
                                FOLDER,
                                id,
                                Fence.preset("eu-sovereign").declaredOnly(),
                                Bytes.EMPTY));
    }

    private void put(PackManifest manifest, ByteBuffer bytes) throws IOException {
        ByteBuffer form = manifest.encode();
        ByteBuffer length = ByteBuffer.allocate(4).putInt(form.remaining()).flip();
        PeerRequest put =
                PeerRequest.put(
                        "/v1/piece/" + manifest.root() + "/0?folder=" + FOLDER,
                        List.of(length, form, bytes),
                        LIMIT);
        assertThat(exchange.exchange(node.address(), put).status()).isEqualTo(201);
    }

    private static PeerRequest get(PackRoot pack) {
        return PeerRequest.get("/v1/piece/" + pack + "/0", LIMIT);
    }

    private void commit(List<PackRoot> claimed, List<PackRoot> released) throws IOException {
        submit(
                device,
                new Entry.Commit(
                        FOLDER,
                        sequence++,
                        Entry.FIRST_EPOCH,
                        device.publicKey().deviceId(),
                        Bytes.EMPTY,
                        claimed,
                        released,
                        Optional.empty()));
    }

    private void submit(SigningKey signer, Entry entry) throws IOException {
        assertThat(ledger.submit(sign(signer, entry))).isInstanceOf(SubmitResult.Accepted.class);
    }

    private int refusal(Entry entry) throws IOException {
        return ((SubmitResult.Refused) ledger.submit(sign(device, entry))).code();
    }

    private boolean isAccepted(SigningKey signer, Entry entry) throws IOException {
        return ledger.submit(sign(signer, entry)) instanceof SubmitResult.Accepted;
    }

    private SignedEntry sign(SigningKey signer, Entry entry) {
        return SignedEntry.sign(commons.commons().commons(), entry, signer);
    }

    private OkHttpExchange exchange(SigningKey key) {
        OkHttpExchange one = new OkHttpExchange(key);
        open.add(one);
        return one;
    }

    /// This computer's clock, and some time on top.
    private static final class LaterClock extends Clock {
        private volatile Duration passed = Duration.ZERO;

        void passes(Duration time) {
            passed = passed.plus(time);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(passed);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
