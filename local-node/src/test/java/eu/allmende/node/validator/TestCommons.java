package eu.allmende.node.validator;

import static org.awaitility.Awaitility.await;

import eu.allmende.protocol.follow.ErrorAnswer;
import eu.allmende.protocol.follow.Submission;
import eu.allmende.protocol.follow.SubmissionAnswer;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerExchange;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Four validators in one program: real Ratis over real sockets, calls between them in memory.
final class TestCommons implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int MOST_TRIES = 4;

    final LocalCommons local;
    private final InMemoryExchange exchange = new InMemoryExchange();
    private final List<@Nullable Validator> running =
            Collections.synchronizedList(new ArrayList<>());
    private final SigningKey caller = key(99);

    private TestCommons(LocalCommons local) {
        this.local = local;
        local.validators().forEach(_ -> running.add(null));
    }

    static TestCommons start(Path dir, int validators) throws IOException {
        TestCommons commons = new TestCommons(Founding.createLocal(dir, validators));
        commons.forAll(commons::start);
        return commons;
    }

    void start(int i) throws IOException {
        ValidatorSetup setup = local.validators().get(i);
        Validator validator =
                Validator.open(setup, exchange.as(setup.key().publicKey()), Clock.systemUTC());
        running.set(i, validator);
        exchange.put(setup.id(), validator.endpoint());
    }

    void stop(int i) throws IOException {
        Validator validator = running.set(i, null);
        exchange.remove(local.validators().get(i).id());
        if (validator != null) {
            validator.close();
        }
    }

    /// Removes all that a stopped validator keeps, its key excepted.
    void wipe(int i) throws IOException {
        Path own = local.validators().get(i).dir();
        try (Stream<Path> files = Files.walk(own)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(own) && !file.getFileName().toString().equals("key")) {
                    Files.delete(file);
                }
            }
        }
    }

    PeerAddress address(int i) {
        return local.commons().validators().get(i);
    }

    PeerExchange exchange() {
        return exchange.as(caller.publicKey());
    }

    PeerAnswer ask(int i, PeerRequest request) throws IOException {
        return exchange().exchange(address(i), request);
    }

    /// Hands in entries, and the same bytes again where the outcome is unknown, as the client does.
    SubmissionAnswer submit(int i, SignedEntry... entries) throws IOException {
        byte[] body = new Submission(List.of(entries)).encode().bytes();
        PeerRequest request = PeerRequest.post("/v1/ledger/entries", body, TIMEOUT);
        PeerAnswer answer = ask(i, request);
        for (int tries = 1; tries < MOST_TRIES && answer.status() == 503; tries++) {
            answer = ask(i, request);
        }
        if (!answer.isSuccess()) {
            ErrorAnswer error = ErrorAnswer.decode(Bytes.of(answer.body()));
            throw new IOException(answer.status() + " " + error.code() + " " + error.sentence());
        }
        return SubmissionAnswer.decode(Bytes.of(answer.body()));
    }

    /// How many leaves a validator has applied.
    long size(int i) {
        return validator(i).ledger().news().size();
    }

    /// Waits until a validator has applied so many leaves, and gives the root over them.
    Hash root(int i, long size) throws IOException, InterruptedException {
        if (!validator(i).ledger().news().awaitSize(size, TIMEOUT)) {
            throw new IOException("validator " + i + " has " + size(i) + " leaves only");
        }
        return validator(i).ledger().reader().root(size);
    }

    /// Waits for a leader.
    ///
    /// @return its place among the validators
    int leader(int asked) throws IOException {
        await().atMost(TIMEOUT)
                .until(() -> validator(asked).ledger().ordering().leader().isPresent());
        NodeId leader = validator(asked).ledger().ordering().leader().orElseThrow();
        List<NodeId> ids = local.validators().stream().map(ValidatorSetup::id).toList();
        return ids.indexOf(leader);
    }

    private Validator validator(int i) {
        return Objects.requireNonNull(running.get(i));
    }

    SignedEntry account(int seed) {
        SigningKey key = key(seed);
        return sign(key, new Entry.AccountCreate(key.publicKey(), text("wrap"), text("sealed")));
    }

    SignedEntry sign(SigningKey key, Entry entry) {
        return SignedEntry.sign(local.commons().commons(), entry, key);
    }

    static SigningKey key(int seed) {
        byte[] bytes = new byte[SigningKey.SEED_BYTES];
        new Random(seed).nextBytes(bytes);
        return SigningKey.fromSeed(bytes);
    }

    static Bytes text(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        forAll(this::stop);
    }

    private interface Act {
        void on(int i) throws IOException;
    }

    /// For all at once: Ratis takes a second to close.
    private void forAll(Act act) throws IOException {
        IOException failed = new IOException("not all validators did it");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < running.size(); i++) {
                int one = i;
                threads.execute(() -> {
                    try {
                        act.on(one);
                    } catch (IOException e) {
                        failed.addSuppressed(e);
                    }
                });
            }
        }
        if (failed.getSuppressed().length > 0) {
            throw failed;
        }
    }
}
