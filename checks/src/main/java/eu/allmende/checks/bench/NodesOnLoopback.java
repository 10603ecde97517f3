package eu.allmende.checks.bench;

import eu.allmende.app.net.OkHttpExchange;
import eu.allmende.node.validator.Founding;
import eu.allmende.node.validator.LocalCommons;
import eu.allmende.node.validator.ValidatorRuntime;
import eu.allmende.node.validator.ValidatorSetup;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.follow.HeadStore;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.LedgerPorts;
import eu.allmende.protocol.follow.SubmitResult;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.ledger.DeviceConsent;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Four validators here, seven nodes in processes of their own, and a device with a folder.
final class NodesOnLoopback implements AutoCloseable {
    private static final int NODES = BenchPacks.PIECES;
    private static final int HEAP_MEGABYTES = 96;

    private final FolderId folder = new FolderId(1, 2);
    private final SigningKey device = SigningKey.generate(new SecureRandom());
    private final OkHttpExchange exchange = new OkHttpExchange(device);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<AutoCloseable> validators = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    private List<PeerAddress> nodes = List.of();

    private NodesOnLoopback() {}

    static NodesOnLoopback start(Path dir) throws IOException {
        NodesOnLoopback all = new NodesOnLoopback();
        try {
            all.open(dir);
            return all;
        } catch (IOException e) {
            all.close();
            throw e;
        }
    }

    FolderId folder() {
        return folder;
    }

    PeerAnswer ask(int node, PeerRequest request) throws IOException {
        return exchange.exchange(nodes.get(node), request);
    }

    /// Resident memory of the largest node, where the system tells.
    double largestMegabytes() {
        return processes.stream().mapToDouble(NodesOnLoopback::residentMegabytes).max().orElse(0);
    }

    @Override
    public void close() throws IOException {
        processes.forEach(Process::destroy);
        processes.forEach(process -> process.onExit().join());
        exchange.close();
        for (AutoCloseable one : validators.reversed()) {
            try {
                one.close();
            } catch (Exception e) { // closeables differ in what they throw
                throw new IOException("a validator did not close", e);
            }
        }
        threads.shutdownNow();
    }

    private void open(Path dir) throws IOException {
        LocalCommons local = Founding.createLocal(dir.resolve("validators"), 4);
        for (ValidatorSetup setup : local.validators()) {
            OkHttpExchange own = new OkHttpExchange(setup.key());
            validators.add(own);
            validators.add(ValidatorRuntime.start(setup, own));
        }
        LedgerClient ledger =
                new LedgerClient(
                        local.commons(),
                        new LedgerPorts(
                                exchange, HeadStore.inMemory(), threads, InstantSource.system()));
        Path file = dir.resolve("commons.json");
        Files.writeString(file, local.commons().toJson());
        for (int i = 0; i < NODES; i++) {
            processes.add(node(dir.resolve("node-" + i), file));
        }
        for (Process process : processes) {
            awaitReady(process);
        }
        submit(ledger, local.commons());
        nodes =
                ledger.directory().stream()
                        .map(NodeRecord::statement)
                        .map(record ->
                                new PeerAddress(
                                        record.nodeKey().nodeId(), record.host(), record.port()))
                        .toList();
    }

    private static Process node(Path dir, Path commons) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--"))
                .forEach(command::add);
        command.addAll(
                List.of(
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "eu.allmende.app.Main"));
        command.addAll(List.of("node", "start", "--dir", dir.toString()));
        command.addAll(List.of("--commons", commons.toString(), "--quota", "50GiB"));
        command.addAll(List.of("--country", "DE", "--law", "DE", "--operator", dir.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void awaitReady(Process process) throws IOException {
        BufferedReader lines = process.inputReader();
        String line = lines.readLine();
        while (line != null && !line.equals("ready")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("a node did not start");
        }
    }

    private void submit(LedgerClient ledger, CommonsFile commons) throws IOException {
        SigningKey account = SigningKey.generate(new SecureRandom());
        DeviceConsent consent =
                new DeviceConsent(
                        commons.commons(),
                        account.publicKey().accountId(),
                        device.publicKey(),
                        Bytes.EMPTY);
        Entry create = new Entry.AccountCreate(account.publicKey(), Bytes.EMPTY, Bytes.EMPTY);
        Entry add =
                new Entry.DeviceAdd(
                        consent.account(),
                        device.publicKey(),
                        Bytes.EMPTY,
                        Bytes.EMPTY,
                        consent.sign(device));
        Entry first =
                new Entry.FolderCreate(
                        folder, consent.account(), Fence.preset("eu").declaredOnly(), Bytes.EMPTY);
        List<SignedEntry> entries =
                List.of(
                        SignedEntry.sign(commons.commons(), create, account),
                        SignedEntry.sign(commons.commons(), add, account),
                        SignedEntry.sign(commons.commons(), first, device));
        if (!ledger.submit(entries).stream().allMatch(SubmitResult.Accepted.class::isInstance)) {
            throw new IOException("the ledger refused the bench's account");
        }
    }

    private static double residentMegabytes(Process process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1000)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
