package eu.allmende.checks.network;

import eu.allmende.app.net.OkHttpExchange;
import eu.allmende.engine.commit.FlowPorts;
import eu.allmende.engine.transfer.Limits;
import eu.allmende.node.run.NodePorts;
import eu.allmende.node.run.NodeRuntime;
import eu.allmende.node.run.NodeSetup;
import eu.allmende.node.validator.Founding;
import eu.allmende.node.validator.LocalCommons;
import eu.allmende.node.validator.ValidatorRuntime;
import eu.allmende.node.validator.ValidatorSetup;
import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.follow.HeadStore;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.LedgerPorts;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.CommonsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// A whole commons in this JVM: real validators, nodes, sockets, TLS and disks, on loopback.
final class LocalNetwork {
    static final List<String> COUNTRIES = List.of("DE", "FR", "NL", "AT", "FI", "ES", "IE", "US");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService cores = Executors.newFixedThreadPool(2);
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, NodeRuntime> nodes = new HashMap<>();
    private final Path dir;
    private final CommonsFile commons;

    LocalNetwork(Path dir) throws IOException, InterruptedException {
        this.dir = dir;
        LocalCommons local = Founding.createLocal(dir, 4);
        commons = local.commons();
        for (ValidatorSetup setup : local.validators()) {
            open.add(ValidatorRuntime.start(setup, exchange(setup.key())));
        }
        for (String country : COUNTRIES) {
            begin(country);
        }
        for (NodeRuntime node : nodes.values()) {
            awaitKnown(node);
        }
    }

    /// Starts a node, or starts one again that was closed.
    void startNode(String country) throws IOException, InterruptedException {
        begin(country);
        awaitKnown(node(country));
    }

    private static void awaitKnown(NodeRuntime node) throws InterruptedException {
        if (!node.awaitKnown(Duration.ofSeconds(60))) {
            throw new IllegalStateException("a node did not become known");
        }
    }

    /// A node's disk is lost, all but its keys; it comes back with an empty one.
    void loseDisk(String country) throws IOException, InterruptedException {
        node(country).close();
        Path pieces = directory(country).resolve("pieces");
        try (Stream<Path> files = Files.walk(pieces)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        startNode(country);
    }

    private Path directory(String country) {
        return dir.resolve("node-" + country);
    }

    private void begin(String country) throws IOException {
        Country where = new Country(country);
        NodeSetup setup =
                new NodeSetup(
                        directory(country),
                        commons,
                        NodeAttributes.declared(where, where),
                        "operator in " + country,
                        10L << 30,
                        "127.0.0.1",
                        0);
        NodePorts ports =
                new NodePorts(
                        this::exchange, HeadStore.inMemory(), threads, InstantSource.system());
        NodeRuntime node = NodeRuntime.start(setup, ports);
        nodes.put(country, node);
        open.add(node);
    }

    CommonsFile commons() {
        return commons;
    }

    NodeRuntime node(String country) {
        return Objects.requireNonNull(nodes.get(country));
    }

    LedgerClient ledger(SigningKey key) {
        return new LedgerClient(
                commons,
                new LedgerPorts(
                        exchange(key), HeadStore.inMemory(), threads, InstantSource.system()));
    }

    FlowPorts flowPorts(SigningKey key) {
        return new FlowPorts(
                ledger(key),
                exchange(key),
                threads,
                cores,
                new SecureRandom(),
                InstantSource.system(),
                Limits.none());
    }

    private OkHttpExchange exchange(SigningKey key) {
        OkHttpExchange exchange = new OkHttpExchange(key);
        open.add(exchange);
        return exchange;
    }

    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
        threads.shutdownNow();
        cores.shutdownNow();
    }
}
