package eu.allmende.node.validator;

import eu.allmende.protocol.follow.Submission;
import eu.allmende.protocol.follow.SubmissionAnswer;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.Entry;
import eu.allmende.protocol.ledger.SignedEntry;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerExchange;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Four validators in one program: real Ratis over real sockets, calls between them in memory.
final class TestCommons implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    final LocalCommons local;
    private final InMemoryExchange exchange = new InMemoryExchange();
    private final List<@Nullable Validator> running = new ArrayList<>();
    private final SigningKey caller = key(99);

    private TestCommons(LocalCommons local) {
        this.local = local;
        local.validators().forEach(_ -> running.add(null));
    }

    static TestCommons start(Path dir, int validators) throws IOException {
        TestCommons commons = new TestCommons(Founding.createLocal(dir, validators));
        for (int i = 0; i < validators; i++) {
            commons.start(i);
        }
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

    PeerAddress address(int i) {
        return local.commons().validators().get(i);
    }

    PeerExchange exchange() {
        return exchange.as(caller.publicKey());
    }

    PeerAnswer ask(int i, PeerRequest request) throws IOException {
        return exchange().exchange(address(i), request);
    }

    SubmissionAnswer submit(int i, SignedEntry... entries) throws IOException {
        byte[] body = new Submission(List.of(entries)).encode().bytes();
        PeerAnswer answer = ask(i, PeerRequest.post("/v1/ledger/entries", body, TIMEOUT));
        if (!answer.isSuccess()) {
            throw new IOException("status " + answer.status());
        }
        return SubmissionAnswer.decode(Bytes.of(answer.body()));
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
        return Bytes.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        for (int i = 0; i < running.size(); i++) {
            stop(i);
        }
    }
}
