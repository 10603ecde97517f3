package eu.allmende.engine.transfer;

import eu.allmende.engine.place.Roster;
import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.Progress;
import eu.allmende.protocol.erasure.ErasureCode;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerExchange;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.piece.PackManifest;
import eu.allmende.protocol.piece.PackShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Makes packs again from the pieces that holders give. For several packs at once.
public final class Gatherer {
    private static final int MOST_TRANSFERS = 32;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// After so long without a piece, one more holder is asked as well.
    private static final Duration HEDGE = Duration.ofMillis(1500);

    private final Roster roster;
    private final PeerExchange exchange;
    private final Executor threads;
    private final Reach reach;
    private final Semaphore transfers = new Semaphore(MOST_TRANSFERS);

    /// @param threads runs blocking transfers side by side: a virtual thread each
    public Gatherer(Roster roster, PeerExchange exchange, Executor threads, Reach reach) {
        this.roster = roster;
        this.exchange = exchange;
        this.threads = threads;
        this.reach = reach;
    }

    /// The pack's bytes, whose pieces all fit its root.
    ///
    /// @throws IOException if fewer than k good pieces could be had; trying again later is safe
    public ByteBuffer gather(PackPlacement pack, Progress progress) throws IOException {
        Round round = new Round(pack, progress, candidates(pack));
        byte[] @Nullable [] pieces = round.run();
        PackShape shape = pack.shape();
        ErasureCode.of(shape.needed(), shape.wanted()).reconstruct(pieces);
        ByteBuffer joined = ByteBuffer.allocate(shape.pieceLengthBytes() * shape.needed());
        for (int i = 0; i < shape.needed(); i++) {
            joined.put(java.util.Objects.requireNonNull(pieces[i]));
        }
        return joined.flip().slice(0, shape.packLengthBytes());
    }

    private record Candidate(int index, RosterNode holder) {}

    private record Arrived(int index, Optional<byte[]> piece) {}

    /// Data pieces first, and those of silent holders last.
    private Deque<Candidate> candidates(PackPlacement pack) {
        List<Candidate> candidates = new ArrayList<>();
        for (int index = 0; index < pack.holders().size(); index++) {
            int piece = index;
            roster.node(pack.holders().get(index))
                    .filter(node -> node.contact().isPresent())
                    .ifPresent(node -> candidates.add(new Candidate(piece, node)));
        }
        candidates.sort(
                Comparator.comparing((Candidate one) ->
                                reach.last(one.holder.id()).equals(Optional.of(Reach.State.SILENT)))
                        .thenComparingInt(Candidate::index));
        return new ArrayDeque<>(candidates);
    }

    /// One pack's gathering.
    private final class Round {
        private final PackPlacement pack;
        private final Progress progress;
        private final Deque<Candidate> waiting;
        private final BlockingQueue<Arrived> arrivals = new LinkedBlockingQueue<>();
        private int running;

        Round(PackPlacement pack, Progress progress, Deque<Candidate> waiting) {
            this.pack = pack;
            this.progress = progress;
            this.waiting = waiting;
        }

        byte[] @Nullable [] run() throws IOException {
            int needed = pack.shape().needed();
            byte[] @Nullable [] pieces = new byte[pack.shape().wanted()][];
            java.util.Arrays.fill(pieces, null);
            for (int i = 0; i < needed; i++) {
                askNext();
            }
            int have = 0;
            while (have < needed) {
                if (running == 0) {
                    throw new IOException(
                            "only %d of %d needed pieces of a pack can be had now"
                                    .formatted(have, needed));
                }
                Arrived arrived = await();
                if (arrived == null) {
                    askNext();
                } else if (arrived.piece.isPresent()) {
                    pieces[arrived.index] = arrived.piece.get();
                    have++;
                } else {
                    askNext();
                }
            }
            return pieces;
        }

        private @Nullable Arrived await() throws IOException {
            try {
                Arrived arrived =
                        waiting.isEmpty()
                                ? arrivals.take()
                                : arrivals.poll(HEDGE.toMillis(), TimeUnit.MILLISECONDS);
                running -= arrived == null ? 0 : 1;
                return arrived;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("gathering was interrupted", e);
            }
        }

        private void askNext() {
            Candidate next = waiting.poll();
            if (next != null) {
                running++;
                threads.execute(() -> arrivals.add(new Arrived(next.index, ask(next))));
            }
        }

        private Optional<byte[]> ask(Candidate candidate) {
            String path = "/v1/piece/" + pack.root() + "/" + candidate.index;
            transfers.acquireUninterruptibly();
            try {
                PeerAnswer answer =
                        exchange.exchange(
                                candidate.holder.contact().orElseThrow().address(),
                                PeerRequest.get(path, LIMIT));
                progress.crossed(answer.body().remaining());
                return check(candidate, answer);
            } catch (IOException e) {
                reach.note(candidate.holder.id(), Reach.State.SILENT);
                progress.noticed("A holder did not answer; its piece is fetched elsewhere.");
                return Optional.empty();
            } finally {
                transfers.release();
            }
        }

        private Optional<byte[]> check(Candidate candidate, PeerAnswer answer) {
            String node = candidate.holder.id().hash().brief();
            if (!answer.isSuccess()) {
                String what =
                        answer.status() == 410 ? "has a damaged piece" : "does not give a piece";
                progress.noticed("Node " + node + " " + what + "; it is fetched elsewhere.");
                return Optional.empty();
            }
            Optional<byte[]> piece = piece(candidate.index, answer.body());
            if (piece.isEmpty()) {
                progress.noticed("Node " + node + " gave a wrong piece; it is fetched elsewhere.");
            }
            return piece;
        }

        private Optional<byte[]> piece(int index, ByteBuffer body) {
            try {
                int length = body.getInt();
                PackManifest manifest = PackManifest.decode(body.slice(body.position(), length));
                ByteBuffer piece = body.position(body.position() + length).slice();
                if (!manifest.root().equals(pack.root()) || !manifest.matches(index, piece)) {
                    return Optional.empty();
                }
                byte[] bytes = new byte[piece.remaining()];
                piece.get(bytes);
                return Optional.of(bytes);
            } catch (IllegalArgumentException
                    | IndexOutOfBoundsException
                    | java.nio.BufferUnderflowException e) {
                return Optional.empty();
            }
        }
    }
}
