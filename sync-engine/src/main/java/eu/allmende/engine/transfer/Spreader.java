package eu.allmende.engine.transfer;

import eu.allmende.engine.pack.Pack;
import eu.allmende.engine.place.Placement;
import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.Progress;
import eu.allmende.protocol.erasure.ErasureCode;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.ledger.Receipt;
import eu.allmende.protocol.peer.PeerExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// Makes pieces of packs and has them kept. For several packs at once.
public final class Spreader {
    private static final int MOST_TRANSFERS = 32;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Means means;
    private final Map<String, ErasureCode> codes = new ConcurrentHashMap<>();

    /// Whose packs are spread: what receipts must say.
    ///
    /// @param fenceHash of the folder's fence
    public record Sender(FolderId folder, Hash fenceHash, DeviceId uploader) {}

    /// What a round of spreading works with.
    record Means(
            Sender sender,
            PeerExchange exchange,
            Executor threads,
            Reach reach,
            Semaphore transfers,
            Throttle.Way way) {}

    /// What a spreader is made of.
    ///
    /// @param threads runs blocking transfers side by side: a virtual thread each
    /// @param way how fast pieces go
    public record Parts(PeerExchange exchange, Executor threads, Reach reach, Throttle.Way way) {}

    /// Makes ready to spread packs.
    public Spreader(Sender sender, Parts parts) {
        means =
                new Means(
                        sender,
                        parts.exchange,
                        parts.threads,
                        parts.reach,
                        new Semaphore(MOST_TRANSFERS, true),
                        parts.way);
    }

    /// What came of spreading a pack.
    public sealed interface Outcome {
        /// Enough pieces are on disks; here is what the ledger must know.
        ///
        /// @param placement as it is now; pieces of slow holders may be missing
        /// @param whole once the slow holders have taken their pieces, or were given up
        record Spread(PackPlacement placement, CompletableFuture<PackPlacement> whole)
                implements Outcome {}

        /// Fewer pieces than a commit needs could be placed.
        ///
        /// @param sentence for a person
        /// @param failed nodes that did not keep what they were sent
        record TooFew(String sentence, Set<NodeId> failed) implements Outcome {}
    }

    /// Has one piece kept by one node.
    ///
    /// @return the node's receipt; empty if it does not keep the piece
    /// @throws IOException if the node does not answer as it should, or this thread was interrupted
    public Optional<Receipt> send(Pieces pieces, int index, RosterNode node, Progress progress)
            throws IOException {
        long bytes = pieces.bytes().get(index).remaining();
        Duration limit = LIMIT.plus(means.way.timeFor(bytes));
        try {
            return new PieceSending(pieces, progress, means, limit).send(index, node);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("sending a piece was interrupted", e);
        }
    }

    /// Spreads a pack over the placement's holders; spare nodes take the place of holders that
    /// fail. Returns once enough pieces are on disks and slow holders were waited for a little.
    ///
    /// @throws IOException if this thread was interrupted
    public Outcome spread(Pack pack, Placement placement, Progress progress) throws IOException {
        int k = placement.code().needed();
        int n = placement.code().wanted();
        ErasureCode code = codes.computeIfAbsent(k + "/" + n, _ -> ErasureCode.of(k, n));
        return new SpreadRound(Pieces.of(pack, code, k, n), placement, progress, means).run();
    }
}
