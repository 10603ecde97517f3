package eu.allmende.engine.commit;

import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.SnapshotMark;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A folder's entries on the ledger, read forward and never twice. For any number of threads.
final class FolderLog {
    private final LedgerClient ledger;
    private final Subject subject;
    private final LogShelf shelf;
    private final FolderId folder;
    private final Members members;

    FolderLog(LedgerClient ledger, FolderId folder, LogShelf shelf, Members members) {
        this.folder = folder;
        this.members = members;
        this.ledger = ledger;
        this.subject = Subject.folder(folder);
        this.shelf = shelf;
    }

    /// Says whether a device was a member, and so may have named a snapshot.
    @FunctionalInterface
    interface Members {
        boolean wrote(SignedEntry signed) throws IOException;
    }

    /// Reads what is new; a log that was never read, from the newest snapshot on.
    synchronized void refresh() throws IOException {
        if (shelf.tip().equals(Tip.START) && shelf.begun().isEmpty()) {
            begin();
        }
        Reading reading = ledger.read(subject, shelf.tip());
        long head = shelf.head();
        check(reading.leaves(), head);
        if (!reading.leaves().isEmpty()) {
            shelf.note(reading, head);
        }
    }

    private void begin() throws IOException {
        Optional<SignedEntry> found = ledger.snapshot(folder);
        if (found.isPresent() && members.wrote(found.get())) {
            shelf.begin(((Entry.Commit) found.get().entry()).snapshot().orElseThrow());
        }
    }

    /// The newest commit that is not read here, for a snapshot was read in its place; 0 if all are
    /// read.
    long begun() throws IOException {
        return shelf.begun().map(SnapshotMark::sequence).orElse(0L);
    }

    /// From now on the log is read from its first entry.
    synchronized void beginAnew() throws IOException {
        shelf.beginAnew();
        shelf.begin(new SnapshotMark(0, Tip.START));
    }

    /// Where the log is that was read; empty if nothing was.
    synchronized Optional<SnapshotMark> mark() throws IOException {
        Tip tip = shelf.tip();
        return tip.equals(Tip.START)
                ? Optional.empty()
                : Optional.of(new SnapshotMark(shelf.head(), tip));
    }

    /// Reads once more what was said of packs since the snapshot that reading began with: what the
    /// snapshot itself says of them, and was noted just now, is older.
    synchronized void readPacksAgain() throws IOException {
        Optional<SnapshotMark> begun = shelf.begun();
        if (begun.isPresent()) {
            Tip from = begun.get().tip();
            List<LedgerLeaf> leaves = ledger.read(subject, from).leaves();
            int known = (int) (shelf.tip().count() - from.count());
            shelf.notePacksAgain(leaves.subList(0, known), begun.get().sequence());
        }
    }

    /// Reads the commits that a snapshot took the place of, and what was said of packs in all of
    /// the log: what the snapshot says of them may not have been read, and is not needed any more.
    private synchronized void readBack() throws IOException {
        Optional<SnapshotMark> begun = shelf.begun();
        if (begun.isEmpty() || begun.get().sequence() == 0) {
            return;
        }
        List<LedgerLeaf> leaves = ledger.read(subject, Tip.START).leaves();
        List<LedgerLeaf> before = leaves.subList(0, (int) begun.get().tip().count());
        Tip tip = Tip.START;
        for (LedgerLeaf leaf : before) {
            tip = tip.next(LedgerLeaf.hash(leaf.encode()));
        }
        if (!tip.equals(begun.get().tip())) {
            throw new IOException("the ledger shows another log than the one read before");
        }
        check(before, 0);
        shelf.notePacksAgain(leaves.subList(0, (int) shelf.tip().count()), 0);
        shelf.noteBefore(before);
    }

    /// The newest sequence read.
    long head() throws IOException {
        return shelf.head();
    }

    /// The commits after a sequence; those that were not read yet, for a snapshot was, are read
    /// now.
    List<LedgerLeaf> after(long sequence) throws IOException {
        return after(sequence, Integer.MAX_VALUE);
    }

    /// The first of the commits after a sequence that were read.
    List<LedgerLeaf> after(long sequence, int most) throws IOException {
        if (sequence < begun()) {
            readBack();
        }
        return shelf.after(sequence, most);
    }

    /// The last commit that this device handed in.
    Optional<LogShelf.Attempt> attempt() throws IOException {
        return shelf.attempt();
    }

    void noteAttempt(LogShelf.Attempt attempt) throws IOException {
        shelf.noteAttempt(attempt);
    }

    /// Waits for news of this folder.
    void awaitNews(Duration wait) throws IOException {
        boolean _ = ledger.awaitNews(Map.of(subject, shelf.tip().count()), wait);
    }

    private static void check(List<LedgerLeaf> leaves, long head) throws IOException {
        long sequence = head;
        for (LedgerLeaf leaf : leaves) {
            switch (leaf.entry()) {
                case Entry.Commit commit -> {
                    if (commit.baseSequence() != sequence) {
                        throw new IOException(
                                "the folder's commits on the ledger do not follow each other");
                    }
                    sequence++;
                }
                case Entry.Packs _,
                        Entry.FolderCreate _,
                        Entry.Retire _,
                        Entry.Retain _,
                        Entry.Move _ -> {}
                case Entry.AccountCreate _,
                        Entry.Wrap _,
                        Entry.DeviceAdd _,
                        Entry.DeviceRevoke _,
                        Entry.NodeRegister _,
                        Entry.NodeLeave _ ->
                        throw new IOException("the ledger files a strange entry under the folder");
            }
        }
    }
}
