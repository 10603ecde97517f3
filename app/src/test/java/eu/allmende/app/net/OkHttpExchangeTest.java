package eu.allmende.app.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.node.serve.Endpoint;
import eu.allmende.node.serve.HttpsServer;
import eu.allmende.node.serve.Reply;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OkHttpExchangeTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private final SigningKey serverKey = SigningKey.generate(new SecureRandom());
    private final SigningKey clientKey = SigningKey.generate(new SecureRandom());
    private final OkHttpExchange exchange = new OkHttpExchange(clientKey);
    private final List<HttpsServer> servers = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        exchange.close();
        for (HttpsServer server : servers) {
            server.close();
        }
    }

    @Test
    void theServerKnowsTheCallersKey() throws IOException {
        PeerAddress peer = serve(call -> Reply.text(call.caller().nodeId() + call.path()));

        assertThat(text(exchange.exchange(peer, PeerRequest.get("/x?a=1", LIMIT))))
                .isEqualTo(clientKey.publicKey().nodeId() + "/x");
    }

    @Test
    void aServerWithAnotherKeyGetsNothing() throws IOException {
        List<String> seen = new ArrayList<>();
        PeerAddress peer =
                serve(call -> {
                    seen.add(call.path());
                    return Reply.text("here");
                });
        PeerAddress other =
                new PeerAddress(clientKey.publicKey().nodeId(), peer.host(), peer.port());

        assertThatThrownBy(() -> exchange.exchange(other, PeerRequest.get("/x", LIMIT)))
                .isInstanceOf(IOException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void largeBodiesGoBothWaysAtOnce() throws Exception {
        PeerAddress peer = serve(call -> Reply.ok(call.bodyUpTo(8_000_000)));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> same = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                byte[] body = new byte[5_000_000];
                new Random(i).nextBytes(body);
                same.add(threads.submit(() -> echo(peer, body)));
            }
            for (Future<Boolean> one : same) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @Test
    void underAPaceEachByteIsAskedForBeforeItGoes() throws IOException {
        PeerAddress peer = serve(call -> Reply.ok(call.bodyUpTo(8_000_000)));
        byte[] body = new byte[1_000_000];
        List<Integer> slices = new java.util.concurrent.CopyOnWriteArrayList<>();
        PeerRequest request = PeerRequest.put("/x", List.of(ByteBuffer.wrap(body)), LIMIT);

        PeerAnswer answer = exchange.exchange(peer, request.paced(slices::add));

        assertThat(answer.body()).isEqualTo(ByteBuffer.wrap(body));
        assertThat(slices.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2_000_000);
        assertThat(slices).allMatch(slice -> slice <= 16 * 1024);
    }

    @Test
    void aBodyThatIsTooLongIsRefusedAndTheConnectionGoesOn() throws IOException {
        PeerAddress peer = serve(call -> Reply.ok(call.bodyUpTo(1000)));
        PeerRequest large = PeerRequest.put("/x", List.of(ByteBuffer.allocate(1_000_000)), LIMIT);

        assertThat(exchange.exchange(peer, large).status()).isEqualTo(413);
        assertThat(echo(peer, new byte[1000])).isTrue();
    }

    @Test
    void aPeerThatIsGoneIsAnError() throws IOException {
        PeerAddress peer = serve(call -> Reply.text("here"));
        servers.getFirst().close();

        assertThatThrownBy(() -> exchange.exchange(peer, PeerRequest.get("/x", LIMIT)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aPortInUseIsToldInOneSentence() throws IOException {
        PeerAddress peer = serve(call -> Reply.text("here"));

        assertThatThrownBy(() ->
                        HttpsServer.start(
                                serverKey, "127.0.0.1", peer.port(), call -> Reply.notFound()))
                .hasMessage("Port " + peer.port() + " is already in use.");
    }

    private boolean echo(PeerAddress peer, byte[] body) throws IOException {
        PeerRequest request = PeerRequest.put("/x", List.of(ByteBuffer.wrap(body)), LIMIT);
        return exchange.exchange(peer, request).body().equals(ByteBuffer.wrap(body));
    }

    private PeerAddress serve(Endpoint endpoint) throws IOException {
        HttpsServer server = HttpsServer.start(serverKey, "127.0.0.1", 0, endpoint);
        servers.add(server);
        return new PeerAddress(serverKey.publicKey().nodeId(), "127.0.0.1", server.port());
    }

    private static String text(PeerAnswer answer) {
        return StandardCharsets.UTF_8.decode(answer.body()).toString();
    }
}
