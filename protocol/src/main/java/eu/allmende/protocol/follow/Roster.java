package eu.allmende.protocol.follow;

import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.Bytes;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The validators, and in which order to ask them: those that failed a moment ago come last.
final class Roster {
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;

    private final List<PeerAddress> validators;
    private final LedgerPorts ports;
    private final SuspicionBook suspicions;
    private final Map<NodeId, Instant> restingUntil = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger preferred = new AtomicInteger();

    Roster(List<PeerAddress> validators, LedgerPorts ports, SuspicionBook suspicions) {
        this.validators = List.copyOf(validators);
        this.ports = ports;
        this.suspicions = suspicions;
    }

    List<PeerAddress> all() {
        return validators;
    }

    /// A different validator first each time, so that each one is put to the test.
    List<PeerAddress> rotating() {
        return from(turn.getAndIncrement());
    }

    /// The validator that last did its work first.
    List<PeerAddress> steady() {
        return from(preferred.get());
    }

    void prefer(PeerAddress validator) {
        preferred.set(validators.indexOf(validator));
    }

    /// Asks, and reads the answer with `form`.
    ///
    /// @throws LieException if the answer does not follow its format
    /// @throws IOException if there is no answer, or it says that something was not done
    <T> T ask(PeerAddress validator, PeerRequest request, Form<T> form) throws IOException {
        try {
            PeerAnswer answer = ports.exchange().exchange(validator, request);
            if (!answer.isSuccess()) {
                throw new IOException(refusal(answer));
            }
            T value = form.decode(Bytes.of(answer.body()));
            restingUntil.remove(validator.id());
            return value;
        } catch (MalformedException e) {
            rest(validator);
            String text = "its answer does not follow the format: " + e.getMessage();
            throw new LieException(Suspicion.What.MALFORMED, text);
        } catch (IOException e) {
            rest(validator);
            throw e;
        }
    }

    /// Asks for something that may not be there; the status says which.
    PeerAnswer askWhetherThere(PeerAddress validator, PeerRequest request) throws IOException {
        PeerAnswer answer = ports.exchange().exchange(validator, request);
        if (!answer.isSuccess() && answer.status() != NOT_FOUND) {
            throw new IOException(refusal(answer));
        }
        return answer;
    }

    void suspect(PeerAddress validator, LieException lie) {
        suspicions.note(validator.id(), lie);
        rest(validator);
    }

    /// How an answer is read.
    ///
    /// @param <T> what it says
    interface Form<T> {
        T decode(Bytes form) throws MalformedException;
    }

    private void rest(PeerAddress validator) {
        restingUntil.put(validator.id(), ports.clock().instant().plus(REST_AFTER_FAILURE));
    }

    private List<PeerAddress> from(int start) {
        List<PeerAddress> order = new ArrayList<>(validators);
        Collections.rotate(order, -Math.floorMod(start, validators.size()));
        Instant now = ports.clock().instant();
        order.sort(Comparator.comparing(validator -> isResting(validator, now)));
        return order;
    }

    private boolean isResting(PeerAddress validator, Instant now) {
        Instant until = restingUntil.get(validator.id());
        return until != null && now.isBefore(until);
    }

    private static String refusal(PeerAnswer answer) {
        try {
            ErrorAnswer error = ErrorAnswer.decode(Bytes.of(answer.body()));
            return "a validator answered: " + error.sentence();
        } catch (MalformedException e) {
            return "a validator answered with status " + answer.status();
        }
    }
}
