package eu.allmende.node.run;

import eu.allmende.node.admit.Door;
import eu.allmende.node.admit.LedgerRegister;
import eu.allmende.node.admit.Space;
import eu.allmende.node.keys.KeyFile;
import eu.allmende.node.retire.Retirement;
import eu.allmende.node.serve.CannotStartException;
import eu.allmende.node.serve.Endpoint;
import eu.allmende.node.serve.HttpsServer;
import eu.allmende.node.serve.Reply;
import eu.allmende.node.serve.Routes;
import eu.allmende.node.store.CannotOpenException;
import eu.allmende.node.store.PieceStore;
import eu.allmende.node.store.VolumePieceStore;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.LedgerPorts;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A running node.
public final class NodeRuntime implements AutoCloseable {
    private static final byte[] SALT =
            "allmende operator salt v1".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT_BYTES = 16;

    private final NodeSetup setup;
    private final SigningKey key;
    private final PieceStore store;
    private final Space space;
    private final LedgerRegister register;
    private final HttpsServer server;
    private final Announcer announcer;
    private final Retirement retirement;
    private final AtomicBoolean closed = new AtomicBoolean();

    private NodeRuntime(NodeSetup setup, NodePorts ports, Keys keys, PieceStore store)
            throws IOException {
        this.setup = setup;
        this.key = keys.node;
        this.store = store;
        space = new Space(setup.dir(), setup.quotaBytes(), store::usage);
        LedgerClient ledger =
                new LedgerClient(
                        setup.commons(),
                        new LedgerPorts(
                                ports.exchange().apply(key),
                                ports.heads(),
                                ports.threads(),
                                ports.clock()));
        register = new LedgerRegister(ledger);
        try {
            server = serve(ports.clock());
            announcer = announcer(ledger, keys.disk, ports);
            retirement = Retirement.begin(ledger, store, setup.dir().resolve("retired.db"));
        } catch (IOException e) {
            register.close();
            throw e;
        }
        announcer.begin();
    }

    /// Starts a node: it serves at once, and registers as soon as the validators answer.
    ///
    /// @throws CannotStartException with one sentence, if the port is in use, the directory cannot
    ///   be used or another program uses it, or a key is missing; nothing is lost then
    public static NodeRuntime start(NodeSetup setup, NodePorts ports) throws IOException {
        Keys keys = Keys.of(setup.dir());
        PieceStore store = openStore(setup, keys.disk);
        try {
            return new NodeRuntime(setup, ports, keys, store);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /// @param disk not for signing: its seed seals what lies on the disk
    private record Keys(SigningKey node, SigningKey disk) {
        static Keys of(Path dir) throws CannotStartException {
            SecureRandom random = new SecureRandom();
            try {
                Files.createDirectories(dir);
                return new Keys(
                        KeyFile.loadOrCreate(dir.resolve("node.key"), random),
                        KeyFile.loadOrCreate(dir.resolve("disk.key"), random));
            } catch (IOException e) {
                throw new CannotStartException(
                        "The node's keys cannot be read or made in its directory.", e);
            }
        }
    }

    private static PieceStore openStore(NodeSetup setup, SigningKey disk) throws IOException {
        byte[] diskKey = disk.seed();
        try {
            return VolumePieceStore.open(setup.dir().resolve("pieces"), diskKey);
        } catch (CannotOpenException e) {
            throw new CannotStartException(e.sentence(), e);
        } catch (IOException e) {
            throw new CannotStartException(
                    "The node's pieces cannot be opened: the disk is full, or may not be written.",
                    e);
        } finally {
            Arrays.fill(diskKey, (byte) 0);
        }
    }

    /// Waits until the node is on the ledger and in the directory.
    ///
    /// @return false if that has not come about within the limit
    public boolean awaitKnown(Duration limit) throws InterruptedException {
        return announcer.awaitKnown(limit);
    }

    /// Who this node is.
    public NodeId id() {
        return key.publicKey().nodeId();
    }

    /// Where this node answers.
    public PeerAddress address() {
        return new PeerAddress(id(), setup.host(), server.port());
    }

    /// How this node is now.
    public NodeStatus status() throws IOException {
        return new NodeStatus(id(), space.meter(), setup.quotaBytes());
    }

    /// Lets retired pieces go now, not only within the hour.
    ///
    /// @return how many were dropped for good
    public int letGo() throws IOException {
        return retirement.look();
    }

    /// What keeps the node from being known to the commons, in one sentence; empty if nothing does.
    public Optional<String> trouble() {
        return announcer.trouble();
    }

    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        announcer.close();
        register.close();
        try (store;
                retirement) {
            server.close();
        }
    }

    private HttpsServer serve(InstantSource clock) throws IOException {
        Endpoint pieces =
                new PieceEndpoint(store, new Door(register, setup.attributes()), space, key, clock);
        Endpoint state =
                call ->
                        switch (call.path()) {
                            case "/v1/node/status" -> Reply.ok(status().encode());
                            case "/v1/alive" -> Reply.text("ok");
                            default -> Reply.notFound();
                        };
        return HttpsServer.start(
                key,
                setup.host(),
                setup.port(),
                new Routes(
                        List.of(
                                new Routes.Route("/v1/piece/", pieces),
                                new Routes.Route("/v1/challenge/", pieces),
                                new Routes.Route("/v1/", state))));
    }

    private Announcer announcer(LedgerClient ledger, SigningKey disk, NodePorts ports) {
        NodeRecord.Statement record =
                new NodeRecord.Statement(
                        key.publicKey(),
                        setup.host(),
                        server.port(),
                        setup.operator(),
                        salt(disk),
                        0);
        Entry.NodeRegister registration =
                new Entry.NodeRegister(
                        key.publicKey(),
                        record.operatorHash(),
                        setup.attributes(),
                        setup.quotaBytes());
        return new Announcer(ledger, key, registration, record, ports.clock());
    }

    /// The same at each start, and known to nobody else until the record shows it.
    private static Bytes salt(SigningKey disk) {
        byte[] seed = disk.seed();
        try {
            return Bytes.of(Arrays.copyOf(Hash.sha256(SALT, seed).bytes(), SALT_BYTES));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }
}
