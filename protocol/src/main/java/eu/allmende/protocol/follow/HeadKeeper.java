package eu.allmende.protocol.follow;

import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.Checkpoint;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.HeadPolicy;
import eu.allmende.protocol.merkle.ConsistencyProof;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The head believed last. A new one must carry a quorum and extend it; there is no way back.
final class HeadKeeper {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HeadPolicy policy;
    private final HeadStore store;
    private final Roster roster;
    private final SuspicionBook suspicions;
    private @Nullable CosignedHead last;
    private boolean loaded;

    HeadKeeper(HeadPolicy policy, HeadStore store, Roster roster, SuspicionBook suspicions) {
        this.policy = policy;
        this.store = store;
        this.roster = roster;
        this.suspicions = suspicions;
    }

    synchronized Optional<CosignedHead> last() throws IOException {
        if (!loaded) {
            last = requireOurs(kept()).orElse(null);
            loaded = true;
        }
        return Optional.ofNullable(last);
    }

    private Optional<CosignedHead> kept() throws OwnDiskException {
        try {
            return store.last();
        } catch (IOException e) {
            throw new OwnDiskException("the last ledger head cannot be read", e);
        }
    }

    private void keep(CosignedHead head) throws OwnDiskException {
        try {
            store.keep(head);
        } catch (IOException e) {
            throw new OwnDiskException("the ledger head cannot be kept", e);
        }
    }

    /// A kept head that does not verify is no reason to begin anew: that would be the way back.
    private Optional<CosignedHead> requireOurs(Optional<CosignedHead> kept) throws IOException {
        if (kept.isPresent() && !policy.verify(kept.get())) {
            throw new IOException("the ledger head kept on this device is damaged or foreign");
        }
        return kept;
    }

    /// Believes a head, or says why not.
    ///
    /// @param source who gave it, and must prove it
    /// @param floor what was believed before the question was asked
    /// @throws LieException if it is not to be believed
    /// @throws BehindException if it is older than `floor`
    void accept(PeerAddress source, CosignedHead head, Optional<CosignedHead> floor)
            throws IOException {
        Optional<CosignedHead> before = last();
        before.ifPresent(believed -> noteTwoHeads(believed, head));
        boolean known = before.isPresent() && before.get().equals(head);
        if (!known && !policy.verify(head)) {
            throw new LieException(
                    Suspicion.What.NO_QUORUM, "its head is not cosigned by a quorum");
        }
        if (floor.isPresent()) {
            requireReaches(head, floor.get().checkpoint().size());
        }
        Optional<CosignedHead> base = floor;
        while (base.isPresent()) {
            requireExtends(source, base.get().checkpoint(), head.checkpoint());
            base = keepUnlessOvertaken(head, base);
        }
        if (floor.isEmpty()) {
            acceptFirst(source, head);
        }
    }

    private void acceptFirst(PeerAddress source, CosignedHead head) throws IOException {
        Optional<CosignedHead> base = keepUnlessOvertaken(head, Optional.empty());
        while (base.isPresent()) {
            requireExtends(source, base.get().checkpoint(), head.checkpoint());
            base = keepUnlessOvertaken(head, base);
        }
    }

    /// Keeps the head, if nothing else was believed meanwhile; else says what, to be compared
    /// first. The same head cosigned later is kept, too: it proves a later time.
    private synchronized Optional<CosignedHead> keepUnlessOvertaken(
            CosignedHead head, Optional<CosignedHead> base) throws IOException {
        Optional<CosignedHead> now = last();
        boolean overtaken = !now.equals(base);
        if (now.isPresent() && now.get().checkpoint().size() >= head.checkpoint().size()) {
            if (isSameLater(now.get(), head)) {
                keep(head);
                last = head;
            }
            return Optional.empty();
        }
        if (overtaken) {
            return now;
        }
        keep(head);
        last = head;
        return Optional.empty();
    }

    private boolean isSameLater(CosignedHead before, CosignedHead after) {
        return !before.equals(after) // the usual case, and signatures are dear
                && before.checkpoint().equals(after.checkpoint())
                && policy.provenSeconds(after) > policy.provenSeconds(before);
    }

    private static void requireReaches(CosignedHead head, long floorSize) throws BehindException {
        if (head.checkpoint().size() < floorSize) {
            throw new BehindException(
                    head.checkpoint().size(), "its head is older than the one believed before");
        }
    }

    private void requireExtends(PeerAddress source, Checkpoint from, Checkpoint to)
            throws IOException {
        if (from.equals(to) || from.size() == 0) {
            return;
        }
        boolean consistent = from.size() < to.size() && prove(source, from, to);
        if (!consistent) {
            throw new LieException(
                    Suspicion.What.INCONSISTENT_HEAD,
                    "its head does not extend the one believed before");
        }
    }

    private boolean prove(PeerAddress source, Checkpoint from, Checkpoint to) throws IOException {
        String path = "/v1/ledger/consistency?from=" + from.size() + "&to=" + to.size();
        ConsistencyAnswer answer =
                roster.ask(source, PeerRequest.get(path, TIMEOUT), ConsistencyAnswer::decode);
        return new ConsistencyProof(from.size(), to.size(), answer.path())
                .proves(from.root(), to.root());
    }

    private void noteTwoHeads(CosignedHead believed, CosignedHead head) {
        Checkpoint one = believed.checkpoint();
        Checkpoint other = head.checkpoint();
        if (one.size() != other.size() || one.root().equals(other.root())) {
            return;
        }
        Set<NodeId> both = new HashSet<>(policy.signers(believed));
        both.retainAll(policy.signers(head));
        for (NodeId validator : both) {
            suspicions.note(
                    validator,
                    Suspicion.What.TWO_HEADS,
                    "it cosigned two different logs of " + one.size() + " entries");
        }
    }
}
