package eu.allmende.engine.transfer;

import eu.allmende.engine.place.Roster;
import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.Progress;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerExchange;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.piece.LeafProof;
import eu.allmende.protocol.piece.PackManifest;
import eu.allmende.protocol.piece.PieceRoots;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Has holders prove that they keep their pieces: each gives one leaf, drawn at random, with its
/// path to the piece's root. A node reads and checks the whole piece for that; what crosses the
/// network is a few kilobytes. One prover for one check: a node that falls silent meanwhile is not
/// asked again by it.
public final class Prover {
    private static final int MOST_AT_ONCE = 32;
    private static final int MOST_FAILURES = 3;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Roster roster;
    private final Parts parts;
    private final Progress progress;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);
    private final Set<NodeId> answering = ConcurrentHashMap.newKeySet();
    private final Map<NodeId, Integer> failures = new ConcurrentHashMap<>();

    /// What a prover is made of.
    ///
    /// @param threads runs blocking questions side by side: a virtual thread each
    /// @param blemishes hears what was wrong, and what is right again
    /// @param random draws leaves; none can be told ahead
    public record Parts(
            PeerExchange exchange,
            Executor threads,
            Reach reach,
            Blemishes blemishes,
            RandomGenerator random) {}

    /// A pack and what its holders said.
    ///
    /// @param proofs for each piece that somebody should keep, by index
    public record Proven(PackPlacement pack, Map<Integer, Proof> proofs) {
        public Proven {
            proofs = Map.copyOf(proofs);
        }

        /// How many pieces came out like that.
        public int count(Proof proof) {
            return (int) proofs.values().stream().filter(one -> one == proof).count();
        }

        /// The pieces that nobody ever kept, in order.
        public List<Integer> unplaced() {
            return IntStream.range(0, pack.holders().size())
                    .filter(index -> pack.holders().get(index) == PackPlacement.NOBODY)
                    .boxed()
                    .toList();
        }

        /// Whether all its pieces are kept, and were proven.
        public boolean isWhole() {
            return count(Proof.PROVEN) == pack.holders().size();
        }

        /// The pieces that came out like that, in order.
        public List<Integer> pieces(Proof proof) {
            return proofs.keySet().stream().filter(i -> proofs.get(i) == proof).sorted().toList();
        }
    }

    /// A prover for one check.
    public Prover(Roster roster, Parts parts, Progress progress) {
        this.roster = roster;
        this.parts = parts;
        this.progress = progress;
    }

    /// Asks all holders of some packs, side by side.
    ///
    /// @throws IOException if this thread was interrupted
    public List<Proven> prove(List<PackPlacement> packs) throws IOException {
        meet(packs);
        List<Map<Integer, CompletableFuture<Proof>>> running = new ArrayList<>();
        for (PackPlacement pack : packs) {
            Map<Integer, CompletableFuture<Proof>> proofs = new TreeMap<>();
            running.add(proofs);
            for (int index = 0; index < pack.holders().size(); index++) {
                if (pack.holders().get(index) != PackPlacement.NOBODY) {
                    proofs.put(index, start(pack, index));
                }
            }
        }
        List<Proven> proven = new ArrayList<>();
        for (int i = 0; i < packs.size(); i++) {
            Map<Integer, Proof> proofs = new TreeMap<>();
            running.get(i).forEach((index, proof) -> proofs.put(index, join(proof)));
            proven.add(new Proven(packs.get(i), proofs));
        }
        return proven;
    }

    private static Proof join(CompletableFuture<Proof> proof) {
        try {
            return proof.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("asking for a proof broke off", e);
        }
    }

    /// Asks nodes that were not met yet whether they are there at all; twice, if need be.
    private void meet(List<PackPlacement> packs) {
        Set<RosterNode> fresh = new LinkedHashSet<>();
        for (PackPlacement pack : packs) {
            pack.holders().forEach(number -> roster.node(number).ifPresent(fresh::add));
        }
        fresh.removeIf(node -> failures.putIfAbsent(node.id(), 0) != null);
        for (int tries = 0; tries < 2; tries++) {
            parts.reach.answering(List.copyOf(fresh)).forEach(node -> answering.add(node.id()));
            fresh.removeIf(node -> answering.contains(node.id()));
        }
    }

    private CompletableFuture<Proof> start(PackPlacement pack, int index) throws IOException {
        Optional<RosterNode> holder =
                roster.node(pack.holders().get(index)).filter(node -> isThere(node.id()));
        if (holder.isEmpty()) {
            return CompletableFuture.completedFuture(Proof.UNREACHABLE);
        }
        try {
            turns.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("asking for proofs was interrupted", e);
        }
        return CompletableFuture.supplyAsync(() -> ask(pack, index, holder.get()), parts.threads)
                .whenComplete((_, _) -> turns.release());
    }

    private boolean isThere(NodeId node) {
        return answering.contains(node) && failures.getOrDefault(node, 0) < MOST_FAILURES;
    }

    /// Twice, if need be: a connection may have been closed just before it was used.
    private Proof ask(PackPlacement pack, int index, RosterNode holder) {
        for (int tries = 0; tries < 2 && isThere(holder.id()); tries++) {
            try {
                Proof proof = note(pack, index, holder, challenge(pack, index, holder));
                failures.put(holder.id(), 0);
                return proof;
            } catch (IOException e) {
                if (failures.merge(holder.id(), 1, Integer::sum) == MOST_FAILURES) {
                    parts.reach.note(holder.id(), Reach.State.SILENT);
                }
            }
        }
        return Proof.UNREACHABLE;
    }

    private Proof challenge(PackPlacement pack, int index, RosterNode holder) throws IOException {
        int leaf = parts.random.nextInt(PieceRoots.leaves(pack.shape().pieceLengthBytes()));
        String path = "/v1/challenge/" + pack.root() + "/" + index + "/" + leaf;
        PeerAnswer answer =
                parts.exchange.exchange(
                        holder.contact().orElseThrow().address(),
                        PeerRequest.post(path, new byte[0], LIMIT));
        progress.crossed(answer.body().remaining());
        return switch (answer.status()) {
            case 404 -> Proof.MISSING;
            case 410 -> Proof.DAMAGED;
            default ->
                    !answer.isSuccess()
                            ? Proof.UNREACHABLE
                            : proves(pack, index, leaf, answer.body())
                                    ? Proof.PROVEN
                                    : Proof.DAMAGED;
        };
    }

    private static boolean proves(PackPlacement pack, int index, int leaf, ByteBuffer body) {
        try {
            int length = body.getInt();
            PackManifest manifest = PackManifest.decode(body.slice(body.position(), length));
            LeafProof proof = LeafProof.decode(body.position(body.position() + length).slice());
            return manifest.root().equals(pack.root())
                    && manifest.shape().equals(pack.shape())
                    && proof.leafIndex() == leaf
                    && proof.proves(manifest, index);
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | BufferUnderflowException e) {
            return false;
        }
    }

    private Proof note(PackPlacement pack, int index, RosterNode holder, Proof proof) {
        switch (proof) {
            case PROVEN -> parts.blemishes.clear(pack.root(), index, holder.id());
            case MISSING ->
                    parts.blemishes.note(pack.root(), index, holder.id(), Blemishes.Kind.MISSING);
            case DAMAGED ->
                    parts.blemishes.note(pack.root(), index, holder.id(), Blemishes.Kind.DAMAGED);
            case UNREACHABLE -> {}
        }
        return proof;
    }
}
