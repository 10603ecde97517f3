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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A whole commons in this JVM: real validators, nodes, sockets, TLS and disks, on loopback.
final class LocalNetwork {
    static final List<String> COUNTRIES = List.of("DE", "FR", "NL", "AT", "FI", "ES", "IE", "US");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService cores = Executors.newFixedThreadPool(2);
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<NodeRuntime> nodes = new ArrayList<>();
    private final CommonsFile commons;

    LocalNetwork(Path dir) throws IOException, InterruptedException {
        LocalCommons local = Founding.createLocal(dir, 4);
        commons = local.commons();
        for (ValidatorSetup setup : local.validators()) {
            open.add(ValidatorRuntime.start(setup, exchange(setup.key())));
        }
        for (String country : COUNTRIES) {
            startNode(dir.resolve("node-" + country), country);
        }
        for (NodeRuntime node : nodes) {
            if (!node.awaitKnown(Duration.ofSeconds(60))) {
                throw new IllegalStateException("a node did not become known");
            }
        }
    }

    private void startNode(Path dir, String country) throws IOException {
        Country where = new Country(country);
        NodeSetup setup =
                new NodeSetup(
                        dir,
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
        nodes.add(node);
        open.add(node);
    }

    CommonsFile commons() {
        return commons;
    }

    NodeRuntime node(String country) {
        return nodes.get(COUNTRIES.indexOf(country));
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
