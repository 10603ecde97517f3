package eu.allmende.app.demo;

import eu.allmende.node.validator.ValidatorSetup;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Honest validators whose answers are a moment late. A client reads the entries of whoever answers
/// first; beside these that is the liar, however busy the machine is.
final class LateValidators implements AutoCloseable {
    private static final Duration LATE = Duration.ofMillis(200);

    private final List<TamperingProxy> proxies = new ArrayList<>();

    private LateValidators() {}

    /// All but one.
    static LateValidators allBut(int seat, Stage stage) throws IOException {
        LateValidators late = new LateValidators();
        List<ValidatorSetup> seats = stage.seats().validators();
        try {
            for (int i = 0; i < seats.size(); i++) {
                if (i != seat) {
                    late.proxies.add(
                            TamperingProxy.before(seats.get(i), LateValidators::answerLate));
                }
            }
            return late;
        } catch (IOException e) {
            late.close();
            throw e;
        }
    }

    private static PeerAnswer answerLate(PeerRequest request, TamperingProxy.Validator real)
            throws IOException {
        PeerAnswer answer = real.ask(request);
        LockSupport.parkNanos(LATE.toNanos());
        return answer;
    }

    /// The commons as it looks to whoever was led to them as well.
    CommonsFile misled(CommonsFile commons) {
        CommonsFile led = commons;
        for (TamperingProxy proxy : proxies) {
            led = proxy.misled(led);
        }
        return led;
    }

    @Override
    public void close() throws IOException {
        for (TamperingProxy proxy : proxies) {
            proxy.close();
        }
    }
}
