package eu.allmende.engine.commit;

import eu.allmende.engine.account.AccountState;
import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.chunk.Chunker;
import eu.allmende.engine.place.Roster;
import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.remote.ContentSource;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.RemoteFolder;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.seal.BadChunkException;
import eu.allmende.engine.seal.ChunkSealer;
import eu.allmende.engine.seal.CipherWarmUp;
import eu.allmende.engine.transfer.Gatherer;
import eu.allmende.engine.transfer.Reach;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.PackPlacement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A folder in the real commons: over nodes, validators and keys.
public final class CommonsFolder implements RemoteFolder, AutoCloseable {
    /// Where neither uplink nor processor is known to be short, the cheapest level.
    private static final int ZSTD_LEVEL = 1;

    private final FlowPorts ports;
    private final Device device;
    private final FolderHandle folder;
    private final AccountState account;
    private final FlowState state;
    private final FolderLog log;
    private final Roster roster;
    private final Reach reach;
    private final Gatherer gatherer;
    private final Chunker chunker;
    private final ChunkSealer sealer;

    /// @param account the owner's account: whose devices may have written commits
    /// @param database the file for what is known of packs and chunks
    /// @throws IOException if the database cannot be opened
    public CommonsFolder(
            FlowPorts ports,
            Device device,
            FolderHandle folder,
            AccountState account,
            Path database)
            throws IOException {
        this.ports = ports;
        this.device = device;
        this.folder = folder;
        this.account = account;
        state = new FlowState(database);
        log = new FolderLog(ports.ledger(), folder.id(), state);
        roster = new Roster(ports.ledger());
        reach = new Reach(ports.exchange(), ports.threads(), ports.clock());
        gatherer = new Gatherer(roster, ports.exchange(), ports.threads(), reach);
        chunker = new Chunker(folder.keys());
        sealer = new ChunkSealer(folder.id(), folder.keys(), chunker, ZSTD_LEVEL);
        CipherWarmUp.begin();
    }

    /// What names the content of local files, under this folder's keys.
    public ContentNamer namer() {
        return chunker;
    }

    @Override
    public long head() throws IOException {
        log.refresh();
        return log.head();
    }

    @Override
    public List<RemoteCommit> commitsAfter(long sequence) throws IOException {
        log.refresh();
        List<RemoteCommit> commits = new ArrayList<>();
        for (LedgerLeaf leaf : log.after(sequence)) {
            if (leaf.entry() instanceof Entry.Commit commit) {
                commits.add(open(leaf, commit));
            }
        }
        return commits;
    }

    @Override
    public void awaitNews(long sequence, Duration wait) throws IOException {
        if (log.head() <= sequence) {
            log.awaitNews(wait);
        }
    }

    @Override
    public Publication publish(
            long base, List<Change> changes, ContentSource source, Progress progress)
            throws IOException {
        Publisher.Parts parts =
                new Publisher.Parts(ports, state, log, roster, reach, chunker, sealer);
        return new Publisher(parts, device, folder, progress).publish(base, changes, source);
    }

    @Override
    public void fetch(List<Wanted> wanted, Arrival arrival, Progress progress) throws IOException {
        roster.refresh();
        new Fetcher(readerParts(), arrival, progress).fetch(wanted);
    }

    /// Where the pieces of a file lie.
    ///
    /// @throws IOException if the ledger cannot be read
    public Whereabouts where(Content.File file) throws IOException {
        log.refresh();
        roster.refresh();
        Set<PackRoot> roots = new LinkedHashSet<>();
        for (ChunkId chunk : file.chunks()) {
            state.find(chunk).ifPresent(spot -> roots.add(spot.pack()));
        }
        List<Whereabouts.PackWhere> packs = new ArrayList<>();
        for (PackRoot root : roots) {
            Optional<PackPlacement> placement = state.placement(root);
            placement.ifPresent(found -> packs.add(where(found)));
        }
        return new Whereabouts(packs);
    }

    /// The nodes of the commons, and whether each answers.
    public Map<RosterNode, Reach.State> nodes() throws IOException {
        roster.refresh();
        List<RosterNode> nodes = roster.nodes();
        Set<RosterNode> answering = new LinkedHashSet<>(reach.reachable(nodes));
        Map<RosterNode, Reach.State> states = new LinkedHashMap<>();
        nodes.forEach(node ->
                states.put(
                        node, answering.contains(node) ? Reach.State.ANSWERS : Reach.State.SILENT));
        return states;
    }

    /// Gathers all packs of a file and opens each of its chunks, without keeping anything.
    ///
    /// @throws IOException if some pack cannot be had
    /// @throws BadChunkException if a chunk is not what it should be
    public void check(Content.File file, Progress progress) throws IOException, BadChunkException {
        roster.refresh();
        PackReader reader = new PackReader(readerParts(), List.of(), progress);
        for (ChunkId chunk : file.chunks()) {
            FlowState.Spot spot =
                    state.find(chunk).orElseThrow(() -> new IOException("a chunk lies nowhere"));
            reader.chunk(chunk, spot.pack(), spot.extent());
        }
    }

    @Override
    public void close() throws IOException {
        state.close();
    }

    private RemoteCommit open(LedgerLeaf leaf, Entry.Commit commit) throws IOException {
        PublicKey signer = leaf.signed().signer();
        if (!account.wasMember(signer)) {
            account.refresh();
        }
        if (!account.wasMember(signer) || !signer.deviceId().equals(commit.author())) {
            throw new IOException("a commit was written by a stranger");
        }
        Batch batch = new Batches(folder.id(), folder.keys()).open(commit, this::openPart);
        state.noteChunks(batch.packs(), false);
        return new RemoteCommit(
                commit.sequence(),
                commit.author(),
                Instant.ofEpochMilli(leaf.timeMillis()),
                batch.changes());
    }

    private ByteBuffer openPart(Batches.Part part) throws IOException {
        roster.refresh();
        try {
            return new PackReader(readerParts(), List.of(), Progress.NONE)
                    .chunk(part.id(), part.pack(), part.extent());
        } catch (BadChunkException e) {
            throw new IOException("a commit's batch was stored wrongly", e);
        }
    }

    private PackReader.Parts readerParts() {
        return new PackReader.Parts(state, gatherer, sealer, ports);
    }

    private Whereabouts.PackWhere where(PackPlacement placement) {
        List<Whereabouts.PieceWhere> pieces = new ArrayList<>();
        for (int index = 0; index < placement.holders().size(); index++) {
            Optional<RosterNode> holder = roster.node(placement.holders().get(index));
            pieces.add(
                    new Whereabouts.PieceWhere(
                            index, holder, holder.flatMap(node -> reach.last(node.id()))));
        }
        return new Whereabouts.PackWhere(placement.root(), placement.shape(), pieces);
    }
}
