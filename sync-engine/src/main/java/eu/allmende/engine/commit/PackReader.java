package eu.allmende.engine.commit;

import eu.allmende.engine.chunk.Chunker;
import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.seal.BadChunkException;
import eu.allmende.engine.seal.ChunkSealer;
import eu.allmende.engine.transfer.GatheredPack;
import eu.allmende.engine.transfer.Gatherer;
import eu.allmende.engine.transfer.Throttle;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.PackRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Gathers packs ahead of whoever reads them, and opens chunks out of them. A pack is let go once
/// all reads that were announced are done, or to keep within the bound. For several threads.
final class PackReader {
    private static final int AHEAD = 2;
    private static final int MOST_OPEN = 5;

    private final Parts parts;
    private final Progress progress;
    private final Map<PackRoot, Integer> due = new HashMap<>();
    private final Map<PackRoot, CompletableFuture<GatheredPack>> open =
            new LinkedHashMap<>(16, 0.75f, true);

    /// What a reader is made of.
    ///
    /// @param way how fast pieces come
    record Parts(
            FlowState state,
            Gatherer gatherer,
            ChunkSealer sealer,
            Chunker chunker,
            FlowPorts ports,
            Throttle.Way way) {}

    /// The order in which somebody will read packs: those after the one asked for are gathered
    /// ahead.
    static final class Course {
        static final Course NONE = new Course(List.of());

        private final List<PackRoot> order;
        private final Map<PackRoot, Integer> places = new HashMap<>();

        /// @param order each pack once
        Course(List<PackRoot> order) {
            this.order = List.copyOf(order);
            for (int i = 0; i < order.size(); i++) {
                places.putIfAbsent(order.get(i), i);
            }
        }

        private List<PackRoot> after(PackRoot root) {
            int from = places.getOrDefault(root, order.size()) + 1;
            return from >= order.size()
                    ? List.of()
                    : order.subList(from, Math.min(order.size(), from + AHEAD));
        }
    }

    PackReader(Parts parts, Progress progress) {
        this.parts = parts;
        this.progress = progress;
    }

    /// Announces one read of a pack.
    void announce(PackRoot root) {
        synchronized (open) {
            due.merge(root, 1, Integer::sum);
        }
    }

    /// Takes back one announced read.
    void forgo(PackRoot root) {
        done(root);
    }

    /// The chunk, opened and checked against its id.
    ///
    /// @throws IOException if its pack cannot be had now
    /// @throws BadChunkException if the pack is whole but the chunk is not what it should be
    ByteBuffer chunk(ChunkId id, PackRoot root, Extent extent, Course course)
            throws IOException, BadChunkException {
        return chunks(root, List.of(new Part(id, extent)), course)
                .getFirst()
                .orElseThrow(() -> new BadChunkException("a chunk is not what it should be"));
    }

    /// Where a chunk lies in a pack.
    record Part(ChunkId id, Extent extent) {}

    /// Several chunks of one pack, opened and checked against their ids, in their order; empty for
    /// one that is not what it should be. Each is one of the announced reads.
    ///
    /// @throws IOException if the pack cannot be had now
    List<Optional<ByteBuffer>> chunks(PackRoot root, List<Part> chunks, Course course)
            throws IOException {
        GatheredPack pack = pack(root, course);
        try {
            List<byte[]> sealed = new ArrayList<>();
            for (Part chunk : chunks) {
                boolean inside = chunk.extent.end() <= pack.lengthBytes();
                sealed.add(inside ? pack.copy(chunk.extent) : new byte[0]);
            }
            return parts.sealer.openAll(chunks.stream().map(Part::id).toList(), sealed);
        } finally {
            chunks.forEach(_ -> done(root));
        }
    }

    private GatheredPack pack(PackRoot root, Course course) throws IOException {
        try {
            return gatherAhead(root, course).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException failed && failed.getCause() != null) {
                throw new IOException(failed.getCause().getMessage(), failed);
            }
            throw new IOException("a pack cannot be read", e);
        }
    }

    private CompletableFuture<GatheredPack> gatherAhead(PackRoot root, Course course) {
        synchronized (open) {
            CompletableFuture<GatheredPack> wanted = start(root);
            trim();
            for (PackRoot next : course.after(root)) {
                if (whole() < MOST_OPEN || open.containsKey(next)) {
                    startAhead(next);
                }
            }
            return wanted;
        }
    }

    /// Whoever reads the pack later hears of a failure; nobody waits for it here.
    private void startAhead(PackRoot root) {
        CompletableFuture<GatheredPack> _ = start(root);
    }

    private CompletableFuture<GatheredPack> start(PackRoot root) {
        CompletableFuture<GatheredPack> running = open.get(root);
        if (running == null) {
            running = CompletableFuture.supplyAsync(() -> gather(root), parts.ports.threads());
            open.put(root, running);
        }
        return running;
    }

    /// A pack that failed is remembered: what lies in it is not asked for again and again.
    private void done(PackRoot root) {
        synchronized (open) {
            Integer left = due.computeIfPresent(root, (_, reads) -> reads - 1);
            if (left != null && left <= 0) {
                due.remove(root);
                open.remove(root);
            }
        }
    }

    private void trim() {
        Iterator<CompletableFuture<GatheredPack>> eldest = open.values().iterator();
        long whole = whole();
        while (whole > MOST_OPEN && eldest.hasNext()) {
            CompletableFuture<GatheredPack> one = eldest.next();
            if (one.isDone() && !one.isCompletedExceptionally()) {
                eldest.remove();
                whole--;
            }
        }
    }

    /// Packs that take up memory, or will.
    private long whole() {
        return open.values().stream().filter(one -> !one.isCompletedExceptionally()).count();
    }

    private GatheredPack gather(PackRoot root) {
        try {
            PackShelf.Shelved pack =
                    parts.state
                            .pack(root)
                            .orElseThrow(() ->
                                    new IOException("the ledger does not say where a pack lies"));
            return parts.gatherer.gather(pack.placement(), progress, parts.way);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
