package eu.allmende.engine.transfer;

import eu.allmende.engine.place.Placement;
import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.transfer.Spreader.Outcome;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.ledger.Receipt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Spreads one pack: sends all n pieces side by side, each to a spare node if its holder fails.
final class SpreadRound {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LEAST_GRACE = Duration.ofMillis(500);
    private static final Duration MOST_GRACE = Duration.ofSeconds(5);
    private static final Duration TAIL = Duration.ofSeconds(15);
    private static final int PACKS_UNDER_WAY = 4;

    private final Pieces pieces;
    private final PackRoot root;
    private final Placement placement;
    private final Progress progress;
    private final Spreader.Means means;
    private final List<RosterNode> spare;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Map<Integer, Running> running = new HashMap<>();
    private final Map<Integer, Kept> kept = new HashMap<>();
    private final Set<NodeId> failed = new HashSet<>();
    private volatile boolean over;

    private record Kept(RosterNode holder, Receipt receipt) {}

    private record Running(RosterNode holder, Future<?> task) {}

    private record Ended(int index, Optional<Kept> kept) {}

    SpreadRound(Pieces pieces, Placement placement, Progress progress, Spreader.Means means) {
        this.pieces = pieces;
        this.root = pieces.manifest().root();
        this.placement = placement;
        this.progress = progress;
        this.means = means;
        this.spare = new ArrayList<>(placement.spare());
    }

    Outcome run() throws IOException {
        int enough = placement.code().commitAt();
        long begin = System.nanoTime();
        for (int index = 0; index < placement.holders().size(); index++) {
            send(index, placement.holders().get(index));
        }
        while (kept.size() < enough && !running.isEmpty()) {
            take(LIMIT.plus(LIMIT));
        }
        if (kept.size() < enough) {
            return new Outcome.TooFew(
                    "Only %d of %d pieces could be placed; %d are needed."
                            .formatted(kept.size(), placement.holders().size(), enough),
                    Set.copyOf(failed));
        }
        takeUntil(System.nanoTime() + grace(System.nanoTime() - begin).toNanos());
        PackPlacement now = placed();
        return new Outcome.Spread(
                now, running.isEmpty() ? CompletableFuture.completedFuture(now) : tail());
    }

    /// Slow holders get as long again as the others took.
    private static Duration grace(long tookNanos) {
        Duration took = Duration.ofNanos(tookNanos);
        if (took.compareTo(LEAST_GRACE) < 0) {
            return LEAST_GRACE;
        }
        return took.compareTo(MOST_GRACE) > 0 ? MOST_GRACE : took;
    }

    private CompletableFuture<PackPlacement> tail() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        takeUntil(System.nanoTime() + TAIL.plus(underLimit()).toNanos());
                    } catch (IOException e) {
                        progress.noticed("Slow nodes were given up: " + e.getMessage() + ".");
                    }
                    giveUp();
                    return placed();
                },
                means.threads());
    }

    /// By how much a limit makes a round longer: other packs are on their way as well.
    private Duration underLimit() {
        long bytes = 0;
        for (ByteBuffer piece : pieces.bytes()) {
            bytes += piece.remaining();
        }
        return means.way().timeFor(PACKS_UNDER_WAY * bytes);
    }

    private void giveUp() {
        over = true;
        for (Running slow : running.values()) {
            slow.task.cancel(true);
            means.reach().note(slow.holder.id(), Reach.State.SILENT);
            progress.noticed("A node took too long to take a piece.");
        }
    }

    private void takeUntil(long deadlineNanos) throws IOException {
        while (!running.isEmpty()) {
            long left = deadlineNanos - System.nanoTime();
            if (left <= 0 || !take(Duration.ofNanos(left))) {
                return;
            }
        }
    }

    /// Waits for one transfer to end; false if none did in time.
    private boolean take(Duration wait) throws IOException {
        Ended next = await(wait);
        if (next == null) {
            return false;
        }
        Running done = running.remove(next.index);
        if (done != null && next.kept.isEmpty()) {
            failed.add(done.holder.id());
        }
        if (next.kept.isPresent()) {
            kept.put(next.index, next.kept.get());
        } else {
            substitute().ifPresent(other -> send(next.index, other));
        }
        return true;
    }

    /// A spare node that may have a piece beside those who have, or are sent, the others.
    private Optional<RosterNode> substitute() {
        List<RosterNode> others = new ArrayList<>();
        kept.values().forEach(one -> others.add(one.holder));
        running.values().forEach(one -> others.add(one.holder));
        Optional<RosterNode> found =
                spare.stream().filter(node -> placement.allows(node, others)).findFirst();
        found.ifPresent(spare::remove);
        return found;
    }

    private @Nullable Ended await(Duration wait) throws IOException {
        try {
            return ended.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("spreading was interrupted", e);
        }
    }

    private void send(int index, RosterNode node) {
        FutureTask<Boolean> task = new FutureTask<>(() -> deliver(index, node));
        running.put(index, new Running(node, task));
        means.threads().execute(task);
    }

    private boolean deliver(int index, RosterNode node) throws InterruptedException {
        Optional<Kept> one = Optional.empty();
        try {
            one = put(index, node).map(receipt -> new Kept(node, receipt));
        } finally {
            ended.add(new Ended(index, one));
        }
        return one.isPresent();
    }

    private Optional<Receipt> put(int index, RosterNode node) throws InterruptedException {
        try {
            return new PieceSending(pieces, progress, means, LIMIT.plus(underLimit()))
                    .send(index, node);
        } catch (IOException e) {
            if (!over) {
                means.reach().note(node.id(), Reach.State.SILENT);
                progress.noticed("A node did not take a piece; it goes elsewhere if it can.");
            }
            return Optional.empty();
        }
    }

    private PackPlacement placed() {
        List<Integer> holders = new ArrayList<>();
        List<Receipt> receipts = new ArrayList<>();
        for (int index = 0; index < placement.holders().size(); index++) {
            Kept one = kept.get(index);
            holders.add(one == null ? PackPlacement.NOBODY : one.holder.number());
            if (one != null) {
                receipts.add(one.receipt);
            }
        }
        return new PackPlacement(
                root, pieces.manifest().shape(), holders, Receipt.hashOf(receipts));
    }
}
