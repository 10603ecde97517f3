package eu.allmende.engine.commit;

import eu.allmende.engine.account.Device;
import eu.allmende.engine.account.FolderHandle;
import eu.allmende.engine.remote.GivenUp;
import eu.allmende.engine.remote.Progress;
import eu.allmende.engine.remote.Publication;
import eu.allmende.engine.remote.RemoteSnapshot;
import eu.allmende.engine.remote.Upkeep;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.SnapshotMark;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Begins with a folder's snapshot, and makes the next when it is due.
final class FolderUpkeep implements Upkeep {
    private static final Logger LOG = System.getLogger(FolderUpkeep.class.getName());
    private static final int ROWS_AT_ONCE = 500;
    private static final int ENTRY_BYTES = 150;
    private static final int PART_OF_TREE = 4;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONG_AGO = Duration.ofDays(2);
    private static final Optional<Chore> NOTHING = Optional.empty();

    private final CommitOpener opener;
    private final Sender sender;
    private final Publisher.Parts parts;
    private final Due due;
    private final ReleasedShare released;

    /// When a snapshot is due: after so many commits, or once the log since the last one is over a
    /// quarter of the tree. Whoever did not make the newest commit waits a quarter longer, so that
    /// not all devices make one at once.
    ///
    /// @param commits when it is due at the latest
    /// @param least so few commits are never too many to read
    /// @param cares how often packs are looked through at most
    record Due(int commits, int least, Duration cares) {
        static final Due USUAL = new Due(1_000, 100, Duration.ofHours(1));

        private boolean is(LogShelf.Length log, long treeBytes, boolean own) {
            long counted = own ? log.commits() : log.commits() * 4 / 5;
            return counted >= commits
                    || (counted >= least && log.bytes() * PART_OF_TREE >= treeBytes);
        }
    }

    /// Who sends what is made.
    ///
    /// @param names what devices are called
    /// @param learning reads what commits say of packs, as far as that was not done
    record Sender(Device device, FolderHandle folder, Names names, Learning learning) {
        private Outgoing.Sender of(PackShelf.Kind kind, Progress progress) {
            return new Outgoing.Sender(device, folder, kind, progress);
        }
    }

    /// What devices are called.
    @FunctionalInterface
    interface Names {
        String of(DeviceId device);
    }

    /// Something to be done before packs are counted.
    @FunctionalInterface
    interface Learning {
        void learn() throws IOException;
    }

    FolderUpkeep(CommitOpener opener, Sender sender, Publisher.Parts parts, Due due) {
        this.opener = opener;
        this.sender = sender;
        this.parts = parts;
        this.due = due;
        released = new ReleasedShare(parts, sender.names);
    }

    @Override
    public Optional<Instant> provenTime() throws IOException {
        return Optional.of(ProvenTime.of(parts).now());
    }

    @Override
    public Optional<GivenUp> givenUp() throws IOException {
        return released.look();
    }

    @Override
    public Optional<RemoteSnapshot> snapshotAfter(long sequence) throws IOException {
        if (parts.log().mark().isEmpty()) {
            parts.log().refresh();
        }
        if (parts.log().begun() <= sequence) {
            return Optional.empty();
        }
        try {
            SnapshotDirectory directory = begunWith();
            Tree tree = TreeRun.tree(directory, opener.stretches());
            return Optional.of(new RemoteSnapshot(directory.sequence(), tree));
        } catch (MalformedException e) {
            giveUp(e);
            return Optional.empty();
        }
    }

    /// Reads what the snapshot says of packs, if reading began with one and that was not done yet.
    void learnPacks() throws IOException {
        long begun = parts.log().begun();
        if (begun == 0 || parts.state().log().named() >= begun) {
            return;
        }
        try {
            SnapshotDirectory directory = begunWith();
            List<PackRun.Row> rows = new ArrayList<>();
            PackRun.read(
                    directory.runs(SnapshotDirectory.Kind.PACKS),
                    opener.stretches(),
                    row -> {
                        rows.add(row);
                        if (rows.size() >= ROWS_AT_ONCE) {
                            parts.state().noteSnapshot(rows);
                            rows.clear();
                        }
                    });
            parts.state().noteSnapshot(rows);
            parts.log().readPacksAgain();
            parts.state().log().noteAllNamed(directory.sequence());
        } catch (MalformedException e) {
            giveUp(e);
        }
    }

    /// A snapshot that is none costs time, never a file: the log is read from its first entry.
    private void giveUp(MalformedException e) throws IOException {
        LOG.log(Level.WARNING, "a folder's snapshot is damaged; its whole log is read", e);
        parts.log().beginAnew();
        parts.log().refresh();
    }

    private SnapshotDirectory begunWith() throws IOException {
        SnapshotDirectory newest = null;
        for (LedgerLeaf leaf : parts.log().after(parts.log().begun())) {
            if (leaf.entry() instanceof Entry.Commit commit && commit.snapshot().isPresent()) {
                newest = opener.open(leaf, commit).snapshot().orElse(null);
            }
        }
        if (newest == null || newest.sequence() < parts.log().begun()) {
            throw new MalformedException("a snapshot is not there where one is named");
        }
        parts.state().noteLying(newest.packs());
        return newest;
    }

    @Override
    public Optional<Chore> due(long sequence, Tree tree) throws IOException {
        Optional<SnapshotMark> here = parts.log().mark();
        if (here.isEmpty() || here.get().sequence() != sequence || sequence == 0) {
            return Optional.empty();
        }
        if (released.wantsThePast()) {
            return Optional.of(_ -> readBack());
        }
        Optional<SnapshotDirectory> before = parts.state().log().snapshot();
        long since = before.map(SnapshotDirectory::sequence).orElse(0L);
        long bytes =
                Math.max(
                        before.map(SnapshotDirectory::bytes).orElse(0L),
                        (long) ENTRY_BYTES * tree.size());
        List<LedgerLeaf> newest = parts.log().after(sequence - 1);
        boolean own = !newest.isEmpty() && isOwn(newest.getLast());
        if (due.is(parts.state().log().lengthAfter(since), bytes, own)) {
            Map<EntryId, EntryState> entries = entries(tree);
            return Optional.of(progress -> snapshot(here.get(), entries, before, progress));
        }
        return isPackCareDue(sequence, own) ? Optional.of(packCare(sequence, tree)) : NOTHING;
    }

    /// Packs were released before the snapshot that reading began with; the commits say by whom.
    private boolean readBack() throws IOException {
        sender.learning.learn();
        List<LedgerLeaf> _ = parts.log().after(0, 1);
        return false;
    }

    /// Not with every commit, and by the device that made the newest.
    private boolean isPackCareDue(long sequence, boolean own) throws IOException {
        Cared last = parts.state().log().cared();
        long ago = parts.ports().clock().millis() - last.millis();
        Duration pause = own && last.sequence() != sequence ? due.cares() : own ? DAY : LONG_AGO;
        return ago >= pause.toMillis();
    }

    private Chore packCare(long sequence, Tree tree) {
        Map<EntryId, EntryState> entries = entries(tree);
        return progress -> {
            sender.learning.learn();
            PackCare care = new PackCare(parts, sender.of(PackShelf.Kind.CONTENT, progress));
            boolean did = care.run(sequence, entries);
            if (!did) {
                parts.state().log().noteCared(new Cared(sequence, parts.ports().clock().millis()));
            }
            return did;
        };
    }

    /// When packs were last looked through.
    ///
    /// @param sequence the folder's then
    record Cared(long sequence, long millis) {}

    private static Map<EntryId, EntryState> entries(Tree tree) {
        Map<EntryId, EntryState> entries = HashMap.newHashMap(tree.size());
        tree.ids().forEach(id -> entries.put(id, tree.find(id).orElseThrow()));
        return entries;
    }

    private boolean snapshot(
            SnapshotMark here,
            Map<EntryId, EntryState> entries,
            Optional<SnapshotDirectory> before,
            Progress progress)
            throws IOException {
        sender.learning.learn();
        long since = before.map(SnapshotDirectory::sequence).orElse(0L);
        SnapshotMaker.Basis basis =
                new SnapshotMaker.Basis(here, entries, before, changedAfter(since));
        SnapshotMaker maker =
                new SnapshotMaker(basis, parts.state(), parts.chunker(), opener.stretches());
        try (Lanes.Place _ = Lanes.OUT.enter(Long.MAX_VALUE)) {
            Publisher publisher = new Publisher(parts, sender.device, sender.folder, progress);
            return publisher.publish(maker) instanceof Publication.Committed;
        }
    }

    private boolean isOwn(LedgerLeaf leaf) {
        return leaf.signed().signer().equals(sender.device.key().publicKey());
    }

    /// The entries that commits after a sequence are about; of no use where all is written anew.
    private Set<EntryId> changedAfter(long since) throws IOException {
        Set<EntryId> changed = new HashSet<>();
        if (since == 0) {
            return changed;
        }
        for (LedgerLeaf leaf : parts.log().after(since)) {
            if (leaf.entry() instanceof Entry.Commit commit) {
                changed.addAll(entries(leaf, commit));
            }
        }
        return changed;
    }

    /// One that does not count is about nothing.
    private List<EntryId> entries(LedgerLeaf leaf, Entry.Commit commit) throws IOException {
        try {
            return opener.open(leaf, commit).changes().stream().map(Change::entry).toList();
        } catch (MalformedException e) {
            LOG.log(Level.DEBUG, "a commit is not what it should be", e);
            return List.of();
        }
    }
}
