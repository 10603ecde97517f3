package eu.allmende.engine.commit;

import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.seal.BadChunkException;
import eu.allmende.engine.seal.ChunkSealer;
import eu.allmende.engine.transfer.Gatherer;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.PackPlacement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Gathers packs, each once, ahead of whoever reads them, and opens chunks out of them. For several
/// threads.
final class PackReader {
    private static final int AHEAD = 2;
    private static final int KEPT = 6;

    private final FlowState state;
    private final Gatherer gatherer;
    private final ChunkSealer sealer;
    private final FlowPorts ports;
    private final Progress progress;
    private final List<PackRoot> order;
    private final Map<PackRoot, Integer> places = new LinkedHashMap<>();
    private final Map<PackRoot, CompletableFuture<ByteBuffer>> open =
            new LinkedHashMap<>(16, 0.75f, true);

    /// What a reader is made of.
    record Parts(FlowState state, Gatherer gatherer, ChunkSealer sealer, FlowPorts ports) {}

    /// @param order in which packs will be read: those after the one asked for are gathered ahead
    PackReader(Parts parts, List<PackRoot> order, Progress progress) {
        this.state = parts.state;
        this.gatherer = parts.gatherer;
        this.sealer = parts.sealer;
        this.ports = parts.ports;
        this.progress = progress;
        this.order = order;
        for (int i = 0; i < order.size(); i++) {
            places.put(order.get(i), i);
        }
    }

    /// The chunk, opened and checked against its id.
    ///
    /// @throws IOException if its pack cannot be had now
    /// @throws BadChunkException if the pack is whole but the chunk is not what it should be
    ByteBuffer chunk(ChunkId id, PackRoot root, Extent extent)
            throws IOException, BadChunkException {
        ByteBuffer pack = pack(root);
        if (extent.end() > pack.remaining()) {
            throw new BadChunkException("a chunk lies past the end of its pack");
        }
        byte[] sealed = new byte[extent.length()];
        pack.get(pack.position() + extent.offset(), sealed);
        return sealer.open(id, sealed);
    }

    private ByteBuffer pack(PackRoot root) throws IOException {
        CompletableFuture<ByteBuffer> wanted = gatherAhead(root);
        try {
            return wanted.join();
        } catch (CompletionException e) {
            synchronized (open) {
                open.remove(root, wanted);
            }
            if (e.getCause() instanceof UncheckedIOException failed && failed.getCause() != null) {
                throw new IOException(failed.getCause().getMessage(), failed);
            }
            throw new IOException("a pack cannot be read", e);
        }
    }

    private CompletableFuture<ByteBuffer> gatherAhead(PackRoot root) {
        synchronized (open) {
            int place = places.getOrDefault(root, order.size());
            for (int i = place + 1; i <= place + AHEAD && i < order.size(); i++) {
                startAhead(order.get(i));
            }
            CompletableFuture<ByteBuffer> wanted = start(root);
            trim();
            return wanted;
        }
    }

    /// Whoever reads the pack later hears of a failure; nobody waits for it here.
    private void startAhead(PackRoot root) {
        CompletableFuture<ByteBuffer> _ = start(root);
    }

    private CompletableFuture<ByteBuffer> start(PackRoot root) {
        CompletableFuture<ByteBuffer> running = open.get(root);
        if (running == null) {
            running = CompletableFuture.supplyAsync(() -> gather(root), ports.threads());
            open.put(root, running);
        }
        return running;
    }

    private void trim() {
        Iterator<CompletableFuture<ByteBuffer>> eldest = open.values().iterator();
        while (open.size() > KEPT && eldest.hasNext()) {
            if (eldest.next().isDone()) {
                eldest.remove();
            }
        }
    }

    private ByteBuffer gather(PackRoot root) {
        try {
            PackPlacement placement =
                    state.placement(root)
                            .orElseThrow(() ->
                                    new IOException("the ledger does not say where a pack lies"));
            return gatherer.gather(placement, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
