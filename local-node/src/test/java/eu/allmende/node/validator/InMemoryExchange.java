package eu.allmende.node.validator;

import eu.allmende.node.serve.Call;
import eu.allmende.node.serve.Endpoint;
import eu.allmende.node.serve.Reply;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerExchange;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Carries calls to endpoints in the same program. Who is not (or no longer) here refuses to
/// connect.
final class InMemoryExchange {
    private final Map<NodeId, Endpoint> endpoints = new ConcurrentHashMap<>();

    void put(NodeId id, Endpoint endpoint) {
        endpoints.put(id, endpoint);
    }

    void remove(NodeId id) {
        endpoints.remove(id);
    }

    PeerExchange as(PublicKey caller) {
        return (peer, request) -> exchange(caller, peer, request);
    }

    private PeerAnswer exchange(PublicKey caller, PeerAddress peer, PeerRequest request)
            throws IOException {
        Endpoint endpoint = endpoints.get(peer.id());
        if (endpoint == null) {
            throw new ConnectException("nobody is there");
        }
        byte[] body = bytes(request.body(), request.bodyBytes());
        String[] parts = request.path().split("\\?", 2);
        Reply reply =
                endpoint.answer(
                        new Call(
                                request.method(),
                                parts[0],
                                query(parts.length == 2 ? parts[1] : ""),
                                caller,
                                body.length,
                                new ByteArrayInputStream(body)));
        return new PeerAnswer(
                reply.status(), ByteBuffer.wrap(bytes(reply.body(), reply.bodyBytes())));
    }

    private static byte[] bytes(Iterable<ByteBuffer> parts, long size) {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(size));
        parts.forEach(part -> all.put(part.duplicate()));
        return all.array();
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int middle = pair.indexOf('=');
            if (middle > 0) {
                query.put(pair.substring(0, middle), pair.substring(middle + 1));
            }
        }
        return query;
    }
}
