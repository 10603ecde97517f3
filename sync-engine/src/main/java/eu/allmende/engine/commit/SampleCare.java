package eu.allmende.engine.commit;

import eu.allmende.engine.commit.LogShelf.Sampled;
import eu.allmende.engine.remote.GivenUp;
import eu.allmende.engine.remote.LastProof;
import eu.allmende.engine.remote.PieceCheck;
import eu.allmende.engine.remote.RemoteSnapshot;
import eu.allmende.engine.remote.Upkeep;
import eu.allmende.engine.tree.Tree;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A folder's upkeep, and, when nothing of that is due, now and then a few packs whose holders are
/// asked for proof; what is lost of these is mended. So a folder stays whole though nobody checks
/// it.
///
/// Bounded: so few packs at once, so rarely, whatever was found. When is drawn at random, so that
/// the devices of an account do not ask at the same time.
final class SampleCare implements Upkeep {
    static final int PACKS = 4;
    static final Duration LEAST_PAUSE = Duration.ofMinutes(20);
    static final Duration MOST_PAUSE = Duration.ofMinutes(40);

    private final Upkeep first;
    private final PieceCare pieces;
    private final Publisher.Parts parts;

    /// @param first what is more urgent
    SampleCare(Upkeep first, PieceCare pieces, Publisher.Parts parts) {
        this.first = first;
        this.pieces = pieces;
        this.parts = parts;
    }

    @Override
    public Optional<RemoteSnapshot> snapshotAfter(long sequence) throws IOException {
        return first.snapshotAfter(sequence);
    }

    @Override
    public Optional<Chore> due(long sequence, Tree tree) throws IOException {
        Optional<Chore> urgent = first.due(sequence, tree);
        return urgent.isPresent() || sequence == 0 || !isDue()
                ? urgent
                : Optional.of(progress -> {
                    Sampled before = parts.state().log().sampled();
                    parts.state().log().noteSampled(before.next(next()));
                    note(pieces.sample(PACKS, progress));
                    return false;
                });
    }

    /// The first time is drawn as well: a program that is started again and again asks no more
    /// often than one that runs. A clock that was put back does not end it.
    private boolean isDue() throws IOException {
        Sampled sampled = parts.state().log().sampled();
        long now = parts.ports().clock().millis();
        if (sampled.nextMillis() == 0 || sampled.nextMillis() > now + MOST_PAUSE.toMillis()) {
            parts.state().log().noteSampled(sampled.next(next()));
            return false;
        }
        return sampled.nextMillis() <= now;
    }

    private long next() {
        long pause = parts.ports().random().nextLong(LEAST_PAUSE.toMillis(), MOST_PAUSE.toMillis());
        return parts.ports().clock().millis() + pause;
    }

    private void note(PieceCheck check) throws IOException {
        Sampled sampled = parts.state().log().sampled();
        long now = parts.ports().clock().millis();
        parts.state()
                .log()
                .noteSampled(
                        new Sampled(
                                sampled.nextMillis(), now, check.counts(), check.mendedPieces()));
    }

    @Override
    public Optional<Instant> provenTime() throws IOException {
        return first.provenTime();
    }

    @Override
    public Optional<GivenUp> givenUp() throws IOException {
        return first.givenUp();
    }

    @Override
    public Optional<LastProof> lastProof() throws IOException {
        Sampled sampled = parts.state().log().sampled();
        return sampled.lastMillis() == 0
                ? Optional.empty()
                : Optional.of(
                        new LastProof(
                                Instant.ofEpochMilli(sampled.lastMillis()),
                                sampled.counts(),
                                sampled.mended()));
    }
}
