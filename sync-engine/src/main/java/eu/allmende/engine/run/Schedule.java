package eu.allmende.engine.run;

import eu.allmende.engine.scan.Parts;
import java.time.Duration;
import java.time.Instant;

/// When the next pass is due. For one thread at a time.
final class Schedule {
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration FULL_LOOK = Duration.ofHours(1);
    private static final Duration BLIND_LOOK = Duration.ofMinutes(1);
    private static final Duration LONGEST_MOVING = Duration.ofSeconds(10);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
    private static final Duration HEALING = Duration.ofSeconds(10);
    private static final int MANY = 50;

    private final double jitter;
    private Instant due = Instant.EPOCH;
    private Duration quiet = QUIET;
    private Duration moving = QUIET;
    private Duration retry = FIRST_RETRY;
    private int again;
    private Watched watched = Watched.UNKNOWN;
    private Instant fullLook = Instant.EPOCH;
    private Parts unseen = Parts.WHOLE;
    private Parts looking = Parts.NONE;

    /// @param jitter from 0 to 1: by how much of a fifth the full look is put off, so that the
    ///   folders of many devices are not looked at all at once
    Schedule(double jitter) {
        if (jitter < 0 || jitter > 1) {
            throw new IllegalArgumentException("jitter is not from 0 to 1: " + jitter);
        }
        this.jitter = jitter;
    }

    /// A pass begins. What is wanted from now on may have come too late for it, so it counts for
    /// the next one.
    void begun(Instant now) {
        due = Instant.MAX;
        boolean told = watched == Watched.TOLD && now.isBefore(fullLook);
        looking = told ? unseen : Parts.WHOLE;
        unseen = Parts.NONE;
    }

    /// What the pass that began must look at: only if everything is watched, the disk is known
    /// already, but for what was told of since the last look, and what that one left open.
    Parts look() {
        return looking;
    }

    /// The pass looked at what it had to, or at more.
    void looked(Covered covered, Instant now) {
        looking = Parts.NONE;
        unseen = unseen.and(covered.again());
        if (covered.looked().isWhole()) {
            fullLook = now.plus(untilFullLook());
        }
    }

    /// The next pass must look at the whole disk.
    void unseen() {
        unseen = Parts.WHOLE;
    }

    /// Somebody asks: the disk is looked at, and what failed before is tried as if it never had, so
    /// that whoever asks need not wait for pauses that grew.
    void asked() {
        unseen();
        retry = FIRST_RETRY;
    }

    /// The pass ended like this.
    void ended(PassEnd end, Instant now) {
        boolean doubtful = end instanceof PassEnd.Waiting || end instanceof PassEnd.Attention;
        unseen = doubtful ? Parts.WHOLE : unseen.and(looking);
        again = end instanceof PassEnd.Again ? again + 1 : 0;
        wantedBy(now.plus(pause(end, now)));
        if (!(end instanceof PassEnd.Moving)) {
            moving = QUIET;
            quiet = QUIET;
        }
        if (!(end instanceof PassEnd.Waiting)) {
            retry = FIRST_RETRY;
        }
    }

    private Duration pause(PassEnd end, Instant now) {
        return switch (end) {
            case PassEnd.Quiet _ ->
                    watched == Watched.BLIND ? BLIND_LOOK : Duration.between(now, fullLook);
            case PassEnd.Again _ -> again > MANY ? LONGEST_MOVING : Duration.ZERO;
            case PassEnd.Underway _ -> Duration.ZERO;
            case PassEnd.Moving _ -> {
                quiet = moving;
                moving = shorter(moving.multipliedBy(2), LONGEST_MOVING);
                yield quiet;
            }
            case PassEnd.Waiting _ -> {
                Duration pause = retry;
                retry = shorter(retry.multipliedBy(2), LONGEST_RETRY);
                yield pause;
            }
            case PassEnd.Attention _ -> HEALING;
        };
    }

    private Duration untilFullLook() {
        return FULL_LOOK.plusMillis((long) (FULL_LOOK.toMillis() * jitter / 5));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// Whether the disk is watched, or must be looked at more often.
    void watched(Watched how) {
        watched = how;
        unseen = how == Watched.TOLD ? unseen : Parts.WHOLE;
    }

    /// How changes on the disk are heard of.
    enum Watched {
        /// The system tells.
        TOLD,
        /// Nobody tells.
        BLIND,
        /// Nobody tells yet, or any more.
        UNKNOWN
    }

    /// Something changed in these directories. What keeps changing is looked at less and less
    /// often.
    void hinted(Parts where, Instant now) {
        unseen = unseen.and(where);
        wantedBy(now.plus(quiet));
    }

    /// A pass is wanted at this time, or earlier.
    void wantedBy(Instant time) {
        if (time.isBefore(due)) {
            due = time;
        }
    }

    /// When the next pass is due.
    Instant due() {
        return due;
    }
}
