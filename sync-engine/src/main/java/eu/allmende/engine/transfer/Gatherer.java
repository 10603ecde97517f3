package eu.allmende.engine.transfer;

import eu.allmende.engine.place.Roster;
import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.Progress;
import eu.allmende.protocol.ledger.PackPlacement;
import eu.allmende.protocol.peer.PeerExchange;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// Makes packs again from the pieces that holders give. For several packs at once.
public final class Gatherer {
    private static final int MOST_TRANSFERS = 32;

    /// After all that [Reach#rank] says.
    private static final int BLEMISHED = 3;

    private final Roster roster;
    private final Means means;

    /// What a round of gathering works with.
    record Means(
            PeerExchange exchange,
            Executor threads,
            Reach reach,
            Blemishes blemishes,
            Pace pace,
            Semaphore transfers,
            Throttle.Way way) {
        Means by(Throttle.Way another) {
            return new Means(exchange, threads, reach, blemishes, pace, transfers, another);
        }
    }

    /// @param threads runs blocking transfers side by side: a virtual thread each
    public Gatherer(
            Roster roster,
            PeerExchange exchange,
            Executor threads,
            Reach reach,
            Blemishes blemishes) {
        this.roster = roster;
        means =
                new Means(
                        exchange,
                        threads,
                        reach,
                        blemishes,
                        new Pace(),
                        new Semaphore(MOST_TRANSFERS, true),
                        new Throttle().small());
    }

    /// The pack's bytes, whose pieces all fit its root.
    ///
    /// @param way how fast pieces come
    /// @throws IOException if fewer than k good pieces could be had; trying again later is safe
    public GatheredPack gather(PackPlacement pack, Progress progress, Throttle.Way way)
            throws IOException {
        return new GatherRound(pack, progress, candidates(pack), means.by(way)).run();
    }

    /// Those of holders that answer first, then data pieces before parity.
    private Deque<GatherRound.Candidate> candidates(PackPlacement pack) {
        List<GatherRound.Candidate> candidates = new ArrayList<>();
        for (int index = 0; index < pack.holders().size(); index++) {
            int piece = index;
            roster.node(pack.holders().get(index))
                    .filter(node -> node.contact().isPresent())
                    .ifPresent(node -> candidates.add(new GatherRound.Candidate(piece, node)));
        }
        candidates.sort(
                Comparator.comparingInt((GatherRound.Candidate one) -> rank(pack, one))
                        .thenComparingInt(GatherRound.Candidate::index));
        return new ArrayDeque<>(candidates);
    }

    private int rank(PackPlacement pack, GatherRound.Candidate one) {
        RosterNode holder = one.holder();
        boolean blemished = means.blemishes.of(pack.root(), one.index(), holder.id()).isPresent();
        return blemished ? BLEMISHED : means.reach.rank(holder.id());
    }
}
