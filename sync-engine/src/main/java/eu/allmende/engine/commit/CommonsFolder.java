package eu.allmende.engine.commit;

import eu.allmende.engine.account.AccountState;
import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.chunk.Chunker;
import eu.allmende.engine.keys.CipherWarmUp;
import eu.allmende.engine.place.Roster;
import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.Arrival;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.remote.ContentSource;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.RemoteFolder;
import eu.allmende.engine.remote.Sending;
import eu.allmende.engine.remote.Upkeep;
import eu.allmende.engine.remote.Wanted;
import eu.allmende.engine.seal.BadChunkException;
import eu.allmende.engine.seal.ChunkSealer;
import eu.allmende.engine.transfer.Blemishes;
import eu.allmende.engine.transfer.Gatherer;
import eu.allmende.engine.transfer.Prover;
import eu.allmende.engine.transfer.Reach;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.PackPlacement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
    private final CommitOpener opener;
    private final CommitReading commits;
    private final FlowState state;
    private final FolderLog log;
    private final Roster roster;
    private final Reach reach;
    private final Blemishes blemishes = new Blemishes();
    private final Gatherer gatherer;
    private final Chunker chunker;
    private final ChunkSealer sealer;
    private final FolderUpkeep upkeep;

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
        state = new FlowState(database, ports.clock());
        roster = new Roster(ports.ledger(), state.rosterMemory());
        reach = new Reach(ports.exchange(), ports.threads(), ports.clock());
        gatherer = new Gatherer(roster, ports.exchange(), ports.threads(), reach, blemishes);
        chunker = new Chunker(folder.keys());
        sealer = new ChunkSealer(folder.id(), folder.keys(), chunker, ZSTD_LEVEL);
        opener = new CommitOpener(folder, account, roster, readerParts(0));
        log = new FolderLog(ports.ledger(), folder.id(), state.log(), opener::isMembers);
        commits = new CommitReading(account, device, opener, chunker);
        upkeep = upkeep(FolderUpkeep.Due.USUAL);
    }

    /// What keeps this folder quick to join.
    public Upkeep upkeep() {
        return samples(upkeep);
    }

    /// The samples alone, after what is more urgent.
    Upkeep samples(Upkeep first) {
        return new SampleCare(first, pieces(), parts());
    }

    /// The same without samples, at another pace.
    FolderUpkeep upkeep(FolderUpkeep.Due due) {
        return new FolderUpkeep(
                opener,
                new FolderUpkeep.Sender(device, folder, commits::name, this::learn),
                parts(),
                due);
    }

    /// What keeps this folder's pieces whole.
    public PieceCare pieces() {
        return new PieceCare(
                parts(),
                new Prover.Parts(
                        ports.exchange(), ports.threads(), reach, blemishes, ports.random()),
                new Mending.Means(device, folder, gatherer),
                this::learn);
    }

    /// The newest snapshot that was read of.
    Optional<SnapshotDirectory> snapshot() throws IOException {
        return state.log().snapshot();
    }

    private Publisher.Parts parts() {
        return new Publisher.Parts(
                ports,
                state,
                log,
                roster,
                reach,
                chunker,
                sealer,
                () -> new PackReader(readerParts(0), Progress.NONE));
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
        return commitsAfter(sequence, Integer.MAX_VALUE);
    }

    @Override
    public List<RemoteCommit> commitsAfter(long sequence, int most) throws IOException {
        log.refresh();
        List<RemoteCommit> commits = new ArrayList<>();
        for (LedgerLeaf leaf : log.after(sequence, most)) {
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
        Publication published = publisher(progress).publish(base, changes, source);
        if (published instanceof Publication.Committed(long sequence) && sequence == base + 1) {
            state.log().noteNamed(sequence);
        }
        return published;
    }

    @Override
    public Sending send(List<Change> changes, ContentSource source, Progress progress)
            throws IOException {
        return publisher(progress).send(changes, source);
    }

    private Publisher publisher(Progress progress) {
        return new Publisher(parts(), device, folder, progress);
    }

    @Override
    public void fetch(List<Wanted> wanted, Arrival arrival, Progress progress) throws IOException {
        roster.refreshIfPossible();
        learn();
        long bytes = wanted.stream().mapToLong(one -> one.content().sizeBytes()).sum();
        CipherWarmUp.expect(bytes);
        try (Lanes.Place _ = Lanes.IN.enter(bytes)) {
            new Fetcher(readerParts(bytes), arrival, progress).fetch(wanted);
        }
    }

    /// Where the pieces of a file lie, as far as is known without asking the holders.
    ///
    /// @throws IOException if nothing is known of the nodes
    public Whereabouts where(Content.File file) throws IOException {
        roster.refreshIfPossible();
        learn();
        Set<PackRoot> roots = new LinkedHashSet<>();
        for (ChunkId chunk : file.chunks()) {
            state.find(chunk).ifPresent(spot -> roots.add(spot.pack()));
        }
        List<Whereabouts.PackWhere> packs = new ArrayList<>();
        for (PackRoot root : roots) {
            state.pack(root).ifPresent(pack -> packs.add(where(pack.placement())));
        }
        return new Whereabouts(packs);
    }

    /// The nodes of the commons, and whether each answers.
    public Map<RosterNode, Reach.State> nodes() throws IOException {
        roster.refreshIfPossible();
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
        roster.refreshIfPossible();
        learn();
        PackReader reader = new PackReader(readerParts(0), progress);
        for (ChunkId chunk : file.chunks()) {
            FlowState.Spot spot =
                    state.find(chunk).orElseThrow(() -> new IOException("a chunk lies nowhere"));
            reader.chunk(chunk, spot.pack(), spot.extent(), PackReader.Course.NONE);
        }
    }

    @Override
    public void close() throws IOException {
        state.close();
    }

    /// Reads again what commits say of packs, if the database that knew it was lost.
    private synchronized void learn() throws IOException {
        if (log.head() == 0) {
            log.refresh();
        }
        upkeep.learnPacks();
        long known = state.log().named();
        if (known < log.head()) {
            for (LedgerLeaf leaf : log.after(known)) {
                if (leaf.entry() instanceof Entry.Commit commit) {
                    open(leaf, commit);
                }
            }
        }
    }

    private RemoteCommit open(LedgerLeaf leaf, Entry.Commit commit) throws IOException {
        CommitReading.Opened opened = commits.read(leaf, commit);
        state.noteNamed(opened.packs());
        if (opened.snapshot().isPresent()) {
            state.log().noteSnapshot(opened.snapshot().get());
        }
        state.log().noteNamed(commit.sequence());
        return opened.commit();
    }

    private PackReader.Parts readerParts(long contentBytes) {
        return new PackReader.Parts(
                state,
                gatherer,
                sealer,
                chunker,
                ports,
                Lanes.way(ports.limits().down(), contentBytes));
    }

    private Whereabouts.PackWhere where(PackPlacement placement) {
        List<Whereabouts.PieceWhere> pieces = new ArrayList<>();
        for (int index = 0; index < placement.holders().size(); index++) {
            int piece = index;
            Optional<RosterNode> holder = roster.node(placement.holders().get(index));
            pieces.add(
                    new Whereabouts.PieceWhere(
                            index,
                            holder,
                            holder.flatMap(node -> reach.last(node.id())),
                            holder.flatMap(
                                    node -> blemishes.of(placement.root(), piece, node.id()))));
        }
        return new Whereabouts.PackWhere(placement.root(), placement.shape(), pieces);
    }
}
