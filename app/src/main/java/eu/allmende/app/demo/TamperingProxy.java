package eu.allmende.app.demo;

import eu.allmende.app.net.OkHttpExchange;
import eu.allmende.node.serve.Call;
import eu.allmende.node.serve.HttpsServer;
import eu.allmende.node.serve.Reply;
import eu.allmende.node.validator.ValidatorSetup;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// A server that has a validator's key, asks the real validator, and changes what it answers: what
/// a validator can do that has turned against its commons.
final class TamperingProxy implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST_BODY_BYTES = 16 * 1024 * 1024;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ValidatorSetup seat;
    private final CommonsFile commons;
    private final Tampering tampering;
    private final OkHttpExchange exchange;
    private final HttpsServer server;

    /// What it does to answers.
    interface Tampering {
        /// Answers in the validator's place.
        PeerAnswer answer(PeerRequest request, Validator real) throws IOException;
    }

    /// The real validator.
    interface Validator {
        PeerAnswer ask(PeerRequest request) throws IOException;
    }

    private TamperingProxy(ValidatorSetup seat, Tampering tampering) throws IOException {
        this.seat = seat;
        this.commons = seat.commons();
        this.tampering = tampering;
        this.exchange = new OkHttpExchange(seat.key());
        this.server = HttpsServer.start(seat.key(), LOOPBACK, 0, this::answer);
    }

    static TamperingProxy before(ValidatorSetup seat, Tampering tampering) throws IOException {
        return new TamperingProxy(seat, tampering);
    }

    /// Whose key it shows.
    NodeId id() {
        return seat.id();
    }

    /// The commons as it looks to whoever was led to the proxy.
    CommonsFile misled() {
        return misled(commons);
    }

    /// The same of a commons in which others were led elsewhere before.
    CommonsFile misled(CommonsFile before) {
        return new CommonsFile(
                before.genesis(),
                before.validators().stream()
                        .map(real ->
                                real.id().equals(id())
                                        ? new PeerAddress(id(), LOOPBACK, server.port())
                                        : real)
                        .toList());
    }

    private Reply answer(Call call) throws IOException {
        PeerRequest request =
                new PeerRequest(
                        call.method(),
                        call.path() + query(call),
                        List.of(ByteBuffer.wrap(call.bodyUpTo(MOST_BODY_BYTES))),
                        LIMIT);
        PeerAnswer answer = tampering.answer(request, this::ask);
        return new Reply(answer.status(), List.of(answer.body().duplicate()));
    }

    private PeerAnswer ask(PeerRequest request) throws IOException {
        PeerAddress real =
                commons.validators().stream()
                        .filter(validator -> validator.id().equals(id()))
                        .findFirst()
                        .orElseThrow();
        return exchange.exchange(real, request);
    }

    private static String query(Call call) {
        if (call.query().isEmpty()) {
            return "";
        }
        return call.query().entrySet().stream()
                .map(each -> word(each.getKey()) + "=" + word(each.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        exchange.close();
    }
}
