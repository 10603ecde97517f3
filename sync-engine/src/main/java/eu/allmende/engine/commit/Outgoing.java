package eu.allmende.engine.commit;

import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.keys.CipherWarmUp;
import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.pack.PackBuilder;
import eu.allmende.engine.pack.PackIndex;
import eu.allmende.engine.place.Placement;
import eu.allmende.engine.place.Placer;
import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.transfer.Spreader;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.LedgerView.Use;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.piece.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The chunks of one publication on their way out: each once, and none that is there already. What
/// the publication's commit must claim is gathered on the way.
final class Outgoing implements AutoCloseable {
    /// Packs that no commit claimed for a week are void; well before, they are not counted on.
    private static final Duration COUNTED_ON = Duration.ofDays(6);

    private final Publisher.Parts parts;
    private final Sender sender;
    private final Consumer<PackPlacement> completed;
    private final Set<ChunkId> taken = new HashSet<>();
    private final Set<PackRoot> claims = ConcurrentHashMap.newKeySet();
    private @Nullable PackPipeline pipeline;
    private long expectedBytes;

    /// Who sends.
    ///
    /// @param kind what is sent
    record Sender(Device device, FolderHandle folder, PackShelf.Kind kind, Progress progress) {}

    /// @param completed told of packs whose last pieces came to lie on disks later
    Outgoing(Publisher.Parts parts, Sender sender, Consumer<PackPlacement> completed) {
        this.parts = parts;
        this.sender = sender;
        this.completed = completed;
    }

    /// Whether a chunk need not be sent. Packs that an earlier publication sent in vain, or that a
    /// commit released, are claimed on the way.
    boolean isThere(ChunkId chunk) throws IOException {
        if (taken.contains(chunk)) {
            return true;
        }
        Optional<FlowState.Spot> spot = parts.state().findChecked(chunk);
        if (spot.isEmpty() || isVoidSoon(spot.get())) {
            return false;
        }
        if (spot.get().use() != Use.CLAIMED) {
            claims.add(spot.get().pack());
        }
        return true;
    }

    /// Whether a chunk is there in another pack than those.
    boolean isElsewhere(ChunkId chunk, Set<PackRoot> packs) throws IOException {
        Optional<FlowState.Spot> spot = parts.state().findChecked(chunk, packs);
        if (spot.isEmpty() || isVoidSoon(spot.get())) {
            return false;
        }
        if (spot.get().use() != Use.CLAIMED) {
            claims.add(spot.get().pack());
        }
        return true;
    }

    /// The code that a pack of that length would have now; empty if no node can be reached.
    Optional<Code> rung(int packBytes) throws IOException {
        parts.roster().refreshIfPossible();
        return place(packBytes, Set.of()).map(Placement::code);
    }

    /// Reads packs of the folder.
    PackReader reader() {
        return parts.readers().get();
    }

    private boolean isVoidSoon(FlowState.Spot spot) {
        long age = parts.ports().clock().millis() - spot.sinceMillis();
        return spot.use() == Use.WAITING && age > COUNTED_ON.toMillis();
    }

    /// So much content is to be added: much of it goes after what is small.
    void expects(long contentBytes) {
        expectedBytes = contentBytes;
        CipherWarmUp.expect(contentBytes);
    }

    /// Takes a chunk that is not there; waits while too much is under way.
    ///
    /// @throws PackPipeline.SpreadException if a pack could not be placed
    void add(ChunkId id, byte[] bytes) throws IOException {
        PackPipeline open = pipeline;
        if (open == null) {
            open = open();
            pipeline = open;
        }
        taken.add(id);
        open.add(id, bytes);
    }

    /// Waits until all that was added is on disks; more may be added afterwards.
    ///
    /// @throws PackPipeline.SpreadException if a pack could not be placed
    void finish() throws IOException {
        PackPipeline open = pipeline;
        if (open != null) {
            open.finish();
            pipeline = null;
            taken.clear();
        }
    }

    /// The packs that the commit must claim.
    Set<PackRoot> claims() {
        return claims;
    }

    /// Where a chunk lies that was sent, or was there.
    Batches.Part where(ChunkId id) throws IOException {
        FlowState.Spot spot =
                parts.state().find(id).orElseThrow(() -> new IOException("a part is not noted"));
        return new Batches.Part(id, spot.pack(), spot.extent());
    }

    @Override
    public void close() {
        PackPipeline open = pipeline;
        if (open != null) {
            open.close();
        }
    }

    private PackPipeline open() throws IOException {
        parts.roster().refreshIfPossible();
        FolderHandle folder = sender.folder;
        Spreader spreader =
                new Spreader(
                        new Spreader.Sender(folder.id(), folder.fence().hash(), sender.device.id()),
                        new Spreader.Parts(
                                parts.ports().exchange(),
                                parts.ports().threads(),
                                parts.reach(),
                                Lanes.way(parts.ports().limits().up(), expectedBytes)));
        PackBuilder builder =
                new PackBuilder(new PackIndex(folder.id(), folder.keys()), parts.ports().random());
        return new PackPipeline(
                parts.ports(),
                new PackPipeline.Parts(parts.sealer(), builder, spreader, this::place, uploads()),
                sender.progress);
    }

    private Optional<Placement> place(int packBytes, Set<NodeId> without) {
        Placer placer = new Placer(sender.folder.fence(), parts.ports().random());
        List<RosterNode> asked =
                placer.eligible(parts.roster().nodes()).stream()
                        .filter(node -> !without.contains(node.id()))
                        .toList();
        return placer.place(parts.reach().reachable(asked), packBytes);
    }

    /// What is on disks is noted at once, so that nothing is sent twice whatever happens next.
    private PackPipeline.Uploads uploads() {
        return new PackPipeline.Uploads() {
            @Override
            public void uploaded(PackPlacement placement, Map<ChunkId, Extent> extents)
                    throws IOException {
                parts.state().noteSpread(placement, extents, sender.kind);
                claims.add(placement.root());
            }

            @Override
            public void completed(PackPlacement placement) {
                completed.accept(placement);
            }
        };
    }
}
