package eu.allmende.engine.transfer;

import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.Progress;
import eu.allmende.protocol.erasure.ErasureCode;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.piece.PackManifest;
import eu.allmende.protocol.piece.PackShape;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Gathers one pack: asks k holders, one more for each that fails or is slow, and gives up those
/// that were not needed.
final class GatherRound {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PACKS_UNDER_WAY = 6;

    private final PackPlacement pack;
    private final Progress progress;
    private final Deque<Candidate> waiting;
    private final Gatherer.Means means;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final Map<Candidate, Running> running = new HashMap<>();
    private final Map<Integer, ByteBuffer> good = new HashMap<>();
    private volatile boolean over;

    /// A piece and who should have it.
    record Candidate(int index, RosterNode holder) {}

    private record Running(Future<?> task, long sinceNanos) {}

    private record Arrival(Candidate from, Optional<ByteBuffer> piece) {}

    GatherRound(
            PackPlacement pack, Progress progress, Deque<Candidate> waiting, Gatherer.Means means) {
        this.pack = pack;
        this.progress = progress;
        this.waiting = waiting;
        this.means = means;
    }

    GatheredPack run() throws IOException {
        int needed = pack.shape().needed();
        try {
            for (int i = 0; i < needed; i++) {
                askNext();
            }
            while (good.size() < needed) {
                if (running.isEmpty()) {
                    throw new IOException(
                            "only %d of %d needed pieces of a pack can be had now"
                                    .formatted(good.size(), needed));
                }
                takeNext();
            }
        } finally {
            over = true;
            running.values().forEach(one -> one.task.cancel(true));
        }
        return joined();
    }

    private void takeNext() throws IOException {
        Duration patience =
                means.pace().patience(pack.shape().pieceLengthBytes()).plus(underLimit());
        Arrival arrival = await(patience);
        if (arrival == null) {
            noteSlow(patience);
            askNext();
            return;
        }
        running.remove(arrival.from);
        if (arrival.piece.isPresent()) {
            good.put(arrival.from.index, arrival.piece.get());
        } else {
            askNext();
        }
    }

    /// By how much a limit makes a round longer: other packs are on their way as well.
    private Duration underLimit() {
        long bytes = (long) pack.shape().needed() * pack.shape().pieceLengthBytes();
        return means.way().timeFor(PACKS_UNDER_WAY * bytes);
    }

    /// Null once it is worth asking somebody else.
    private @Nullable Arrival await(Duration patience) throws IOException {
        try {
            return waiting.isEmpty()
                    ? arrivals.take()
                    : arrivals.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("gathering was interrupted", e);
        }
    }

    private void noteSlow(Duration patience) {
        long now = System.nanoTime();
        running.forEach((candidate, one) -> {
            if (now - one.sinceNanos >= patience.toNanos()) {
                means.reach().note(candidate.holder.id(), Reach.State.SLOW);
            }
        });
    }

    private void askNext() {
        Candidate next = waiting.poll();
        if (next != null) {
            FutureTask<Boolean> task = new FutureTask<>(() -> deliver(next));
            running.put(next, new Running(task, System.nanoTime()));
            means.threads().execute(task);
        }
    }

    private boolean deliver(Candidate candidate) throws InterruptedException {
        Optional<ByteBuffer> piece = Optional.empty();
        try {
            piece = ask(candidate);
        } finally {
            arrivals.add(new Arrival(candidate, piece));
        }
        return piece.isPresent();
    }

    private Optional<ByteBuffer> ask(Candidate candidate) throws InterruptedException {
        String path = "/v1/piece/" + pack.root() + "/" + candidate.index;
        PeerRequest request = PeerRequest.get(path, LIMIT.plus(underLimit())).paced(means.way());
        means.transfers().acquire();
        try (Throttle.Turn _ = means.way().begin()) {
            long begin = System.nanoTime();
            PeerAnswer answer =
                    means.exchange()
                            .exchange(candidate.holder.contact().orElseThrow().address(), request);
            int bytes = answer.body().remaining();
            progress.crossed(bytes);
            if (answer.isSuccess()) {
                means.pace().took(System.nanoTime() - begin, bytes);
            }
            return check(candidate, answer);
        } catch (IOException e) {
            if (!over) {
                means.reach().note(candidate.holder.id(), Reach.State.SILENT);
                progress.noticed("A holder did not answer; its piece is fetched elsewhere.");
            }
            return Optional.empty();
        } finally {
            means.transfers().release();
        }
    }

    private Optional<ByteBuffer> check(Candidate candidate, PeerAnswer answer) {
        if (!answer.isSuccess()) {
            boolean damaged = answer.status() == 410;
            if (damaged || answer.status() == 404) {
                note(candidate, damaged ? Blemishes.Kind.DAMAGED : Blemishes.Kind.MISSING);
            }
            notice(candidate, damaged ? "has a damaged piece" : "does not give a piece");
            return Optional.empty();
        }
        Optional<ByteBuffer> piece = piece(candidate.index, answer.body());
        if (piece.isEmpty()) {
            note(candidate, Blemishes.Kind.DAMAGED);
            notice(candidate, "gave a wrong piece");
        } else {
            means.blemishes().clear(pack.root(), candidate.index, candidate.holder.id());
        }
        return piece;
    }

    private void note(Candidate candidate, Blemishes.Kind kind) {
        means.blemishes().note(pack.root(), candidate.index, candidate.holder.id(), kind);
    }

    private void notice(Candidate candidate, String what) {
        progress.noticed(
                "Node "
                        + candidate.holder.id().hash().brief()
                        + " "
                        + what
                        + "; it is fetched elsewhere.");
    }

    private Optional<ByteBuffer> piece(int index, ByteBuffer body) {
        try {
            int length = body.getInt();
            PackManifest manifest = PackManifest.decode(body.slice(body.position(), length));
            ByteBuffer piece = body.position(body.position() + length).slice();
            boolean fits =
                    manifest.root().equals(pack.root())
                            && manifest.shape().equals(pack.shape())
                            && manifest.matches(index, piece);
            return fits ? Optional.of(piece) : Optional.empty();
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private GatheredPack joined() {
        PackShape shape = pack.shape();
        byte[] @Nullable [] pieces = new byte[shape.wanted()][];
        java.util.Arrays.fill(pieces, null);
        if (!isAllData()) {
            good.forEach((index, piece) -> pieces[index] = copy(piece));
            ErasureCode.of(shape.needed(), shape.wanted()).reconstructData(pieces);
        }
        List<ByteBuffer> stretches = new ArrayList<>();
        for (int i = 0; i < shape.needed(); i++) {
            ByteBuffer piece = good.get(i);
            stretches.add(
                    piece == null ? ByteBuffer.wrap(Objects.requireNonNull(pieces[i])) : piece);
        }
        return new GatheredPack(stretches, shape.packLengthBytes());
    }

    private boolean isAllData() {
        return good.keySet().stream().allMatch(index -> index < pack.shape().needed());
    }

    private static byte[] copy(ByteBuffer piece) {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(piece.position(), bytes);
        return bytes;
    }
}
