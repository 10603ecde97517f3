package eu.allmende.engine.commit;

import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A folder's entries on the ledger, read forward and never twice in one run of the program.
final class FolderLog {
    private final LedgerClient ledger;
    private final FolderId folder;
    private final FlowState state;
    private final List<LedgerLeaf> commits = new ArrayList<>();
    private Tip tip = Tip.START;

    FolderLog(LedgerClient ledger, FolderId folder, FlowState state) {
        this.ledger = ledger;
        this.folder = folder;
        this.state = state;
    }

    /// Reads what is new: placements go to the flow state, commits are kept in order.
    synchronized void refresh() throws IOException {
        Reading reading = ledger.read(Subject.folder(folder), tip);
        for (LedgerLeaf leaf : reading.leaves()) {
            switch (leaf.entry()) {
                case Entry.Packs packs -> state.notePlacements(packs.packs());
                case Entry.Commit commit -> add(leaf, commit);
                case Entry.FolderCreate _, Entry.Wrap _ -> {}
                case Entry.AccountCreate _,
                        Entry.DeviceAdd _,
                        Entry.DeviceRevoke _,
                        Entry.NodeRegister _,
                        Entry.NodeLeave _ ->
                        throw new IOException("the ledger files a strange entry under the folder");
            }
        }
        tip = reading.tip();
    }

    /// The newest sequence read.
    synchronized long head() {
        return commits.size();
    }

    /// The commits after a sequence that were read.
    synchronized List<LedgerLeaf> after(long sequence) {
        int from = (int) Math.min(sequence, commits.size());
        return List.copyOf(commits.subList(from, commits.size()));
    }

    /// Waits for news of this folder.
    void awaitNews(Duration wait) throws IOException {
        long count;
        synchronized (this) {
            count = tip.count();
        }
        ledger.awaitNews(Map.of(Subject.folder(folder), count), wait);
    }

    private void add(LedgerLeaf leaf, Entry.Commit commit) throws IOException {
        if (commit.baseSequence() != commits.size()) {
            throw new IOException("the folder's commits on the ledger do not follow each other");
        }
        commits.add(leaf);
        state.noteClaimed(commit.claimed());
    }
}
