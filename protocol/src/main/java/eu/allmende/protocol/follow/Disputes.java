package eu.allmende.protocol.follow;

import eu.allmende.protocol.follow.PageReader.Claim;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.peer.PeerAddress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// Finds out who is wrong when validators contradict each other, or lag behind what was proven.
final class Disputes {
    /// How long an honest validator may lag before it is suspected.
    static final long GRACE_MILLIS = 2000;

    private static final System.Logger LOG = System.getLogger(Disputes.class.getName());

    private final PageReader pages;
    private final Roster roster;
    private final SuspicionBook suspicions;
    private final Executor threads;
    private final Set<NodeId> watched = ConcurrentHashMap.newKeySet();

    Disputes(PageReader pages, Roster roster, SuspicionBook suspicions, Executor threads) {
        this.pages = pages;
        this.roster = roster;
        this.suspicions = suspicions;
        this.threads = threads;
    }

    /// What a dispute is about.
    record Topic(Subject subject, Tip after, Optional<CosignedHead> floor) {}

    /// A claim, and the verified reading that bears it out.
    record Side(Claim claim, Reading reading) {}

    /// Looks once more whether a validator is behind.
    interface Look {
        boolean isStillBehind() throws IOException;
    }

    /// Whether a claimed tip is not on the way from `after` to the end of the reading.
    static boolean contradicts(Tip claimed, Tip after, Reading reading) {
        if (claimed.count() >= reading.tip().count()) {
            return claimed.count() == reading.tip().count() && !claimed.equals(reading.tip());
        }
        Tip tip = after;
        for (LedgerLeaf leaf : reading.leaves()) {
            if (tip.count() == claimed.count()) {
                break;
            }
            tip = tip.next(LedgerLeaf.hash(leaf.encode()));
        }
        return tip.count() == claimed.count() && !tip.equals(claimed);
    }

    /// Reads the other side's pages too, and says whose claim falls.
    ///
    /// Every leaf of both sides is proven to be in the log, so the sides can only differ in that
    /// one left an entry out: at the first difference it is the one that shows the later entry.
    Claim settle(Topic topic, Side first, Claim second) {
        try {
            Reading other = pages.read(topic.subject, topic.after, second, topic.floor);
            return loser(first, new Side(second, other));
        } catch (LieException e) {
            roster.suspect(second.validator(), e);
            return second;
        } catch (IOException e) {
            return second;
        }
    }

    private Claim loser(Side first, Side second) {
        List<LedgerLeaf> one = first.reading.leaves();
        List<LedgerLeaf> other = second.reading.leaves();
        int common = Math.min(one.size(), other.size());
        for (int i = 0; i < common; i++) {
            if (one.get(i).index() != other.get(i).index()) {
                boolean firstLeftOut = one.get(i).index() > other.get(i).index();
                Claim loser = firstLeftOut ? first.claim : second.claim;
                suspicions.note(
                        loser.validator().id(),
                        Suspicion.What.WRONG_TIP,
                        "it left out an entry that is in the log");
                return loser;
            }
        }
        return second.claim;
    }

    /// Looks again after a while, and suspects the validator if it is still behind.
    void lookAgain(PeerAddress validator, Look look) {
        if (watched.add(validator.id())) {
            try {
                Round.begin(threads, () -> watch(validator, look));
            } catch (InterruptedIOException e) {
                LOG.log(System.Logger.Level.DEBUG, "nobody looks any more", e);
            }
        }
    }

    private void watch(PeerAddress validator, Look look) {
        try {
            if (look.isStillBehind()) {
                roster.suspect(
                        validator,
                        new LieException(
                                Suspicion.What.OLD_HEAD,
                                "it keeps showing a log older than one that was proven"));
            }
        } catch (LieException e) {
            roster.suspect(validator, e);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a validator that lags cannot be asked again", e);
        } finally {
            watched.remove(validator.id());
        }
    }
}
