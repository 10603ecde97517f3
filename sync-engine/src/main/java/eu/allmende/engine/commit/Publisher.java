package eu.allmende.engine.commit;

import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.chunk.Chunker;
import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.pack.PackBuilder;
import eu.allmende.engine.pack.PackIndex;
import eu.allmende.engine.place.Placer;
import eu.allmende.engine.place.Roster;
import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.ContentSource;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.seal.ChunkSealer;
import eu.allmende.engine.transfer.Reach;
import eu.allmende.engine.transfer.Spreader;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.follow.SubmitResult;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One publication: reads what is new, has it kept, orders the packs, commits.
final class Publisher {
    private static final int PACKS_PER_ENTRY = 256;
    private static final int CLAIMS_PER_COMMIT = 400;

    private final Parts parts;
    private final Device device;
    private final FolderHandle folder;
    private final Progress progress;
    private final Set<ChunkId> taken = new HashSet<>();
    private final Set<PackRoot> claims = new LinkedHashSet<>();
    private final Set<EntryId> unstable = new HashSet<>();

    /// What a publisher is made of.
    record Parts(
            FlowPorts ports,
            FlowState state,
            FolderLog log,
            Roster roster,
            Reach reach,
            Chunker chunker,
            ChunkSealer sealer) {}

    Publisher(Parts parts, Device device, FolderHandle folder, Progress progress) {
        this.parts = parts;
        this.device = device;
        this.folder = folder;
        this.progress = progress;
    }

    Publication publish(long base, List<Change> changes, ContentSource source) throws IOException {
        parts.log.refresh();
        if (parts.log.head() != base) {
            return new Publication.Overtaken();
        }
        try {
            send(changes, source);
            return unstable.isEmpty()
                    ? commitAll(base, changes)
                    : new Publication.Unstable(unstable);
        } catch (PackPipeline.SpreadException e) {
            return new Publication.Waiting(e.sentence());
        }
    }

    private void send(List<Change> changes, ContentSource source) throws IOException {
        PackPipeline pipeline = null;
        for (Change change : changes) {
            if (change.after().map(state -> state.content()).orElse(null)
                            instanceof Content.File file
                    && isNew(file.chunks())) {
                pipeline = pipeline == null ? pipeline() : pipeline;
                read(change.entry(), file, source, pipeline);
            }
        }
        if (pipeline != null) {
            order(pipeline.finish());
        }
    }

    /// Whether some chunk must be sent. Packs that an earlier publication sent in vain are claimed
    /// on the way.
    private boolean isNew(ChunkList chunks) throws IOException {
        boolean found = false;
        for (ChunkId chunk : chunks) {
            Optional<FlowState.Spot> spot = parts.state.find(chunk).filter(FlowState.Spot::checked);
            if (spot.isEmpty()) {
                found |= !taken.contains(chunk);
            } else if (!parts.state.isClaimed(spot.get().pack())) {
                claims.add(spot.get().pack());
            }
        }
        return found;
    }

    private void read(EntryId entry, Content.File file, ContentSource source, PackPipeline pipeline)
            throws IOException {
        List<ChunkId> ids = new ArrayList<>();
        try (SeekableByteChannel channel = source.open(entry)) {
            parts.chunker.cut(
                    channel,
                    file.sizeBytes(),
                    (id, bytes) -> {
                        ids.add(id);
                        take(id, bytes, pipeline);
                    });
        } catch (PackPipeline.SpreadException e) {
            throw e;
        } catch (IOException e) {
            unstable.add(entry);
            return;
        }
        if (!ChunkList.of(ids).equals(file.chunks())) {
            unstable.add(entry);
        }
    }

    private void take(ChunkId id, ByteBuffer bytes, PackPipeline pipeline) throws IOException {
        boolean known = parts.state.find(id).filter(FlowState.Spot::checked).isPresent();
        if (!known && taken.add(id)) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            pipeline.add(id, copy);
        }
    }

    private PackPipeline pipeline() throws IOException {
        parts.roster.refresh();
        Placer placer = new Placer(folder.fence(), parts.ports.random());
        List<RosterNode> eligible = placer.eligible(parts.roster.nodes());
        Spreader spreader =
                new Spreader(
                        folder.id(),
                        device.id(),
                        parts.ports.exchange(),
                        parts.ports.threads(),
                        parts.reach);
        PackBuilder builder =
                new PackBuilder(new PackIndex(folder.id(), folder.keys()), parts.ports.random());
        return new PackPipeline(
                parts.ports,
                new PackPipeline.Parts(parts.sealer, builder, spreader),
                () -> placer.place(parts.reach.reachable(eligible)),
                progress);
    }

    /// Puts the packs on the ledger and notes them here, so that nothing is sent twice whatever
    /// happens next.
    private void order(List<PackPipeline.Uploaded> uploaded) throws IOException {
        for (int from = 0; from < uploaded.size(); from += PACKS_PER_ENTRY) {
            int to = Math.min(uploaded.size(), from + PACKS_PER_ENTRY);
            List<PackPipeline.Uploaded> some = uploaded.subList(from, to);
            List<PackPlacement> placements =
                    some.stream().map(PackPipeline.Uploaded::placement).toList();
            SubmitResult result =
                    parts.ports.ledger().submit(sign(new Entry.Packs(folder.id(), placements)));
            if (result instanceof SubmitResult.Refused refused) {
                throw new PackPipeline.SpreadException(
                        "The commons refused the packs: " + refused.text() + ".");
            }
            parts.state.notePlacements(placements);
            Map<PackRoot, Map<ChunkId, Extent>> extents = new LinkedHashMap<>();
            some.forEach(one -> extents.put(one.placement().root(), one.extents()));
            parts.state.noteChunks(extents, true);
            claims.addAll(extents.keySet());
        }
    }

    private Publication commitAll(long base, List<Change> changes) throws IOException {
        List<PackRoot> all = List.copyOf(claims);
        long sequence = base;
        int from = 0;
        while (all.size() - from > CLAIMS_PER_COMMIT) {
            Publication part =
                    commit(sequence, all.subList(from, from + CLAIMS_PER_COMMIT), List.of());
            if (!(part instanceof Publication.Committed committed)) {
                return part;
            }
            sequence = committed.sequence();
            from += CLAIMS_PER_COMMIT;
        }
        return commit(sequence, all.subList(from, all.size()), changes);
    }

    private Publication commit(long base, List<PackRoot> claimed, List<Change> changes)
            throws IOException {
        Map<PackRoot, Map<ChunkId, Extent>> packs = new LinkedHashMap<>();
        for (PackRoot root : claimed) {
            packs.put(root, parts.state.chunksOf(root));
        }
        byte[] compressed = Batches.compress(new Batch(packs, changes));
        List<PackRoot> needed = new ArrayList<>(claimed);
        Batches batches = new Batches(folder.id(), folder.keys());
        Bytes sealed =
                Batches.fitsInline(compressed)
                        ? batches.sealInline(base, compressed)
                        : batches.sealParts(base, sendParts(compressed, needed));
        Entry.Commit entry =
                new Entry.Commit(
                        folder.id(),
                        base,
                        folder.keys().epoch(),
                        device.id(),
                        sealed,
                        needed,
                        List.of(),
                        Bytes.EMPTY);
        return switch (parts.ports.ledger().submit(sign(entry))) {
            case SubmitResult.Accepted _ -> {
                parts.state.noteClaimed(needed);
                yield new Publication.Committed(entry.sequence());
            }
            case SubmitResult.Refused refused ->
                    refused.is(Refusal.OVERTAKEN)
                            ? new Publication.Overtaken()
                            : new Publication.Waiting(
                                    "The commons refused the commit: " + refused.text() + ".");
        };
    }

    private List<Batches.Part> sendParts(byte[] compressed, List<PackRoot> needed)
            throws IOException {
        List<ChunkId> ids = new ArrayList<>();
        PackPipeline pipeline = pipeline();
        for (byte[] part : Batches.cut(compressed)) {
            ChunkId id = parts.chunker.name(ByteBuffer.wrap(part));
            ids.add(id);
            if (parts.state.find(id).filter(FlowState.Spot::checked).isEmpty()) {
                pipeline.add(id, part);
            }
        }
        order(pipeline.finish());
        List<Batches.Part> found = new ArrayList<>();
        for (ChunkId id : ids) {
            FlowState.Spot spot =
                    parts.state.find(id).orElseThrow(() -> new IOException("a part is not noted"));
            found.add(new Batches.Part(id, spot.pack(), spot.extent()));
            if (!needed.contains(spot.pack()) && !parts.state.isClaimed(spot.pack())) {
                needed.add(spot.pack());
            }
        }
        return found;
    }

    private SignedEntry sign(Entry entry) {
        return SignedEntry.sign(parts.ports.ledger().commons().commons(), entry, device.key());
    }
}
