package eu.allmende.protocol.follow;

import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.HeadPolicy;
import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Speaks with the validators of a commons and believes only what it verified.
///
/// | what is read | why it is believed                                                             |
/// |--------------|--------------------------------------------------------------------------------|
/// | a head       | a quorum cosigned it, and it extends the head believed before                  |
/// | an entry     | it is included under such a head, and signed by whom it speaks for             |
/// | "newest"     | n − f validators were heard; the newest tip that verifies counts               |
///
/// What a quorum has acknowledged is therefore always seen, as long as at most f validators fail or
/// lie. Not checked here: whether an author *may* say what the entry says; that is for
/// [eu.allmende.protocol.ledger.LedgerRules]. Safe for many threads at once; every call blocks.
public final class LedgerClient {
    private final CommonsFile commons;
    private final SuspicionBook suspicions;
    private final HeadKeeper heads;
    private final FreshReader reader;
    private final SnapshotFinder snapshots;
    private final Submitter submitter;
    private final NewsWatch news;
    private final Noticeboard board;

    /// A client of one commons. Nothing is asked yet.
    public LedgerClient(CommonsFile commons, LedgerPorts ports) {
        this.commons = commons;
        HeadPolicy policy = commons.genesis().policy();
        this.suspicions = new SuspicionBook(ports.clock());
        Roster roster = new Roster(commons.validators(), ports, suspicions);
        this.heads = new HeadKeeper(policy, ports.heads(), roster, suspicions);
        PageReader pages = new PageReader(commons.commons(), roster, heads);
        Disputes disputes = new Disputes(pages, roster, suspicions, ports.threads());
        this.reader =
                new FreshReader(
                        policy,
                        roster,
                        heads,
                        pages,
                        new FreshReader.Desk(disputes, ports.threads()));
        this.snapshots = new SnapshotFinder(policy, roster, pages, heads, ports.threads());
        this.submitter = new Submitter(policy, roster, heads);
        this.news = new NewsWatch(policy, roster, ports);
        this.board = new Noticeboard(policy, roster, ports);
    }

    /// Which commons, and where its validators answer.
    public CommonsFile commons() {
        return commons;
    }

    /// All entries of a subject after a tip, up to the newest.
    ///
    /// @param after [Tip#START], or the tip of an earlier reading of the same subject
    /// @throws IOException if fewer than n − f validators gave an answer that holds; trying again
    ///   is safe
    public Reading read(Subject subject, Tip after) throws IOException {
        Reading reading = reader.read(subject, after);
        news.wasRead(subject, reading.tip().count());
        return reading;
    }

    /// The newest commit that names a snapshot of a folder, as far as the validators show one. Its
    /// mark is a place from which [#read] may begin: validators took it only because it is one, and
    /// whoever hides a newer one only makes the reading longer.
    ///
    /// @throws IOException if fewer than n − f validators gave an answer that holds; trying again
    ///   is safe
    public Optional<SignedEntry> snapshot(FolderId folder) throws IOException {
        return snapshots.newest(folder);
    }

    /// Hands in an entry and waits until it is proven to be in the log, or refused by f + 1
    /// validators.
    ///
    /// @throws IOException if the outcome is unknown; handing in the same bytes again is safe, and
    ///   finds the entry at its place if it was taken
    public SubmitResult submit(SignedEntry entry) throws IOException {
        return submit(List.of(entry)).getFirst();
    }

    /// Hands in entries, to be taken in this order; each has its own result, and a refused one does
    /// not stop those after it.
    ///
    /// @throws IOException if the outcome of any is unknown; handing in the same bytes again is
    ///   safe
    public List<SubmitResult> submit(List<SignedEntry> entries) throws IOException {
        return submitter.submit(entries);
    }

    /// Waits until one of the subjects seems to have more entries than known. Only a hint: read to
    /// know.
    ///
    /// @param known how many entries of each subject the caller has
    /// @param wait at most so long; at most a minute
    /// @return whether there seems to be news
    /// @throws IOException if no validator can be asked; trying again is safe, after a pause
    public boolean awaitNews(Map<Subject, Long> known, Duration wait) throws IOException {
        return news.await(known, wait);
    }

    /// The signed, unexpired records of nodes. Compare the operator's hash with the ledger's.
    ///
    /// @throws IOException if too few validators answer; trying again is safe
    public List<NodeRecord> directory() throws IOException {
        return board.directory();
    }

    /// Makes a node's record known, in place of an earlier one.
    ///
    /// @throws IOException if too few validators take it; trying again is safe
    public void publish(NodeRecord record) throws IOException {
        board.publish(record);
    }

    /// Leaves mail in a box for ten minutes, in place of what lies there.
    ///
    /// @param mail at most 4 KiB, sealed: whoever knows the box may read it
    /// @throws IOException if too few validators take it; trying again is safe
    public void leaveMail(Hash box, Bytes mail) throws IOException {
        board.leave(box, mail);
    }

    /// What validators say lies in a box; several if they disagree: the right one is known by its
    /// seal.
    ///
    /// @throws IOException if too few validators answer; trying again is safe
    public Set<Bytes> mail(Hash box) throws IOException {
        return board.mail(box);
    }

    /// Asks for heads, and gives a time that is past for at least one honest validator: what is to
    /// run out by ledger time has run out if it has by then. It goes on, in steps of ten minutes,
    /// while nothing is ordered, and stands still while too few validators run.
    ///
    /// @throws IOException if no validator shows a head that is believed; trying again is safe
    public Instant pastTime() throws IOException {
        return snapshots.pastTime();
    }

    /// The head believed last; empty if none was yet.
    ///
    /// @throws IOException if it cannot be read from where it is kept
    public Optional<CosignedHead> head() throws IOException {
        return heads.last();
    }

    /// Which validators did not tell the truth, as far as was seen since the client was made.
    public List<Suspicion> suspicions() {
        return suspicions.all();
    }
}
