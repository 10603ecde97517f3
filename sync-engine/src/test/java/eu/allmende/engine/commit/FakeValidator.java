package eu.allmende.engine.commit;

import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.follow.ConsistencyAnswer;
import eu.allmende.protocol.follow.DirectoryAnswer;
import eu.allmende.protocol.follow.ErrorAnswer;
import eu.allmende.protocol.follow.SubjectPage;
import eu.allmende.protocol.follow.SubjectPage.ProvenLeaf;
import eu.allmende.protocol.follow.Submission;
import eu.allmende.protocol.follow.SubmissionAnswer;
import eu.allmende.protocol.follow.SubmissionAnswer.Outcome;
import eu.allmende.protocol.follow.TipsAnswer;
import eu.allmende.protocol.follow.TipsQuestion;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Checkpoint;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.ledger.Cosignature;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.Genesis;
import eu.allmende.protocol.ledger.LedgerLeaf;
import eu.allmende.protocol.ledger.LedgerRules;
import eu.allmende.protocol.ledger.MemoryLedger;
import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.ledger.ValidatorSeat;
import eu.allmende.protocol.merkle.HashAt;
import eu.allmende.protocol.merkle.Merkle;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The one validator of a commons in memory: the real rules, the real proofs, no disk.
final class FakeValidator {
    private static final long START_MILLIS = 1_790_000_000_000L;

    private final SigningKey key = SigningKey.fromSeed(FakeNode.hash("validator").bytes());
    private final Genesis genesis =
            new Genesis(
                    "Testdorf",
                    1,
                    Genesis.OPEN,
                    List.of(new ValidatorSeat(key.publicKey(), "Operator", new Country("DE"))),
                    true,
                    true,
                    START_MILLIS);
    private final LedgerRules rules = new LedgerRules(genesis.commons());
    private final MemoryLedger state = new MemoryLedger();
    private final List<LedgerLeaf> log = new ArrayList<>();
    private final List<Hash> hashes = new ArrayList<>();
    private final Map<Hash, LedgerLeaf> known = new HashMap<>();
    private final List<NodeRecord> directory = new ArrayList<>();
    private final Map<String, Bytes> mail = new HashMap<>();

    /// Answers that are lost on their way back.
    private int answersToLose;

    private boolean dead;
    private long passedMillis;
    private int commitsToRefuse;

    CommonsFile commons() {
        PeerAddress address = new PeerAddress(key.publicKey().nodeId(), "127.0.0.1", 7001);
        return new CommonsFile(genesis, List.of(address));
    }

    boolean is(PeerAddress peer) {
        return peer.id().equals(key.publicKey().nodeId());
    }

    synchronized void list(NodeRecord record) {
        directory.add(record);
    }

    synchronized void loseAnswersToSubmissions(int count) {
        answersToLose = count;
    }

    synchronized void die() {
        dead = true;
    }

    synchronized void revive() {
        dead = false;
    }

    synchronized void order(Entry entry, SigningKey signer) {
        Object outcome = order(SignedEntry.sign(genesis.commons(), entry, signer));
        if (outcome instanceof Refusal) {
            throw new IllegalArgumentException("refused: " + outcome);
        }
    }

    /// The entries of the log.
    synchronized List<Entry> entries() {
        return log.stream().map(LedgerLeaf::entry).toList();
    }

    synchronized PeerAnswer answer(PeerRequest request) throws IOException {
        if (dead) {
            throw new IOException("connection refused");
        }
        URI uri = URI.create("http://validator" + request.path());
        Bytes body = request.body().isEmpty() ? Bytes.EMPTY : Bytes.of(request.body().getFirst());
        if (uri.getPath().startsWith("/v1/mailbox/")) {
            return mailbox(request.method(), uri.getPath(), body);
        }
        Map<String, String> query = query(uri);
        Bytes answer =
                switch (request.method() + " " + uri.getPath()) {
                    case "POST /v1/ledger/entries" -> submit(Submission.decode(body)).encode();
                    case "POST /v1/ledger/tips" -> tips(TipsQuestion.decode(body)).encode();
                    case "GET /v1/ledger/subject" -> page(query).encode();
                    case "GET /v1/ledger/snapshot" -> snapshot(query).encode();
                    case "GET /v1/ledger/consistency" -> consistency(query).encode();
                    case "GET /v1/directory" -> new DirectoryAnswer(directory).encode();
                    default -> throw new IOException("not asked in these tests: " + uri);
                };
        return new PeerAnswer(200, answer.buffer());
    }

    /// Ledger time goes on by so much.
    synchronized void passes(Duration time) {
        passedMillis += time.toMillis();
    }

    private long nowMillis() {
        return START_MILLIS + log.size() + passedMillis;
    }

    /// So many commits are refused as overtaken.
    synchronized void refuseCommits(int count) {
        commitsToRefuse = count;
    }

    private Object order(SignedEntry signed) {
        LedgerLeaf before = known.get(signed.hash());
        if (before != null) {
            return before;
        }
        if (signed.entry() instanceof Entry.Commit && commitsToRefuse > 0) {
            commitsToRefuse--;
            return Refusal.OVERTAKEN;
        }
        state.tick(nowMillis());
        var refusal = rules.check(signed, state);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        state.apply(signed);
        LedgerLeaf leaf = new LedgerLeaf(log.size(), state.nowMillis(), signed, 1);
        log.add(leaf);
        hashes.add(LedgerLeaf.hash(leaf.encode()));
        known.put(signed.hash(), leaf);
        return leaf;
    }

    private SubmissionAnswer submit(Submission asked) throws IOException {
        List<Object> ordered = asked.entries().stream().map(this::order).toList();
        if (answersToLose > 0) {
            answersToLose--;
            throw new IOException("connection reset");
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Object one : ordered) {
            outcomes.add(
                    one instanceof LedgerLeaf leaf
                            ? new Outcome.Ordered(
                                    leaf.index(),
                                    leaf.timeMillis(),
                                    Merkle.inclusion(hashes, leaf.index()).path())
                            : Outcome.Refused.of((Refusal) one));
        }
        return new SubmissionAnswer(head(), outcomes);
    }

    private CosignedHead head() {
        Checkpoint checkpoint =
                new Checkpoint(
                        Checkpoint.origin(genesis.commons()), log.size(), Merkle.root(hashes));
        return new CosignedHead(
                checkpoint, List.of(Cosignature.sign(checkpoint, key, START_MILLIS / 1000)));
    }

    private TipsAnswer tips(TipsQuestion question) {
        Map<Subject, Tip> found = new LinkedHashMap<>();
        for (Subject subject : question.known().keySet()) {
            Tip tip = Tip.START;
            for (LedgerLeaf leaf : about(subject)) {
                tip = tip.next(hashes.get((int) leaf.index()));
            }
            found.put(subject, tip);
        }
        return new TipsAnswer(log.size(), found);
    }

    private SubjectPage page(Map<String, String> query) {
        Subject subject = new Subject(query.getOrDefault("name", ""));
        long after = Long.parseLong(query.getOrDefault("after", "0"));
        List<ProvenLeaf> leaves = about(subject).stream().skip(after).map(this::proven).toList();
        return new SubjectPage(head(), leaves);
    }

    private SubjectPage snapshot(Map<String, String> query) {
        Subject subject = Subject.folder(FolderId.parse(query.getOrDefault("folder", "")));
        List<ProvenLeaf> newest =
                about(subject).reversed().stream()
                        .filter(leaf ->
                                leaf.entry() instanceof Entry.Commit commit
                                        && commit.snapshot().isPresent())
                        .limit(1)
                        .map(this::proven)
                        .toList();
        return new SubjectPage(head(), newest);
    }

    private ProvenLeaf proven(LedgerLeaf leaf) {
        return new ProvenLeaf(
                leaf.index(), leaf.encode(), Merkle.inclusion(hashes, leaf.index()).path());
    }

    private List<LedgerLeaf> about(Subject subject) {
        return log.stream().filter(leaf -> Subject.of(leaf.entry()).contains(subject)).toList();
    }

    private ConsistencyAnswer consistency(Map<String, String> query) {
        long from = Long.parseLong(query.getOrDefault("from", "0"));
        long to = Long.parseLong(query.getOrDefault("to", "0"));
        List<Hash> prefix = hashes.subList(0, (int) to);
        HashAt tree =
                new HashAt() {
                    @Override
                    public Hash at(int level, long index) {
                        return level == 0
                                ? prefix.get((int) index)
                                : Merkle.nodeHash(
                                        at(level - 1, 2 * index), at(level - 1, 2 * index + 1));
                    }
                };
        return new ConsistencyAnswer(Merkle.consistency(tree, from, to).path());
    }

    private PeerAnswer mailbox(String method, String path, Bytes body) {
        if (method.equals("PUT")) {
            mail.put(path, body);
            return new PeerAnswer(200, Bytes.EMPTY.buffer());
        }
        Bytes found = mail.get(path);
        return found == null
                ? new PeerAnswer(404, ErrorAnswer.of(Refusal.NOT_FOUND).encode().buffer())
                : new PeerAnswer(200, found.buffer());
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        String text = uri.getQuery() == null ? "" : uri.getQuery();
        for (String part : text.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                query.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return query;
    }
}
