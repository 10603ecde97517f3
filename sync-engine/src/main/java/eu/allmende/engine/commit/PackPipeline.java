package eu.allmende.engine.commit;

import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.pack.Pack;
import eu.allmende.engine.pack.PackBuilder;
import eu.allmende.engine.place.Placement;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.seal.ChunkSealer;
import eu.allmende.engine.transfer.Spreader;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.ledger.PackPlacement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Seals chunks on all cores, packs them, and spreads each pack as soon as it is full. Bounded:
/// whoever adds waits while too much is under way.
final class PackPipeline {
    private static final int SEALING_BYTES = 32 * 1024 * 1024;
    private static final int PACKS_UNDER_WAY = 3;
    private static final int MOST_PLACINGS = 3;

    private final FlowPorts ports;
    private final ChunkSealer sealer;
    private final PackBuilder builder;
    private final Spreader spreader;
    private final Supplier<Optional<Placement>> placements;
    private final Progress progress;
    private final Semaphore sealing = new Semaphore(SEALING_BYTES);
    private final Semaphore spreading = new Semaphore(PACKS_UNDER_WAY);
    private final List<CompletableFuture<Void>> jobs = new ArrayList<>();
    private final List<CompletableFuture<Void>> spreads = new ArrayList<>();
    private final List<Uploaded> uploaded = new ArrayList<>();
    private Optional<String> trouble = Optional.empty();

    /// A pack whose pieces are on disks.
    record Uploaded(PackPlacement placement, Map<ChunkId, Extent> extents) {}

    /// What the pipeline is made of.
    record Parts(ChunkSealer sealer, PackBuilder builder, Spreader spreader) {}

    PackPipeline(
            FlowPorts ports,
            Parts parts,
            Supplier<Optional<Placement>> placements,
            Progress progress) {
        this.ports = ports;
        this.sealer = parts.sealer;
        this.builder = parts.builder;
        this.spreader = parts.spreader;
        this.placements = placements;
        this.progress = progress;
    }

    /// Takes a chunk over; returns once there is room for it.
    void add(ChunkId id, byte[] chunk) throws IOException {
        int weight = Math.max(1, Math.min(chunk.length, SEALING_BYTES));
        sealing.acquireUninterruptibly(weight);
        synchronized (this) {
            jobs.removeIf(job -> job.isDone() && !job.isCompletedExceptionally());
            jobs.add(CompletableFuture.runAsync(() -> seal(id, chunk, weight), ports.cores()));
        }
        if (isInTrouble()) {
            throw new SpreadException(trouble.orElse(""));
        }
    }

    /// Waits until all that was added is on disks.
    ///
    /// @throws SpreadException if a pack could not be placed
    List<Uploaded> finish() throws IOException {
        await(jobs);
        synchronized (builder) {
            if (!builder.isEmpty()) {
                spread(builder.close());
            }
        }
        await(spreads);
        if (isInTrouble()) {
            throw new SpreadException(trouble.orElse(""));
        }
        synchronized (this) {
            return List.copyOf(uploaded);
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

    private void seal(ChunkId id, byte[] chunk, int weight) {
        try {
            byte[] sealed = sealer.seal(id, ByteBuffer.wrap(chunk));
            synchronized (builder) {
                if (!builder.fits(sealed.length)) {
                    spread(builder.close());
                }
                builder.add(id, sealed);
            }
        } finally {
            sealing.release(weight);
        }
        progress.moved(chunk.length);
    }

    private void spread(Pack pack) {
        spreading.acquireUninterruptibly();
        CompletableFuture<Void> spread =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                place(pack);
                            } finally {
                                spreading.release();
                            }
                        },
                        ports.threads());
        synchronized (this) {
            spreads.removeIf(one -> one.isDone() && !one.isCompletedExceptionally());
            spreads.add(spread);
        }
    }

    /// Places anew when holders turn out to be gone: what failed is known by then, and left out.
    private void place(Pack pack) {
        Optional<String> failure = Optional.empty();
        for (int placing = 0; placing < MOST_PLACINGS; placing++) {
            Optional<Placement> placement = placements.get();
            if (placement.isEmpty()) {
                failure = Optional.of("No node inside the fence can be reached.");
                break;
            }
            switch (spreader.spread(pack, placement.get(), progress)) {
                case Spreader.Outcome.Spread spread -> {
                    synchronized (this) {
                        uploaded.add(new Uploaded(spread.placement(), pack.extents()));
                    }
                    return;
                }
                case Spreader.Outcome.TooFew few -> failure = Optional.of(few.sentence());
            }
        }
        failure.ifPresent(this::note);
    }

    private synchronized void note(String sentence) {
        trouble = Optional.of(sentence);
    }

    private synchronized boolean isInTrouble() {
        return trouble.isPresent();
    }

    private void await(List<CompletableFuture<Void>> running) throws IOException {
        List<CompletableFuture<Void>> all;
        synchronized (this) {
            all = List.copyOf(running);
        }
        try {
            all.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw new IOException("sealing or spreading failed", e);
        }
    }
}
