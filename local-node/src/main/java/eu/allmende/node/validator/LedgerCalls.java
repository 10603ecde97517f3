package eu.allmende.node.validator;

import eu.allmende.node.serve.Call;
import eu.allmende.node.serve.Reply;
import eu.allmende.node.validator.cosign.Answer;
import eu.allmende.node.validator.cosign.Cosigner;
import eu.allmende.node.validator.cosign.Gathering;
import eu.allmende.node.validator.ledger.Ledger;
import eu.allmende.node.validator.ledger.LedgerReader;
import eu.allmende.node.validator.ledger.News;
import eu.allmende.protocol.follow.ConsistencyAnswer;
import eu.allmende.protocol.follow.CosignQuestion;
import eu.allmende.protocol.follow.SubjectPage;
import eu.allmende.protocol.follow.TipsAnswer;
import eu.allmende.protocol.follow.TipsQuestion;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers questions about the ledger, each with its proof; and signs for the fellows.
final class LedgerCalls {
    static final Duration GATHER = Duration.ofSeconds(3);

    private static final int MOST_QUESTION_BYTES = 128 * 1024;
    private static final long PAGE_FRAME_BYTES = CosignedHead.MOST_NOTE_BYTES + 1024L;

    private final Ledger ledger;
    private final Gathering gathering;
    private final Cosigner cosigner;

    LedgerCalls(Ledger ledger, Gathering gathering, Cosigner cosigner) {
        this.ledger = ledger;
        this.gathering = gathering;
        this.cosigner = cosigner;
    }

    Reply head(Call call) throws IOException, InterruptedException {
        return recentHead()
                .map(head -> Reply.text(head.note()))
                .orElse(Refused.unavailable("too few validators vouch for a head now"));
    }

    /// A head over all that was applied here; if none can be had now, the last one there was.
    private Optional<CosignedHead> newestHead() throws IOException, InterruptedException {
        long size = ledger.reader().size();
        return ledger.news().awaitSize(size, GATHER)
                ? gathering.atLeast(size, GATHER).or(gathering::newest)
                : gathering.newest();
    }

    /// One that tells what time it is, too.
    private Optional<CosignedHead> recentHead() throws IOException, InterruptedException {
        long size = ledger.reader().size();
        return ledger.news().awaitSize(size, GATHER)
                ? gathering.recent(size, GATHER).or(gathering::newest)
                : gathering.newest();
    }

    Reply cosign(Call call) throws IOException, InterruptedException {
        CosignQuestion question = CosignQuestion.decode(body(call));
        return switch (cosigner.sign(question.size(), question.root())) {
            case Answer.Signed(var cosignature) -> Reply.text(cosignature.line() + "\n");
            case Answer.NotYet _ ->
                    Refused.unavailable("the log of this validator has not come so far");
            case Answer.TooEarly _ ->
                    Refused.unavailable("the newest entry is stamped ahead of this clock");
            case Answer.Contradicts(String reason) ->
                    Refused.of(409, Refusal.NOT_IN_MY_LOG, reason);
        };
    }

    Reply consistency(Call call) throws IOException {
        long from = number(call, "from", Long.MAX_VALUE);
        long to = number(call, "to", ledger.news().size());
        if (from > to) {
            throw new MalformedException("from is over to");
        }
        List<Hash> path = ledger.reader().consistency(from, to).path();
        return Reply.ok(new ConsistencyAnswer(path).encode().bytes());
    }

    Reply subject(Call call) throws IOException, InterruptedException {
        Subject subject = new Subject(call.parameter("name").orElse(""));
        long after = number(call, "after", Long.MAX_VALUE);
        int limit =
                call.parameter("limit").isEmpty()
                        ? SubjectPage.MOST_LEAVES
                        : (int) number(call, "limit", SubjectPage.MOST_LEAVES);
        Optional<CosignedHead> head = newestHead();
        if (head.isEmpty()) {
            return Refused.unavailable("too few validators vouch for a head now");
        }
        LedgerReader.Slice slice =
                new LedgerReader.Slice(
                        head.get().checkpoint().size(),
                        limit,
                        SubjectPage.MOST_BYTES - PAGE_FRAME_BYTES);
        List<SubjectPage.ProvenLeaf> leaves =
                ledger.reader().leaves(subject, after, slice).stream()
                        .map(LedgerCalls::proven)
                        .toList();
        return Reply.ok(new SubjectPage(head.get(), leaves).encode().bytes());
    }

    Reply snapshot(Call call) throws IOException, InterruptedException {
        FolderId folder = FolderId.parse(call.parameter("folder").orElse(""));
        Optional<CosignedHead> head = newestHead();
        if (head.isEmpty()) {
            return Refused.unavailable("too few validators vouch for a head now");
        }
        List<SubjectPage.ProvenLeaf> leaves =
                ledger.reader().snapshot(folder, head.get().checkpoint().size()).stream()
                        .map(LedgerCalls::proven)
                        .toList();
        return Reply.ok(new SubjectPage(head.get(), leaves).encode().bytes());
    }

    private static SubjectPage.ProvenLeaf proven(LedgerReader.Proven leaf) {
        return new SubjectPage.ProvenLeaf(leaf.index(), leaf.content(), leaf.proof().path());
    }

    Reply tips(Call call) throws IOException, InterruptedException {
        TipsQuestion question = TipsQuestion.decode(body(call));
        try (News.Watch watch = ledger.news().watch(question.known().keySet())) {
            TipsAnswer answer = tips(question);
            if (!hasNews(question, answer) && question.waitMillis() > 0) {
                watch.await(Duration.ofMillis(question.waitMillis()));
                answer = tips(question);
            }
            return Reply.ok(answer.encode().bytes());
        }
    }

    private TipsAnswer tips(TipsQuestion question) throws IOException {
        List<Subject> subjects = List.copyOf(question.known().keySet());
        LedgerReader.Tips found = ledger.reader().tips(subjects);
        Map<Subject, Tip> tips = new LinkedHashMap<>();
        for (int i = 0; i < subjects.size(); i++) {
            tips.put(subjects.get(i), found.tips().get(i));
        }
        return new TipsAnswer(found.size(), tips);
    }

    private static boolean hasNews(TipsQuestion question, TipsAnswer answer) {
        return question.known().entrySet().stream()
                .anyMatch(known -> answer.tip(known.getKey()).count() > known.getValue());
    }

    private static Bytes body(Call call) throws IOException {
        return Bytes.of(call.bodyUpTo(MOST_QUESTION_BYTES));
    }

    private static long number(Call call, String name, long most) throws MalformedException {
        try {
            long value = Long.parseLong(call.parameter(name).orElse("0"));
            if (value >= 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new MalformedException(name + " is no number", e);
        }
        throw new MalformedException(name + " is out of range");
    }
}
