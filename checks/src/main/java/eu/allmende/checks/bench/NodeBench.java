package eu.allmende.checks.bench;

import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/// Pieces to and from seven nodes, each a process of its own with a heap of 96 MiB, over TLS on
/// loopback, 32 transfers at once. Speeds are those of all nodes and the one who asks together.
final class NodeBench implements Bench.Measured {
    private static final int PACKS = 66;
    private static final int SMALL_PACKS = 300;
    private static final int AT_ONCE = 32;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @Override
    public List<Figure> measure() throws Exception {
        Path dir = Files.createTempDirectory("allmende-bench");
        try (NodesOnLoopback nodes = NodesOnLoopback.start(dir)) {
            List<Figure> figures = new ArrayList<>();
            BenchPacks warm = new BenchPacks(0, 10, 16 << 20);
            timed(nodes, warm, this::put);
            timed(nodes, warm, this::get);
            BenchPacks packs = new BenchPacks(1, PACKS, 16 << 20);
            double bytes = (double) packs.pieceBytes() * PACKS * BenchPacks.PIECES;
            double megabytes = bytes / 1e6;
            figures.add(
                    Figure.speed(
                            "pieces kept, 5.3 MiB each, fsynced",
                            megabytes / timed(nodes, packs, this::put),
                            bytes / 1e6 / 15,
                            "MB/s"));
            figures.add(
                    Figure.speed(
                            "pieces read", megabytes / timed(nodes, packs, this::get), 0, "MB/s"));
            BenchPacks small = new BenchPacks(2, SMALL_PACKS, 64 << 10);
            figures.add(
                    Figure.speed(
                            "pieces kept, 21 KiB each, fsynced",
                            SMALL_PACKS * BenchPacks.PIECES / timed(nodes, small, this::put),
                            0,
                            "/s"));
            figures.add(Figure.cost("largest node, resident", nodes.largestMegabytes(), 0, "MB"));
            return figures;
        } finally {
            delete(dir);
        }
    }

    /// One transfer of one piece.
    private interface Transfer {
        void run(NodesOnLoopback nodes, BenchPacks packs, int pack, int index) throws IOException;
    }

    private void put(NodesOnLoopback nodes, BenchPacks packs, int pack, int index)
            throws IOException {
        String path = packs.path(pack, index) + "?folder=" + nodes.folder();
        expect(nodes, index, PeerRequest.put(path, packs.body(pack, index), TIMEOUT));
    }

    private void get(NodesOnLoopback nodes, BenchPacks packs, int pack, int index)
            throws IOException {
        expect(nodes, index, PeerRequest.get(packs.path(pack, index), TIMEOUT));
    }

    private static void expect(NodesOnLoopback nodes, int node, PeerRequest request)
            throws IOException {
        PeerAnswer answer = nodes.ask(node, request);
        if (!answer.isSuccess()) {
            throw new IOException("a node answered " + answer.status());
        }
    }

    /// Seconds that all pieces of all packs took.
    private static double timed(NodesOnLoopback nodes, BenchPacks packs, Transfer transfer)
            throws Exception {
        Semaphore slots = new Semaphore(AT_ONCE);
        List<Future<?>> running = Collections.synchronizedList(new ArrayList<>());
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int pack = 0; pack < packs.count(); pack++) {
                for (int index = 0; index < BenchPacks.PIECES; index++) {
                    int one = pack;
                    int piece = index;
                    slots.acquire();
                    Callable<Void> work =
                            () -> {
                                try {
                                    transfer.run(nodes, packs, one, piece);
                                    return null;
                                } finally {
                                    slots.release();
                                }
                            };
                    running.add(threads.submit(work));
                }
            }
        }
        for (Future<?> one : running) {
            one.get();
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
