package eu.allmende.engine.transfer;

import eu.allmende.engine.place.RosterNode;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.peer.PeerExchange;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// Which nodes answer. What was seen lately is remembered for half a minute.
public final class Reach {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final PeerExchange exchange;
    private final Executor threads;
    private final InstantSource clock;
    private final Map<NodeId, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(Instant when, State state) {}

    /// Whether a node answered when it was last asked.
    public enum State {
        /// It answered.
        ANSWERS,
        /// It did not.
        SILENT
    }

    /// @param threads runs blocking questions side by side
    public Reach(PeerExchange exchange, Executor threads, InstantSource clock) {
        this.exchange = exchange;
        this.threads = threads;
        this.clock = clock;
    }

    /// Those of the nodes that answer; asks where that is not known from just now.
    public List<RosterNode> reachable(List<RosterNode> nodes) {
        List<CompletableFuture<State>> states =
                nodes.stream()
                        .map(node -> CompletableFuture.supplyAsync(() -> ask(node), threads))
                        .toList();
        return java.util.stream.IntStream.range(0, nodes.size())
                .filter(i -> states.get(i).join() == State.ANSWERS)
                .mapToObj(nodes::get)
                .toList();
    }

    /// What was seen of a node last; empty if it was never asked.
    public Optional<State> last(NodeId node) {
        return Optional.ofNullable(seen.get(node)).map(Seen::state);
    }

    /// Remembers what an exchange told about a node.
    void note(NodeId node, State state) {
        seen.put(node, new Seen(clock.instant(), state));
    }

    private State ask(RosterNode node) {
        Seen before = seen.get(node.id());
        if (before != null && before.when.plus(REMEMBERED).isAfter(clock.instant())) {
            return before.state;
        }
        State state = node.contact().isPresent() && answers(node) ? State.ANSWERS : State.SILENT;
        note(node.id(), state);
        return state;
    }

    private boolean answers(RosterNode node) {
        try {
            return exchange.exchange(
                            node.contact().orElseThrow().address(),
                            PeerRequest.get("/v1/alive", LIMIT))
                    .isSuccess();
        } catch (IOException e) {
            return false;
        }
    }
}
