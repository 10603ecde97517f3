package eu.allmende.protocol.follow;

import eu.allmende.protocol.follow.SubjectPage.ProvenLeaf;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.HeadPolicy;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Asks for what a head alone proves: the newest commit that names a snapshot of a folder, of n − f
/// answers the newest that is in the log; and a time that is past.
final class SnapshotFinder {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HeadPolicy policy;
    private final Roster roster;
    private final PageReader pages;
    private final HeadKeeper heads;
    private final Executor threads;

    SnapshotFinder(
            HeadPolicy policy,
            Roster roster,
            PageReader pages,
            HeadKeeper heads,
            Executor threads) {
        this.policy = policy;
        this.roster = roster;
        this.pages = pages;
        this.heads = heads;
        this.threads = threads;
    }

    Optional<SignedEntry> newest(FolderId folder) throws IOException {
        Optional<CosignedHead> floor = heads.last();
        Round<Optional<LedgerLeaf>> round =
                Round.ask(roster, threads, validator -> ask(validator, folder, floor));
        Optional<LedgerLeaf> newest = Optional.empty();
        for (int answers = 0; answers < policy.answersNeeded(); ) {
            Optional<Round.Arrival<Optional<LedgerLeaf>>> next = round.next();
            if (next.isEmpty()) {
                throw new IOException("too few validators gave an answer that holds");
            }
            if (next.get().answer().isPresent()) {
                answers++;
                newest = later(newest, next.get().answer().get());
            }
        }
        return newest.map(LedgerLeaf::signed);
    }

    /// A time that is past for at least one honest validator: of n − f answers the latest, so that
    /// nobody holds it up who shows an old head.
    Instant pastTime() throws IOException {
        Optional<CosignedHead> floor = heads.last();
        Round<CosignedHead> round =
                Round.ask(
                        roster,
                        threads,
                        validator -> {
                            CosignedHead head =
                                    roster.ask(
                                            validator,
                                            PeerRequest.get("/v1/ledger/head", TIMEOUT),
                                            SnapshotFinder::head);
                            heads.accept(validator, head, floor);
                            return head;
                        });
        long latest = -1;
        for (int answers = 0; answers < policy.answersNeeded(); ) {
            Optional<Round.Arrival<CosignedHead>> next = round.next();
            if (next.isEmpty()) {
                break;
            }
            if (next.get().answer().isPresent()) {
                answers++;
                latest = Math.max(latest, policy.provenSeconds(next.get().answer().get()));
            }
        }
        if (latest < 0) {
            throw new IOException("no validator shows a head that is believed");
        }
        return Instant.ofEpochSecond(latest);
    }

    private static CosignedHead head(Bytes form) throws MalformedException {
        return CosignedHead.parse(new String(form.bytes(), StandardCharsets.UTF_8));
    }

    private static Optional<LedgerLeaf> later(
            Optional<LedgerLeaf> one, Optional<LedgerLeaf> other) {
        boolean otherIsLater =
                other.isPresent() && (one.isEmpty() || other.get().index() > one.get().index());
        return otherIsLater ? other : one;
    }

    private Optional<LedgerLeaf> ask(
            PeerAddress validator, FolderId folder, Optional<CosignedHead> floor)
            throws IOException {
        SubjectPage page =
                roster.ask(
                        validator,
                        PeerRequest.get("/v1/ledger/snapshot?folder=" + folder, TIMEOUT),
                        SubjectPage::decode);
        heads.accept(validator, page.head(), floor);
        if (page.leaves().isEmpty()) {
            return Optional.empty();
        }
        ProvenLeaf proven = page.leaves().getFirst();
        LedgerLeaf leaf = pages.verify(page.head(), Subject.folder(folder), proven);
        boolean marked =
                leaf.entry() instanceof Entry.Commit commit && commit.snapshot().isPresent();
        if (page.leaves().size() > 1 || !marked) {
            throw new LieException(
                    Suspicion.What.MALFORMED, "it shows something else in a snapshot's place");
        }
        return Optional.of(leaf);
    }
}
