package eu.allmende.app.demo;

import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerExchange;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Sees every byte that devices send, and to whom.
public final class Tap {
    private final Map<NodeId, AtomicLong> sentBytes = new ConcurrentHashMap<>();
    private final Map<NodeId, AtomicLong> pieceRequests = new ConcurrentHashMap<>();

    /// The same way out, watched.
    public PeerExchange on(PeerExchange exchange) {
        return (peer, request) -> watched(exchange, peer, request);
    }

    private PeerAnswer watched(PeerExchange exchange, PeerAddress peer, PeerRequest request)
            throws IOException {
        add(sentBytes, peer.id(), request.bodyBytes());
        if (request.path().startsWith("/v1/piece/")) {
            add(pieceRequests, peer.id(), 1);
        }
        return exchange.exchange(peer, request);
    }

    /// Bytes of bodies that were sent to a peer.
    public long sentBytes(NodeId peer) {
        return of(sentBytes, peer);
    }

    /// How often a peer was sent, or asked for, a piece.
    public long pieceRequests(NodeId peer) {
        return of(pieceRequests, peer);
    }

    private static void add(Map<NodeId, AtomicLong> counts, NodeId peer, long more) {
        counts.computeIfAbsent(peer, _ -> new AtomicLong()).addAndGet(more);
    }

    private static long of(Map<NodeId, AtomicLong> counts, NodeId peer) {
        AtomicLong count = counts.get(peer);
        return count == null ? 0 : count.get();
    }
}
