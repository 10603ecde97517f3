package eu.allmende.protocol.follow;

import eu.allmende.protocol.follow.SubjectPage.ProvenLeaf;
import eu.allmende.protocol.follow.SubmissionAnswer.Outcome;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Checkpoint;
import eu.allmende.protocol.ledger.Cosignature;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.NodeRecord;
import eu.allmende.protocol.ledger.Refusal;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.merkle.HashAt;
import eu.allmende.protocol.merkle.Merkle;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/// A validator that answers from the fake log. The fields say how far it has come and how it lies.
final class FakeValidator {
    static final long SECONDS = 1_790_000_000L;

    /// The most entries that it has applied; those after it has not seen.
    volatile long horizon = Long.MAX_VALUE;

    /// The entry that its pages leave out.
    volatile long omitted = -1;

    /// When it cosigns.
    volatile long seconds = SECONDS;

    /// How it changes what it answers.
    volatile UnaryOperator<TipsAnswer> tips = UnaryOperator.identity();

    volatile UnaryOperator<SubjectPage> page = UnaryOperator.identity();
    volatile UnaryOperator<SubmissionAnswer> submission = UnaryOperator.identity();
    volatile UnaryOperator<Bytes> raw = UnaryOperator.identity();

    /// What stands between it and its askers.
    volatile Line line = _ -> {};

    final List<String> asked = new CopyOnWriteArrayList<>();

    private final FakeCommons commons;
    private final SigningKey key;
    private final List<NodeRecord> directory = new CopyOnWriteArrayList<>();
    private final Map<String, Bytes> mail = new ConcurrentHashMap<>();

    interface Line {
        void pass(PeerRequest request) throws IOException;
    }

    FakeValidator(FakeCommons commons, SigningKey key) {
        this.commons = commons;
        this.key = key;
    }

    SigningKey key() {
        return key;
    }

    /// From now on nothing comes back, and nothing tells why.
    void fallSilent(CountDownLatch untilTheEnd) {
        line =
                _ -> {
                    try {
                        untilTheEnd.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    throw new IOException("time ran out");
                };
    }

    void die() {
        line =
                _ -> {
                    throw new IOException("connection refused");
                };
    }

    long size() {
        return Math.min(horizon, commons.size());
    }

    /// A head over so many entries, cosigned by all who have come so far.
    CosignedHead head(long size) {
        List<Hash> hashes = commons.log(size).stream().map(FakeLeaf::hash).toList();
        Checkpoint checkpoint =
                new Checkpoint(Checkpoint.origin(commons.id()), size, Merkle.root(hashes));
        List<Cosignature> cosignatures = new ArrayList<>();
        for (FakeValidator validator : commons.validators()) {
            if (validator.size() >= size) {
                cosignatures.add(Cosignature.sign(checkpoint, validator.key, validator.seconds));
            }
        }
        return new CosignedHead(checkpoint, cosignatures);
    }

    PeerAnswer answer(PeerRequest request) throws IOException {
        asked.add(request.method() + " " + request.path());
        line.pass(request);
        URI uri = URI.create("http://validator" + request.path());
        Bytes body = request.body().isEmpty() ? Bytes.EMPTY : Bytes.of(request.body().getFirst());
        if (uri.getPath().startsWith("/v1/mailbox/")) {
            return mailbox(request.method(), uri.getPath(), body);
        }
        Map<String, String> query = query(uri);
        Bytes answer =
                switch (request.method() + " " + uri.getPath()) {
                    case "POST /v1/ledger/entries" ->
                            submission.apply(submit(Submission.decode(body))).encode();
                    case "POST /v1/ledger/tips" ->
                            tips.apply(tips(TipsQuestion.decode(body))).encode();
                    case "GET /v1/ledger/subject" -> page.apply(page(query)).encode();
                    case "GET /v1/ledger/head" -> text(head(size()).note());
                    case "GET /v1/ledger/snapshot" -> page.apply(snapshot(query)).encode();
                    case "GET /v1/ledger/consistency" -> consistency(query);
                    case "GET /v1/directory" -> new DirectoryAnswer(directory).encode();
                    case "POST /v1/directory" -> keep(NodeRecord.decode(body));
                    default -> throw new IOException("not asked in these tests: " + uri);
                };
        return new PeerAnswer(200, raw.apply(answer).buffer());
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

    private SubmissionAnswer submit(Submission asked) {
        List<Object> outcomes = new ArrayList<>();
        for (SignedEntry entry : asked.entries()) {
            outcomes.add(commons.order(entry));
        }
        long size = commons.size();
        List<Hash> hashes = commons.log(size).stream().map(FakeLeaf::hash).toList();
        List<Outcome> answered = new ArrayList<>();
        for (Object outcome : outcomes) {
            answered.add(
                    outcome instanceof FakeLeaf leaf
                            ? new Outcome.Ordered(
                                    leaf.index(),
                                    leaf.timeMillis(),
                                    Merkle.inclusion(hashes, leaf.index()).path())
                            : Outcome.Refused.of((Refusal) outcome));
        }
        return new SubmissionAnswer(head(size), answered);
    }

    private TipsAnswer tips(TipsQuestion question) {
        Map<Subject, Tip> found = new LinkedHashMap<>();
        for (Subject subject : question.known().keySet()) {
            found.put(subject, tip(subject, size()));
        }
        return new TipsAnswer(size(), found);
    }

    /// The tip that leads to what its pages show.
    Tip tipOfPages(Subject subject) {
        Tip tip = Tip.START;
        for (FakeLeaf leaf : commons.log(size())) {
            if (leaf.isAbout(subject) && leaf.index() != omitted) {
                tip = tip.next(leaf.hash());
            }
        }
        return tip;
    }

    private Tip tip(Subject subject, long size) {
        Tip tip = Tip.START;
        for (FakeLeaf leaf : commons.log(size)) {
            if (leaf.isAbout(subject)) {
                tip = tip.next(leaf.hash());
            }
        }
        return tip;
    }

    private SubjectPage page(Map<String, String> query) {
        return page(new Subject(query.get("name")), Long.parseLong(query.get("after")), size());
    }

    SubjectPage page(Subject subject, long after, long size) {
        List<FakeLeaf> log = commons.log(size);
        List<Hash> hashes = log.stream().map(FakeLeaf::hash).toList();
        List<ProvenLeaf> leaves =
                log.stream()
                        .filter(leaf -> leaf.isAbout(subject) && leaf.index() != omitted)
                        .skip(after)
                        .limit(2)
                        .map(leaf ->
                                new ProvenLeaf(
                                        leaf.index(),
                                        leaf.bytes(),
                                        Merkle.inclusion(hashes, leaf.index()).path()))
                        .toList();
        return new SubjectPage(head(size), leaves);
    }

    private SubjectPage snapshot(Map<String, String> query) {
        Subject subject = Subject.folder(FolderId.parse(query.get("folder")));
        List<FakeLeaf> log = commons.log(size());
        List<Hash> hashes = log.stream().map(FakeLeaf::hash).toList();
        List<ProvenLeaf> newest =
                log.reversed().stream()
                        .filter(leaf -> leaf.isAbout(subject) && leaf.index() != omitted)
                        .filter(FakeLeaf::namesSnapshot)
                        .limit(1)
                        .map(leaf ->
                                new ProvenLeaf(
                                        leaf.index(),
                                        leaf.bytes(),
                                        Merkle.inclusion(hashes, leaf.index()).path()))
                        .toList();
        return new SubjectPage(head(size()), newest);
    }

    private Bytes consistency(Map<String, String> query) throws IOException {
        long from = Long.parseLong(query.get("from"));
        long to = Long.parseLong(query.get("to"));
        if (from > to || to > size()) {
            throw new IOException("out of range");
        }
        List<Hash> hashes = commons.log(to).stream().map(FakeLeaf::hash).toList();
        return new ConsistencyAnswer(Merkle.consistency(level(hashes), from, to).path()).encode();
    }

    private static HashAt level(List<Hash> hashes) {
        return new HashAt() {
            @Override
            public Hash at(int level, long index) {
                return level == 0
                        ? hashes.get((int) index)
                        : Merkle.nodeHash(at(level - 1, 2 * index), at(level - 1, 2 * index + 1));
            }
        };
    }

    private Bytes keep(NodeRecord record) {
        directory.add(record);
        return Bytes.EMPTY;
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

    static Bytes text(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
