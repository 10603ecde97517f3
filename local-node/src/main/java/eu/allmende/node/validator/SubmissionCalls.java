package eu.allmende.node.validator;

import eu.allmende.node.serve.Call;
import eu.allmende.node.serve.Reply;
import eu.allmende.node.validator.cosign.Gathering;
import eu.allmende.node.validator.ledger.Ledger;
import eu.allmende.node.validator.ledger.NoQuorumException;
import eu.allmende.node.validator.ledger.Outcome;
import eu.allmende.protocol.follow.Submission;
import eu.allmende.protocol.follow.SubmissionAnswer;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.LedgerRules;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.merkle.InclusionProof;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// Takes entries in, has them ordered, and answers with proofs.
final class SubmissionCalls {
    private static final Duration ORDER = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 256;

    private final Ledger ledger;
    private final Gathering gathering;
    private final LedgerRules rules;
    private final Set<NodeId> validators;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    SubmissionCalls(Ledger ledger, Gathering gathering, Electors electors) {
        this.ledger = ledger;
        this.gathering = gathering;
        this.rules = electors.rules();
        this.validators = Set.copyOf(electors.validators());
    }

    /// Who may hand over batches, and by which rules entries are looked at before they are ordered.
    record Electors(LedgerRules rules, Set<NodeId> validators) {}

    /// Orders entries that anybody hands in.
    Reply submit(Call call) throws IOException, InterruptedException {
        Submission submission = Submission.decode(Bytes.of(call.bodyUpTo(Submission.MOST_BYTES)));
        if (!free.tryAcquire()) {
            return Refused.unavailable("too many entries are under way: try again");
        }
        try {
            return prove(order(submission.entries()));
        } finally {
            free.release();
        }
    }

    /// What is wrong by itself never reaches the others.
    private List<Outcome> order(List<SignedEntry> entries)
            throws IOException, InterruptedException {
        List<Optional<Refusal>> alone = entries.stream().map(rules::checkAlone).toList();
        List<Bytes> fit = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (alone.get(i).isEmpty()) {
                fit.add(entries.get(i).encode());
            }
        }
        Iterator<Outcome> ordered =
                fit.isEmpty()
                        ? List.<Outcome>of().iterator()
                        : ledger.ordering().order(fit, ORDER).iterator();
        List<Outcome> outcomes = new ArrayList<>(entries.size());
        for (Optional<Refusal> refusal : alone) {
            outcomes.add(refusal.isPresent() ? new Outcome.Refused(refusal.get()) : ordered.next());
        }
        return outcomes;
    }

    private Reply prove(List<Outcome> outcomes) throws IOException, InterruptedException {
        List<Long> places = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Accepted(long index, long _)) {
                places.add(index);
            }
        }
        long needed = places.stream().mapToLong(index -> index + 1).max().orElse(0);
        CosignedHead head = headOver(needed);
        Iterator<InclusionProof> proofs =
                ledger.reader().inclusions(places, head.checkpoint().size()).iterator();
        List<SubmissionAnswer.Outcome> answered = new ArrayList<>(outcomes.size());
        for (Outcome outcome : outcomes) {
            answered.add(
                    switch (outcome) {
                        case Outcome.Refused(Refusal refusal) ->
                                SubmissionAnswer.Outcome.Refused.of(refusal);
                        case Outcome.Accepted(long index, long timeMillis) ->
                                new SubmissionAnswer.Outcome.Ordered(
                                        index, timeMillis, proofs.next().path());
                    });
        }
        return Reply.ok(new SubmissionAnswer(head, answered).encode().bytes());
    }

    private CosignedHead headOver(long size) throws IOException, InterruptedException {
        if (ledger.news().awaitSize(size, LedgerCalls.GATHER)) {
            Optional<CosignedHead> head = gathering.atLeast(size, LedgerCalls.GATHER);
            if (head.isPresent()) {
                return head.get();
            }
        }
        throw new NoQuorumException(
                "too few validators vouch for the new head in time; the entries are ordered:"
                        + " send the same bytes again");
    }

    /// Orders a batch that a fellow validator hands over because this one leads.
    Reply order(Call call) throws IOException, InterruptedException {
        if (!validators.contains(call.caller().nodeId())) {
            return Refused.of(403, Refusal.NOT_A_MEMBER, "only validators hand batches over");
        }
        byte[] entries = call.bodyUpTo(Submission.MOST_BYTES);
        return Reply.ok(ledger.ordering().orderHere(entries, ORDER));
    }
}
