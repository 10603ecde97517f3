package eu.allmende.node.run;

import eu.allmende.node.admit.Door;
import eu.allmende.node.admit.LedgerRegister;
import eu.allmende.node.admit.Space;
import eu.allmende.node.keys.KeyFile;
import eu.allmende.node.serve.Endpoint;
import eu.allmende.node.serve.HttpsServer;
import eu.allmende.node.serve.Reply;
import eu.allmende.node.serve.Routes;
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
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
    private final AtomicBoolean closed = new AtomicBoolean();

    private NodeRuntime(NodeSetup setup, NodePorts ports) throws IOException {
        this.setup = setup;
        Files.createDirectories(setup.dir());
        SecureRandom random = new SecureRandom();
        key = KeyFile.loadOrCreate(setup.dir().resolve("node.key"), random);
        byte[] diskKey = KeyFile.loadOrCreate(setup.dir().resolve("disk.key"), random).seed();
        store = VolumePieceStore.open(setup.dir().resolve("pieces"), diskKey);
        space = new Space(setup.dir(), setup.quotaBytes(), () -> store.usage().bytes());
        LedgerClient ledger =
                new LedgerClient(
                        setup.commons(),
                        new LedgerPorts(
                                ports.exchange().apply(key),
                                ports.heads(),
                                ports.threads(),
                                ports.clock()));
        register = new LedgerRegister(ledger);
        PieceEndpoint pieces =
                new PieceEndpoint(
                        store, new Door(register, setup.attributes()), space, key, ports.clock());
        server = serve(pieces);
        announcer = announcer(ledger, diskKey, ports);
        Arrays.fill(diskKey, (byte) 0);
        announcer.begin();
    }

    /// Starts a node: it serves at once, and registers as soon as the validators answer.
    ///
    /// @throws eu.allmende.node.serve.CannotStartException if the port is in use
    /// @throws IOException if the directory cannot be used
    public static NodeRuntime start(NodeSetup setup, NodePorts ports) throws IOException {
        return new NodeRuntime(setup, ports);
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
        PieceStore.Usage usage = store.usage();
        return new NodeStatus(
                id(), usage.pieces(), usage.bytes(), space.freeBytes(), setup.quotaBytes());
    }

    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        announcer.close();
        register.close();
        server.close();
        store.close();
    }

    private HttpsServer serve(Endpoint pieces) throws IOException {
        Routes routes =
                new Routes(
                        List.of(
                                new Routes.Route("/v1/piece/", pieces),
                                new Routes.Route("/v1/challenge/", pieces),
                                new Routes.Route(
                                        "/v1/node/status", _ -> Reply.ok(status().encode())),
                                new Routes.Route("/v1/alive", _ -> Reply.text("ok"))));
        try {
            return HttpsServer.start(key, setup.host(), setup.port(), routes);
        } catch (IOException e) {
            register.close();
            store.close();
            throw e;
        }
    }

    private Announcer announcer(LedgerClient ledger, byte[] diskKey, NodePorts ports) {
        byte[] digest = Hash.sha256(SALT, diskKey).bytes();
        Bytes salt = Bytes.of(Arrays.copyOf(digest, SALT_BYTES));
        NodeRecord.Statement record =
                new NodeRecord.Statement(
                        key.publicKey(), setup.host(), server.port(), setup.operator(), salt, 0);
        Entry.NodeRegister registration =
                new Entry.NodeRegister(
                        key.publicKey(),
                        record.operatorHash(),
                        setup.attributes(),
                        setup.quotaBytes());
        return new Announcer(ledger, key, registration, record, ports.clock());
    }
}
