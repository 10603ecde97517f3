package eu.allmende.node.validator;

import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.identity.TlsIdentity;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerExchange;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Carries calls over real sockets with the JDK's client: HTTP/2, TLS 1.3, pinned keys.
final class SocketExchange implements PeerExchange, AutoCloseable {
    private final TlsIdentity identity;
    private final Map<NodeId, HttpClient> clients = new ConcurrentHashMap<>();

    SocketExchange(SigningKey key) {
        this.identity = TlsIdentity.of(key);
    }

    @Override
    public PeerAnswer exchange(PeerAddress peer, PeerRequest request) throws IOException {
        byte[] body = new byte[Math.toIntExact(request.bodyBytes())];
        ByteBuffer all = ByteBuffer.wrap(body);
        request.body().forEach(part -> all.put(part.duplicate()));
        HttpRequest http =
                HttpRequest.newBuilder(
                                URI.create(
                                        "https://"
                                                + peer.host()
                                                + ":"
                                                + peer.port()
                                                + request.path()))
                        .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body))
                        .timeout(request.timeout())
                        .build();
        try {
            HttpResponse<byte[]> answer =
                    client(peer.id()).send(http, HttpResponse.BodyHandlers.ofByteArray());
            return new PeerAnswer(answer.statusCode(), ByteBuffer.wrap(answer.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HttpClient client(NodeId peer) {
        return clients.computeIfAbsent(
                peer,
                id ->
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_2)
                                .sslContext(identity.clientContext(id))
                                .build());
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
    }
}
