package eu.allmende.protocol.follow;

import eu.allmende.protocol.follow.SubmissionAnswer.Outcome;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.HeadPolicy;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.merkle.InclusionProof;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Hands entries to validators until each is proven to be in the log, or refused by f + 1 of them.
///
/// The same bytes go to the next validator when one fails, lies or refuses: an entry that was
/// ordered before keeps its place, so trying again is safe.
final class Submitter {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int BATCH_BYTES = 2 * 1024 * 1024;

    private final HeadPolicy policy;
    private final Roster roster;
    private final HeadKeeper heads;

    Submitter(HeadPolicy policy, Roster roster, HeadKeeper heads) {
        this.policy = policy;
        this.roster = roster;
        this.heads = heads;
    }

    List<SubmitResult> submit(List<SignedEntry> entries) throws IOException {
        List<SubmitResult> results = new ArrayList<>();
        int start = 0;
        while (start < entries.size()) {
            int end = batchEnd(entries, start);
            results.addAll(submitBatch(entries.subList(start, end)));
            start = end;
        }
        return results;
    }

    private static int batchEnd(List<SignedEntry> entries, int start) {
        int bytes = 0;
        int end = start;
        while (end < entries.size() && end - start < Submission.MOST_ENTRIES) {
            bytes += entries.get(end).encode().size();
            if (bytes > BATCH_BYTES && end > start) {
                break;
            }
            end++;
        }
        return end;
    }

    private List<SubmitResult> submitBatch(List<SignedEntry> entries) throws IOException {
        List<Case> cases = entries.stream().map(Case::new).toList();
        IOException failure = null;
        for (PeerAddress validator : roster.steady()) {
            List<Case> open = cases.stream().filter(one -> !one.isDecided()).toList();
            if (open.isEmpty()) {
                break;
            }
            try {
                submitTo(validator, open);
                roster.prefer(validator);
            } catch (OwnDiskException e) {
                throw e;
            } catch (LieException e) {
                roster.suspect(validator, e);
                failure = e;
            } catch (IOException e) {
                failure = e;
            }
        }
        List<SubmitResult> results = new ArrayList<>();
        for (Case one : cases) {
            results.add(one.result(failure));
        }
        return results;
    }

    private void submitTo(PeerAddress validator, List<Case> open) throws IOException {
        Optional<CosignedHead> floor = heads.last();
        Submission submission = new Submission(open.stream().map(one -> one.entry).toList());
        PeerRequest request =
                PeerRequest.post("/v1/ledger/entries", submission.encode().bytes(), TIMEOUT);
        SubmissionAnswer answer = roster.ask(validator, request, SubmissionAnswer::decode);
        if (answer.outcomes().size() != open.size()) {
            throw new LieException(
                    Suspicion.What.MALFORMED, "it answered for another number of entries");
        }
        if (answer.outcomes().stream().anyMatch(Outcome.Ordered.class::isInstance)) {
            heads.accept(validator, answer.head(), floor);
        }
        for (int i = 0; i < open.size(); i++) {
            open.get(i).take(answer.outcomes().get(i), answer.head());
        }
    }

    /// One entry on its way.
    private final class Case {
        private final SignedEntry entry;
        private int refusals;
        private @Nullable SubmitResult result;

        Case(SignedEntry entry) {
            this.entry = entry;
        }

        boolean isDecided() {
            return result instanceof SubmitResult.Accepted || refusals > policy.faults();
        }

        void take(Outcome outcome, CosignedHead head) throws LieException {
            switch (outcome) {
                case Outcome.Ordered ordered -> result = prove(ordered, head);
                case Outcome.Refused(int code, String text) -> {
                    refusals++;
                    result = new SubmitResult.Refused(code, text);
                }
            }
        }

        private SubmitResult prove(Outcome.Ordered ordered, CosignedHead head) throws LieException {
            long size = head.checkpoint().size();
            if (ordered.index() < size) {
                Hash leaf = LedgerLeaf.hash(LedgerLeaf.encode(ordered.timeMillis(), entry));
                InclusionProof proof = new InclusionProof(ordered.index(), size, ordered.path());
                if (proof.proves(leaf, head.checkpoint().root())) {
                    return new SubmitResult.Accepted(
                            ordered.index(), ordered.timeMillis(), head, proof);
                }
            }
            throw new LieException(
                    Suspicion.What.FORGED_ENTRY,
                    "it says that an entry is in the log, and cannot prove it");
        }

        SubmitResult result(@Nullable IOException failure) throws IOException {
            SubmitResult decided = result;
            if (decided != null && isDecided()) {
                return decided;
            }
            throw new IOException("outcome unknown: too few validators answered", failure);
        }
    }
}
