package eu.allmende.checks.bench;

import eu.allmende.app.demo.Stage;
import eu.allmende.app.device.EngineOpener;
import eu.allmende.app.net.OkHttpExchange;
import eu.allmende.engine.account.AccountException;
import eu.allmende.engine.account.Accounts;
import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.commit.CommonsFolder;
import eu.allmende.engine.commit.FlowPorts;
import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.RemoteSnapshot;
import eu.allmende.engine.remote.Upkeep;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.transfer.Limits;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.follow.HeadStore;
import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.LedgerPorts;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.identity.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// How long a new device takes to a folder's whole tree, and to its first file: by its snapshot and
/// the commits after it. Sizes: `-Dentries=` and `-Dcommits=`.
final class JoinBench implements Bench.Measured {
    private static final int ENTRIES = Integer.getInteger("entries", 100_000);
    private static final int COMMITS = Integer.getInteger("commits", 10_000);
    private static final int AT_ONCE = 2_000;
    private static final int BETWEEN_CARES = 50;

    private final EngineOpener engines;
    private final SecureRandom random = new SecureRandom();
    private final Random choices = new Random(7);
    private final Tree tree = new Tree();
    private long head;
    private int snapshots;

    JoinBench(EngineOpener engines) {
        this.engines = engines;
    }

    @Override
    public List<Figure> measure() throws Exception {
        try (Scratch scratch = Scratch.make();
                Stage stage = scratch.stage(engines);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService cores = Executors.newFixedThreadPool(2);
                Way way = new Way(stage, threads, cores)) {
            Path dir = Files.createDirectories(scratch.dir().resolve("join"));
            Accounts accounts = new Accounts(way.ledger, random);
            Device device = accounts.create("bench").device();
            way.as(device);
            Fence fence = Fence.preset("eu-sovereign").declaredOnly();
            FolderHandle handle = accounts.createFolder(device, "bench", fence);
            long start = System.nanoTime();
            Content.File first = makeHistory(way, device, handle, dir);
            System.err.printf(
                    "%d entries, %d commits and %d snapshots in %.0f s%n",
                    tree.size(), head, snapshots, (System.nanoTime() - start) / 1e9);
            return join(way, device, dir, first);
        }
    }

    /// The way of one device into the commons.
    private static final class Way implements AutoCloseable {
        private final Stage stage;
        private final ExecutorService threads;
        private final ExecutorService cores;
        private OkHttpExchange exchange;
        private LedgerClient ledger;

        Way(Stage stage, ExecutorService threads, ExecutorService cores) {
            this.stage = stage;
            this.threads = threads;
            this.cores = cores;
            exchange = new OkHttpExchange(SigningKey.generate(new SecureRandom()));
            ledger = client();
        }

        private LedgerClient client() {
            return new LedgerClient(
                    stage.commons(),
                    new LedgerPorts(
                            exchange, HeadStore.inMemory(), threads, InstantSource.system()));
        }

        /// From now on as this device, which knows nothing yet.
        void as(Device device) {
            exchange.close();
            exchange = new OkHttpExchange(device.key());
            ledger = client();
        }

        CommonsFolder open(Device device, FolderHandle handle, Path database) throws IOException {
            FlowPorts ports =
                    new FlowPorts(
                            ledger,
                            exchange,
                            threads,
                            cores,
                            new SecureRandom(),
                            InstantSource.system(),
                            Limits.none());
            Accounts accounts = new Accounts(ledger, new SecureRandom());
            return new CommonsFolder(
                    ports, device, handle, accounts.state(device.account()), database);
        }

        @Override
        public void close() {
            exchange.close();
        }
    }

    private Content.File makeHistory(Way way, Device device, FolderHandle handle, Path dir)
            throws IOException {
        try (CommonsFolder folder = way.open(device, handle, dir.resolve("a.db"))) {
            Path file = Files.write(dir.resolve("file"), new byte[10_000]);
            Content.File content;
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                content =
                        folder.namer()
                                .name(
                                        channel,
                                        new ContentNamer.Facts(
                                                channel.size(), Instant.EPOCH, false));
            }
            commit(folder, List.of(change(0, "file", content)), file);
            for (int from = 1; from < ENTRIES; from += AT_ONCE) {
                List<Change> some = new ArrayList<>();
                for (int i = from; i < Math.min(ENTRIES, from + AT_ONCE); i++) {
                    some.add(change(i, "a link of number " + i, link()));
                }
                commit(folder, some, file);
            }
            while (head < COMMITS) {
                int entry = 1 + choices.nextInt(ENTRIES - 1);
                commit(folder, List.of(change(entry, "a link of number " + entry, link())), file);
                if (head % BETWEEN_CARES == 0) {
                    care(folder);
                }
            }
            return content;
        }
    }

    private Content link() {
        return new Content.Link("target " + choices.nextLong());
    }

    private static Change change(int number, String name, Content content) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        return new Change(
                new EntryId(mixed, number + 1L),
                Optional.of(new EntryState(EntryState.ROOT, name, content)));
    }

    private void commit(CommonsFolder folder, List<Change> changes, Path file) throws IOException {
        Publication made =
                folder.publish(head, changes, _ -> Files.newByteChannel(file), Progress.NONE);
        if (!made.equals(new Publication.Committed(head + 1))) {
            throw new IOException("a commit was not taken: " + made);
        }
        head++;
        tree.change(changes);
    }

    private void care(CommonsFolder folder) throws IOException {
        if (folder.head() != head) {
            throw new IOException("the folder has moved on");
        }
        Optional<Upkeep.Chore> chore = folder.upkeep().due(head, tree);
        if (chore.isPresent() && chore.get().run(Progress.NONE)) {
            head++;
            snapshots++;
            var _ = folder.commitsAfter(head - 1);
        }
    }

    private List<Figure> join(Way way, Device device, Path dir, Content.File first)
            throws IOException, AccountException {
        way.as(device);
        System.gc();
        List<MemoryPoolMXBean> pools =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .toList();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        FolderHandle handle = new Accounts(way.ledger, random).find(device, "bench").orElseThrow();
        try (CommonsFolder folder = way.open(device, handle, dir.resolve("b.db"))) {
            long newest = folder.head();
            RemoteSnapshot begun = folder.upkeep().snapshotAfter(0).orElseThrow();
            Tree joined = begun.tree();
            folder.commitsAfter(begun.sequence())
                    .forEach(commit -> joined.change(commit.changes()));
            double whole = (System.nanoTime() - start) / 1e9;
            if (newest != head || joined.size() != tree.size()) {
                throw new IOException("the tree is not the same");
            }
            folder.fetch(
                    List.of(new Wanted(new EntryId(0, 1), first)), intoMemory(), Progress.NONE);
            double file = (System.nanoTime() - start) / 1e9;
            double peak =
                    pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / 1e6;
            return List.of(
                    Figure.cost("a new device has the whole tree", whole, 0, "s"),
                    Figure.cost("a new device has its first file", file, 30, "s"),
                    Figure.cost("commits it read", (double) (newest - begun.sequence()), 0, ""),
                    Figure.cost("peak of the heap meanwhile, both trees in it", peak, 0, "MB"));
        }
    }

    private static Arrival intoMemory() {
        return new Arrival() {
            @Override
            public WritableByteChannel begin(Wanted wanted) {
                return Channels.newChannel(new ByteArrayOutputStream());
            }

            @Override
            public void arrived(Wanted wanted) {}

            @Override
            public void failed(Wanted wanted, String reason) {
                throw new IllegalStateException(reason);
            }
        };
    }
}
