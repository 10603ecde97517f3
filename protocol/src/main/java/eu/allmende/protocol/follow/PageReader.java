package eu.allmende.protocol.follow;

import eu.allmende.protocol.follow.SubjectPage.ProvenLeaf;
import eu.allmende.protocol.id.CommonsId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.merkle.InclusionProof;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a subject's pages from one validator, and believes nothing that is not proven.
final class PageReader {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int PAGE_LEAVES = 1000;

    private final CommonsId commons;
    private final Roster roster;
    private final HeadKeeper heads;

    PageReader(CommonsId commons, Roster roster, HeadKeeper heads) {
        this.commons = commons;
        this.roster = roster;
        this.heads = heads;
    }

    /// What a validator claims about a subject.
    record Claim(PeerAddress validator, long logSize, Tip tip) {}

    /// Reads on from a tip until the claim is borne out.
    ///
    /// @param floor the head believed before the claim was asked for
    /// @throws LieException if something does not verify
    /// @throws BehindException if the validator's head does not reach as far as its claim, or as
    ///   `floor`
    /// @throws IOException if the validator does not answer
    Reading read(Subject subject, Tip after, Claim claim, Optional<CosignedHead> floor)
            throws IOException {
        requireBorneOut(after, claim.tip);
        Progress progress = new Progress(after);
        while (progress.tip.count() < claim.tip.count()) {
            SubjectPage page = fetch(claim.validator, subject, progress.tip.count());
            heads.accept(claim.validator, page.head(), floor);
            if (page.leaves().isEmpty()) {
                throw fallsShort(page.head(), claim);
            }
            for (ProvenLeaf leaf : page.leaves()) {
                Hash hash = LedgerLeaf.hash(leaf.leaf());
                requireIncluded(page.head(), leaf, hash, progress.lastIndex);
                progress.add(check(subject, leaf, progress.tip.count() + 1), hash);
                requireBorneOut(progress.tip, claim.tip);
            }
        }
        return new Reading(progress.leaves, progress.tip);
    }

    /// One leaf that stands for itself, not in a row with others.
    ///
    /// @throws LieException if it does not verify
    LedgerLeaf verify(CosignedHead head, Subject subject, ProvenLeaf proven) throws LieException {
        requireIncluded(head, proven, LedgerLeaf.hash(proven.leaf()), -1);
        return check(subject, proven, 1);
    }

    private SubjectPage fetch(PeerAddress validator, Subject subject, long after)
            throws IOException {
        String path =
                "/v1/ledger/subject?name=" + subject + "&after=" + after + "&limit=" + PAGE_LEAVES;
        return roster.ask(validator, PeerRequest.get(path, TIMEOUT), SubjectPage::decode);
    }

    private static void requireIncluded(
            CosignedHead head, ProvenLeaf proven, Hash hash, long lastIndex) throws LieException {
        long index = proven.index();
        long size = head.checkpoint().size();
        if (index <= lastIndex || index >= size) {
            throw new LieException(
                    Suspicion.What.FORGED_ENTRY, "an entry stands at a place it cannot have");
        }
        InclusionProof proof = new InclusionProof(index, size, proven.path());
        if (!proof.proves(hash, head.checkpoint().root())) {
            throw new LieException(
                    Suspicion.What.FORGED_ENTRY, "an entry is not in the log at its place");
        }
    }

    private LedgerLeaf check(Subject subject, ProvenLeaf proven, long count) throws LieException {
        LedgerLeaf leaf = decode(proven, count);
        boolean authentic = leaf.signed().commons().equals(commons) && leaf.signed().isSigned();
        if (!authentic) {
            throw new LieException(
                    Suspicion.What.FORGED_ENTRY, "an entry is not signed by whom it names");
        }
        if (!Subject.of(leaf.entry()).contains(subject)) {
            throw new LieException(Suspicion.What.WRONG_TIP, "an entry belongs to another subject");
        }
        return leaf;
    }

    private static LedgerLeaf decode(ProvenLeaf proven, long count) throws LieException {
        try {
            return LedgerLeaf.decode(proven.index(), proven.leaf(), count);
        } catch (MalformedException e) {
            throw new LieException(Suspicion.What.MALFORMED, "an entry does not follow its format");
        }
    }

    private static void requireBorneOut(Tip found, Tip claimed) throws LieException {
        if (found.count() == claimed.count() && !found.equals(claimed)) {
            throw new LieException(
                    Suspicion.What.WRONG_TIP, "its entries do not lead to the tip it claims");
        }
    }

    /// Under a head as large as the log it claims, what is missing does not exist.
    private static IOException fallsShort(CosignedHead head, Claim claim) {
        return head.checkpoint().size() >= claim.logSize
                ? new LieException(Suspicion.What.WRONG_TIP, "it claims more entries than it shows")
                : new BehindException(
                        head.checkpoint().size(), "its head does not cover the entries it has");
    }

    /// The leaves so far, and where they end.
    private static final class Progress {
        private final List<LedgerLeaf> leaves = new ArrayList<>();
        private Tip tip;
        private long lastIndex = -1;

        Progress(Tip after) {
            this.tip = after;
        }

        void add(LedgerLeaf leaf, Hash hash) {
            leaves.add(leaf);
            tip = tip.next(hash);
            lastIndex = leaf.index();
        }
    }
}
