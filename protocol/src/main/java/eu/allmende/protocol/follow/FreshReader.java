package eu.allmende.protocol.follow;

import eu.allmende.protocol.follow.PageReader.Claim;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.HeadPolicy;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import eu.allmende.protocol.peer.PeerAddress;
import eu.allmende.protocol.peer.PeerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Reads what is newest: of n − f answers, the newest tip that verifies.
///
/// An answer counts only while it stands: one that is older than what was already proven, whose
/// pages fail, or that loses a dispute with another, counts no more, and the next validator's takes
/// its place. So of the answers that count, at least one comes from an honest validator that
/// cosigned the newest acknowledged entry.
final class FreshReader {
    private static final int ATTEMPTS = 6;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HeadPolicy policy;
    private final Roster roster;
    private final HeadKeeper heads;
    private final PageReader pages;
    private final Disputes disputes;
    private final Executor threads;

    FreshReader(HeadPolicy policy, Roster roster, HeadKeeper heads, PageReader pages, Desk desk) {
        this.policy = policy;
        this.roster = roster;
        this.heads = heads;
        this.pages = pages;
        this.disputes = desk.disputes();
        this.threads = desk.threads();
    }

    /// Who looks into contradictions, and on which threads questions are asked.
    record Desk(Disputes disputes, Executor threads) {}

    /// All entries of a subject after a tip that was read before.
    ///
    /// @throws IOException if fewer than n − f validators gave an answer that stands; try again
    ///   later
    /// @throws OwnDiskException if this device cannot keep what was proven
    Reading read(Subject subject, Tip after) throws IOException {
        long pauseMillis = 0;
        IOException cause = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Attempt tried = new Attempt(subject, after, heads.last());
            Optional<Reading> reading = tried.run(pauseMillis);
            if (reading.isPresent()) {
                return reading.get();
            }
            cause = tried.unreachable;
            if (!tried.mayChange) {
                break;
            }
            pauseMillis = pauseMillis == 0 ? FIRST_PAUSE_MILLIS : 2 * pauseMillis;
        }
        throw new IOException(
                "too few validators gave an answer that holds: "
                        + policy.answersNeeded()
                        + " of "
                        + policy.validators()
                        + " are needed",
                cause);
    }

    private TipsAnswer tips(PeerAddress validator, TipsQuestion question) throws IOException {
        PeerRequest request =
                PeerRequest.post(
                        "/v1/ledger/tips",
                        question.encode().bytes(),
                        TIMEOUT.plusMillis(question.waitMillis()));
        return roster.ask(validator, request, TipsAnswer::decode);
    }

    /// One try: a round of questions, and what stands of the answers.
    private final class Attempt {
        private final Subject subject;
        private final Tip after;
        private final Optional<CosignedHead> floor;
        private final List<Claim> standing = new ArrayList<>();
        private boolean mayChange;
        private Disputes.@Nullable Side accepted;
        private @Nullable IOException unreachable;

        Attempt(Subject subject, Tip after, Optional<CosignedHead> floor) {
            this.subject = subject;
            this.after = after;
            this.floor = floor;
        }

        Optional<Reading> run(long pauseMillis) throws IOException {
            long known = pauseMillis == 0 ? after.count() : Long.MAX_VALUE;
            TipsQuestion question = new TipsQuestion(pauseMillis, Map.of(subject, known));
            Round<TipsAnswer> round =
                    Round.ask(roster, threads, validator -> tips(validator, question));
            Optional<Reading> reading = Optional.empty();
            while (reading.isEmpty() && gather(round)) {
                reading = settle();
            }
            round.restTo(this::compareLate);
            return reading;
        }

        /// Takes answers until enough stand; false if there are not enough.
        private boolean gather(Round<TipsAnswer> round) throws IOException {
            while (standing.size() < policy.answersNeeded()) {
                Optional<Round.Arrival<TipsAnswer>> next = round.next();
                if (next.isEmpty()) {
                    return false;
                }
                claim(next.get()).filter(this::isNotOld).ifPresent(standing::add);
            }
            return true;
        }

        private Optional<Claim> claim(Round.Arrival<TipsAnswer> arrival) {
            return arrival.answer()
                    .map(tips -> new Claim(arrival.validator(), tips.logSize(), tips.tip(subject)));
        }

        private boolean isNotOld(Claim claim) {
            boolean old = claim.logSize() < floorSize() || claim.tip().count() < after.count();
            if (old) {
                mayChange = true;
                lookAgain(claim.validator());
            }
            return !old;
        }

        private void lookAgain(PeerAddress validator) {
            disputes.lookAgain(
                    validator,
                    () -> {
                        TipsAnswer again = tips(validator, pause());
                        return again.logSize() < floorSize()
                                || again.tip(subject).count() < after.count();
                    });
        }

        private long floorSize() {
            return floor.map(head -> head.checkpoint().size()).orElse(0L);
        }

        /// Tries the newest claim, and drops whichever does not stand.
        private Optional<Reading> settle() throws IOException {
            Claim newest =
                    standing.stream()
                            .max(Comparator.comparingLong(claim -> claim.tip().count()))
                            .orElseThrow();
            Optional<Reading> reading = bearOut(newest);
            if (reading.isEmpty()) {
                standing.remove(newest);
                return Optional.empty();
            }
            Disputes.Side side = new Disputes.Side(newest, reading.get());
            accepted = side;
            Optional<Claim> opponent =
                    standing.stream()
                            .filter(claim ->
                                    Disputes.contradicts(claim.tip(), after, side.reading()))
                            .findFirst();
            opponent.ifPresent(claim -> standing.remove(disputes.settle(topic(), side, claim)));
            if (opponent.isPresent()) {
                accepted = null;
                return Optional.empty();
            }
            return reading;
        }

        private Disputes.Topic topic() {
            return new Disputes.Topic(subject, after, floor);
        }

        private Optional<Reading> bearOut(Claim claim) throws OwnDiskException {
            try {
                return Optional.of(pages.read(subject, after, claim, floor));
            } catch (OwnDiskException e) {
                throw e;
            } catch (LieException e) {
                roster.suspect(claim.validator(), e);
            } catch (BehindException e) {
                mayChange = true;
                disputes.lookAgain(claim.validator(), () -> isStillBehind(claim));
            } catch (IOException e) {
                unreachable = e;
            }
            return Optional.empty();
        }

        /// Whether the validator still shows a head under the floor after a while. (A head that
        /// only falls short of the validator's own log is no lie: it may be waiting for
        /// cosignatures.)
        private boolean isStillBehind(Claim claim) throws IOException {
            var _ = tips(claim.validator(), pause());
            try {
                pages.read(subject, after, claim, floor);
                return false;
            } catch (BehindException e) {
                return e.shownSize() < floorSize();
            }
        }

        private TipsQuestion pause() {
            return new TipsQuestion(Disputes.GRACE_MILLIS, Map.of(subject, Long.MAX_VALUE));
        }

        private void compareLate(Round.Arrival<TipsAnswer> late) {
            Disputes.Side side = accepted;
            Optional<Claim> claim = claim(late).filter(this::isNotOld);
            if (claim.isPresent()
                    && side != null
                    && Disputes.contradicts(claim.get().tip(), after, side.reading())) {
                disputes.settle(topic(), side, claim.get());
            }
        }
    }
}
