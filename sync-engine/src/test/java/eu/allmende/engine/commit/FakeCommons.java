package eu.allmende.engine.commit;

import eu.allmende.engine.account.Accounts;
import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.account.Pairing;
import eu.allmende.engine.transfer.Limits;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.follow.HeadStore;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.LedgerPorts;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.peer.PeerExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A commons in memory: one validator with the real rules, and nodes that keep pieces in maps.
final class FakeCommons implements AutoCloseable {
    static final Fence FENCE = Fence.preset("eu-sovereign").declaredOnly();
    static final List<String> EU = List.of("DE", "FR", "NL", "AT", "FI", "ES", "IE");

    final FakeValidator validator = new FakeValidator();
    final List<FakeNode> nodes = new ArrayList<>();
    final SecureRandom random = new SecureRandom();
    private volatile Duration passed = Duration.ZERO;
    private final CountDownLatch theEnd = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService cores = Executors.newFixedThreadPool(2);

    /// Seven nodes in the European Union and one outside.
    FakeCommons() {
        EU.forEach(this::addNode);
        addNode("US");
    }

    void addNode(String country) {
        FakeNode node = new FakeNode(country, FENCE.hash(), theEnd);
        nodes.add(node);
        validator.order(node.registration(), node.key());
        validator.list(node.record());
    }

    FakeNode node(String country) {
        return nodes.stream()
                .filter(one -> one.country().equals(country))
                .findFirst()
                .orElseThrow();
    }

    /// Time goes on, for the ledger and for all devices.
    void passes(Duration time) {
        passed = passed.plus(time);
        validator.passes(time);
    }

    /// Time goes on for devices alone.
    void passesOnDevices(Duration time) {
        passed = passed.plus(time);
    }

    private InstantSource clock() {
        return () -> Instant.now().plus(passed);
    }

    /// Drops all pieces of a pack, as nodes do at last.
    void drop(PackRoot pack) {
        for (FakeNode node : nodes) {
            node.pieces.keySet().removeIf(path -> path.startsWith("/v1/piece/" + pack + "/"));
        }
    }

    /// The number under which the ledger knows a node.
    int number(String country) {
        return nodes.indexOf(node(country));
    }

    List<FakeNode> europeans() {
        return nodes.stream().filter(node -> EU.contains(node.country())).toList();
    }

    PeerExchange exchange(DeviceId caller) {
        return (peer, request) -> {
            if (validator.is(peer)) {
                return validator.answer(request);
            }
            for (FakeNode node : nodes) {
                if (node.key().publicKey().nodeId().equals(peer.id())) {
                    return node.answer(request, caller);
                }
            }
            throw new IOException("no such peer");
        };
    }

    LedgerClient ledger(DeviceId caller) {
        return new LedgerClient(
                validator.commons(),
                new LedgerPorts(exchange(caller), HeadStore.inMemory(), threads, clock()));
    }

    LedgerClient ledger() {
        return ledger(SigningKey.generate(random).publicKey().deviceId());
    }

    Accounts accounts() {
        return new Accounts(ledger(), random);
    }

    Pairing pairing() {
        LedgerClient ledger = ledger();
        return new Pairing(ledger, new Accounts(ledger, random), random, clock());
    }

    ExecutorService threads() {
        return threads;
    }

    CommonsFolder open(Device device, FolderHandle folder, Path database) throws IOException {
        LedgerClient ledger = ledger(device.id());
        FlowPorts ports =
                new FlowPorts(
                        ledger,
                        exchange(device.id()),
                        threads,
                        cores,
                        random,
                        clock(),
                        Limits.none());
        return new CommonsFolder(
                ports,
                device,
                folder,
                new Accounts(ledger, random).state(device.account()),
                database);
    }

    @Override
    public void close() {
        theEnd.countDown();
        threads.shutdownNow();
        cores.shutdownNow();
    }
}
