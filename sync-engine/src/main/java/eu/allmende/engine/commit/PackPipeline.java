package eu.allmende.engine.commit;

import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.pack.Pack;
import eu.allmende.engine.pack.PackBuilder;
import eu.allmende.engine.place.Placement;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.seal.BadChunkException;
import eu.allmende.engine.seal.ChunkSealer;
import eu.allmende.engine.transfer.Spreader;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.PackPlacement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Seals chunks on all cores, packs them in the order in which they came, and spreads each pack as
/// soon as it is full. Bounded: whoever adds waits while too much is under way. The cores never
/// wait for the network.
final class PackPipeline implements AutoCloseable {
    private static final int SEALING_BYTES = 12 * 1024 * 1024;
    private static final int PACKS_UNDER_WAY = 2;
    private static final int MOST_PLACINGS = 3;
    private static final int PROOFREAD_ONE_IN = 64;

    private final FlowPorts ports;
    private final Parts parts;
    private final Progress progress;
    private final Semaphore sealing = new Semaphore(SEALING_BYTES);
    private final Semaphore spreading = new Semaphore(PACKS_UNDER_WAY);
    private final BlockingQueue<Optional<Sealing>> queue = new LinkedBlockingQueue<>();
    private final List<CompletableFuture<Void>> spreads = new ArrayList<>();
    private final CompletableFuture<Void> packer;
    private long contentBytes;
    private int packs;
    private volatile @Nullable String trouble;
    private volatile boolean closed;

    /// What the pipeline is made of.
    record Parts(
            ChunkSealer sealer,
            PackBuilder builder,
            Spreader spreader,
            Placements placements,
            Uploads uploads) {}

    /// Says where a pack of so many bytes may lie, without nodes that just failed it.
    @FunctionalInterface
    interface Placements {
        Optional<Placement> place(int packBytes, Set<NodeId> without);
    }

    /// What becomes of packs whose pieces are on disks. Called from several threads.
    interface Uploads {
        /// Enough pieces are on disks.
        void uploaded(PackPlacement placement, Map<ChunkId, Extent> extents) throws IOException;

        /// More pieces are, later.
        void completed(PackPlacement placement);
    }

    private record Sealing(
            ChunkId id, int contentBytes, int weight, CompletableFuture<byte[]> sealed) {}

    PackPipeline(FlowPorts ports, Parts parts, Progress progress) {
        this.ports = ports;
        this.parts = parts;
        this.progress = progress;
        this.packer = CompletableFuture.runAsync(this::pack, ports.threads());
    }

    /// Takes a chunk over; returns once there is room for it.
    ///
    /// @throws SpreadException if a pack could not be placed
    void add(ChunkId id, byte[] chunk) throws IOException {
        failIfInTrouble();
        int weight = Math.max(1, Math.min(chunk.length, SEALING_BYTES));
        acquire(sealing, weight);
        CompletableFuture<byte[]> sealed =
                CompletableFuture.supplyAsync(
                        () -> parts.sealer.seal(id, ByteBuffer.wrap(chunk)), ports.cores());
        queue.add(Optional.of(new Sealing(id, chunk.length, weight, sealed)));
    }

    /// Waits until all that was added is on disks.
    ///
    /// @throws SpreadException if a pack could not be placed
    void finish() throws IOException {
        close();
        join(packer);
        for (CompletableFuture<Void> spread : spreads) {
            join(spread);
        }
        failIfInTrouble();
    }

    /// Takes nothing more. What was added goes out nevertheless, unless there was trouble.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            queue.add(Optional.empty());
        }
    }

    /// Too few nodes took a pack's pieces; the message is one sentence for a person.
    static final class SpreadException extends IOException {
        private final String sentence;

        SpreadException(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    /// The packer's loop. After trouble it only makes room, so that nobody waits for ever.
    private void pack() {
        try {
            for (Optional<Sealing> next = queue.take(); next.isPresent(); next = queue.take()) {
                try {
                    put(next.get());
                } finally {
                    sealing.release(next.get().weight);
                }
            }
            if (trouble == null && !parts.builder.isEmpty()) {
                spread();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            trouble = "Sending was interrupted.";
        } catch (IOException e) {
            trouble = "Sending was interrupted: " + e.getMessage() + ".";
        }
    }

    private void put(Sealing next) throws IOException {
        if (trouble != null) {
            return;
        }
        try {
            byte[] sealed = next.sealed.join();
            if (!parts.builder.fits(sealed.length)) {
                spread();
            }
            parts.builder.add(next.id, sealed);
            contentBytes += next.contentBytes;
        } catch (CompletionException e) {
            trouble = "A chunk could not be sealed.";
        }
    }

    private void spread() throws IOException {
        Pack pack = parts.builder.close();
        long content = contentBytes;
        contentBytes = 0;
        boolean proofread = isProofread(packs++);
        acquire(spreading, 1);
        spreads.removeIf(one -> one.isDone() && !one.isCompletedExceptionally());
        spreads.add(
                CompletableFuture.runAsync(() -> place(pack, content, proofread), ports.threads()));
    }

    private void place(Pack pack, long content, boolean proofread) {
        CompletableFuture<?> whole = CompletableFuture.completedFuture(pack);
        try {
            if (proofread) {
                proofread(pack);
            }
            whole = place(pack, content);
        } catch (IOException e) {
            trouble = "Sending was interrupted: " + e.getMessage() + ".";
        } finally {
            CompletableFuture<?> _ = whole.whenComplete((_, _) -> spreading.release());
        }
    }

    /// Places anew when holders turn out to be gone, or refuse: they are left out then.
    private CompletableFuture<?> place(Pack pack, long content) throws IOException {
        String sentence = "No node inside the fence can be reached.";
        Set<NodeId> failed = new HashSet<>();
        for (int placing = 0; placing < MOST_PLACINGS; placing++) {
            Optional<Placement> placement = parts.placements.place(pack.lengthBytes(), failed);
            if (placement.isEmpty()) {
                break;
            }
            switch (parts.spreader.spread(pack, placement.get(), progress)) {
                case Spreader.Outcome.Spread spread -> {
                    parts.uploads.uploaded(spread.placement(), pack.extents());
                    progress.moved(content);
                    return spread.whole().thenAccept(whole -> complete(spread, whole));
                }
                case Spreader.Outcome.TooFew few -> {
                    sentence = few.sentence();
                    failed.addAll(few.failed());
                }
            }
        }
        trouble = sentence;
        return CompletableFuture.completedFuture(pack);
    }

    private void complete(Spreader.Outcome.Spread spread, PackPlacement whole) {
        if (whole.keptPieces() > spread.placement().keptPieces()) {
            parts.uploads.completed(whole);
        }
    }

    /// One pack in so many is opened again before it leaves; in tests each is.
    private static boolean isProofread(int number) {
        return PackPipeline.class.desiredAssertionStatus() || number % PROOFREAD_ONE_IN == 0;
    }

    private void proofread(Pack pack) throws IOException {
        byte[] all = new byte[pack.lengthBytes()];
        pack.bytes().get(all);
        for (Map.Entry<ChunkId, Extent> one : pack.extents().entrySet()) {
            Extent extent = one.getValue();
            byte[] sealed = java.util.Arrays.copyOfRange(all, extent.offset(), extent.end());
            try {
                parts.sealer.open(one.getKey(), sealed);
            } catch (BadChunkException e) {
                throw new IOException("a pack does not open again; is this memory sound", e);
            }
        }
    }

    private void failIfInTrouble() throws SpreadException {
        String sentence = trouble;
        if (sentence != null) {
            throw new SpreadException(sentence);
        }
    }

    private static void acquire(Semaphore semaphore, int permits) throws IOException {
        try {
            semaphore.acquire(permits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("sending was interrupted", e);
        }
    }

    private static void join(CompletableFuture<Void> running) throws IOException {
        try {
            running.join();
        } catch (CompletionException e) {
            throw new IOException("sealing or spreading failed", e);
        }
    }
}
