package eu.allmende.engine.transfer;

import eu.allmende.engine.place.RosterNode;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.peer.PeerExchange;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// Which nodes answer. What was seen counts for half a minute; for some minutes more it counts
/// while the node is asked again beside it, so that a dead node keeps nobody waiting.
public final class Reach {
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration STALE = Duration.ofMinutes(3);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final PeerExchange exchange;
    private final Executor threads;
    private final InstantSource clock;
    private final Map<NodeId, Seen> seen = new ConcurrentHashMap<>();
    private final Map<NodeId, CompletableFuture<State>> asking = new ConcurrentHashMap<>();

    private record Seen(Instant when, State state) {}

    /// Whether a node answered when it was last asked.
    public enum State {
        /// It answered.
        ANSWERS,
        /// It answers, but others were faster by far.
        SLOW,
        /// It did not.
        SILENT
    }

    /// @param threads runs blocking questions side by side
    public Reach(PeerExchange exchange, Executor threads, InstantSource clock) {
        this.exchange = exchange;
        this.threads = threads;
        this.clock = clock;
    }

    /// Those of the nodes that answer; waits only for nodes of which nothing was heard lately, and
    /// for all if none is known to answer: they may be back by now.
    public List<RosterNode> reachable(List<RosterNode> nodes) {
        List<CompletableFuture<State>> states = nodes.stream().map(this::state).toList();
        List<RosterNode> reachable = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (states.get(i).join() != State.SILENT) {
                reachable.add(nodes.get(i));
            }
        }
        return reachable.isEmpty() ? answering(nodes) : reachable;
    }

    /// Those of the nodes that answer now, whatever was seen of them before.
    List<RosterNode> answering(List<RosterNode> nodes) {
        List<CompletableFuture<State>> states = nodes.stream().map(this::ask).toList();
        List<RosterNode> answering = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (states.get(i).join() == State.ANSWERS) {
                answering.add(nodes.get(i));
            }
        }
        return answering;
    }

    /// What was seen of a node last; empty if it was never asked.
    public Optional<State> last(NodeId node) {
        return Optional.ofNullable(seen.get(node)).map(Seen::state);
    }

    /// Remembers what an exchange told about a node.
    void note(NodeId node, State state) {
        seen.put(node, new Seen(clock.instant(), state));
    }

    /// In which order holders are asked: 0 before 1 before 2.
    int rank(NodeId node) {
        Seen before = seen.get(node);
        if (before == null || isOlder(before, FRESH)) {
            return 0;
        }
        return switch (before.state) {
            case ANSWERS -> 0;
            case SLOW -> 1;
            case SILENT -> 2;
        };
    }

    private CompletableFuture<State> state(RosterNode node) {
        Seen before = seen.get(node.id());
        if (before != null && !isOlder(before, FRESH)) {
            return CompletableFuture.completedFuture(before.state);
        }
        CompletableFuture<State> answer = ask(node);
        return before == null || isOlder(before, STALE)
                ? answer
                : CompletableFuture.completedFuture(before.state);
    }

    private CompletableFuture<State> ask(RosterNode node) {
        CompletableFuture<State> mine = new CompletableFuture<>();
        CompletableFuture<State> running = asking.putIfAbsent(node.id(), mine);
        if (running != null) {
            return running;
        }
        return CompletableFuture.supplyAsync(() -> answer(node), threads)
                .whenComplete((state, failure) -> {
                    asking.remove(node.id(), mine);
                    mine.complete(failure == null ? state : State.SILENT);
                });
    }

    private State answer(RosterNode node) {
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

    private boolean isOlder(Seen before, Duration age) {
        return before.when.plus(age).isBefore(clock.instant());
    }
}
