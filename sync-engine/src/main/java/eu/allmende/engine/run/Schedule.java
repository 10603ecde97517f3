package eu.allmende.engine.run;

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
    private boolean unseen = true;
    private boolean looking;

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
        looking = unseen || watched != Watched.TOLD || !now.isBefore(fullLook);
        unseen = false;
    }

    /// Whether the pass that began must look at the disk: only if everything is watched, nothing
    /// was told since the last look, and that one left nothing open, the disk is known already.
    boolean mustLook() {
        return looking;
    }

    /// The next pass must look at the disk.
    void unseen() {
        unseen = true;
    }

    /// Somebody asks: the disk is looked at, and what failed before is tried as if it never had, so
    /// that whoever asks need not wait for pauses that grew.
    void asked() {
        unseen = true;
        retry = FIRST_RETRY;
    }

    /// The pass ended like this.
    void ended(PassEnd end, Instant now) {
        if (end instanceof PassEnd.Quiet || end instanceof PassEnd.Again) {
            fullLook = looking ? now.plus(untilFullLook()) : fullLook;
        } else {
            unseen = true;
        }
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
        unseen |= how != Watched.TOLD;
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

    /// Something changed on the disk. What keeps changing is looked at less and less often.
    void hinted(Instant now) {
        unseen = true;
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
