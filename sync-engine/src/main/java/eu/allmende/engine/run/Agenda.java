package eu.allmende.engine.run;

import eu.allmende.engine.scan.Parts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What a folder's loop is asked to do, and when. Anybody adds to it; the loop's thread takes.
final class Agenda implements Interruption {
    private static final Duration BETWEEN_GLANCES = Duration.ofSeconds(10);

    private final Errand.Work<?> glance;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Schedule schedule = new Schedule(ThreadLocalRandom.current().nextDouble());
    private final Queue<Errand<?>> errands = new ArrayDeque<>();
    private final List<SyncRequest> waiting = new ArrayList<>();
    private final List<SyncRequest> served = new ArrayList<>();
    private boolean pressing;
    private boolean continuous;
    private Instant pausedUntil = Instant.MIN;
    private boolean closed;

    /// @param glance done every ten seconds between passes that happen by themselves; must be quick
    Agenda(Errand.Work<?> glance) {
        this.glance = glance;
    }

    /// Whether passes happen by themselves.
    boolean isContinuous() {
        return locked(() -> continuous);
    }

    boolean isPaused() {
        return locked(this::stands);
    }

    /// Until when; long ago if it is not paused, and [Instant#MAX] if a person must end it.
    Instant pausedUntil() {
        lock.lock();
        try {
            return pausedUntil;
        } finally {
            lock.unlock();
        }
    }

    private boolean stands() {
        return Instant.now().isBefore(pausedUntil);
    }

    /// A pause that is over ends.
    private void endPause() {
        if (!pausedUntil.equals(Instant.MIN) && !stands()) {
            pausedUntil = Instant.MIN;
            schedule.unseen();
            press();
        }
    }

    /// Adds a request for passes; it is ended at once if there will be none.
    void add(SyncRequest request) {
        locked(() -> {
            if (closed) {
                request.end(new PassEnd.Attention("The folder is not synced any more."));
            } else if (stands()) {
                request.end(new PassEnd.Quiet());
            } else {
                waiting.add(request);
                schedule.asked();
                press();
            }
        });
    }

    /// Adds something to do between two passes.
    void add(Errand<?> errand) {
        locked(() -> {
            if (closed) {
                errand.refuse();
            } else {
                errands.add(errand);
            }
        });
    }

    /// From now on passes happen by themselves.
    void goOn() {
        locked(() -> {
            continuous = true;
            schedule.wantedBy(Instant.now());
        });
    }

    void pause(Instant until) {
        locked(() -> pausedUntil = until);
    }

    void resume() {
        locked(() -> {
            pausedUntil = Instant.MIN;
            schedule.unseen();
            schedule.wantedBy(Instant.now());
        });
    }

    /// Something changed on the disk, in these directories.
    void hinted(Parts where) {
        locked(() -> schedule.hinted(where, Instant.now()));
    }

    /// A pass is wanted now.
    void wanted() {
        locked(this::press);
    }

    private void press() {
        pressing = true;
        schedule.wantedBy(Instant.now());
    }

    @Override
    public boolean isPressing() {
        return locked(() -> pressing || closed || !errands.isEmpty());
    }

    @Override
    public boolean isDue() {
        return locked(() -> !untilDue().isPositive());
    }

    /// What the pass that began must look at.
    Parts look() {
        lock.lock();
        try {
            return schedule.look();
        } finally {
            lock.unlock();
        }
    }

    /// The pass looked at what it had to, or at more.
    void looked(Covered covered) {
        locked(() -> schedule.looked(covered, Instant.now()));
    }

    /// Whether changes on the disk are heard of.
    void watched(Schedule.Watched how) {
        locked(() -> schedule.watched(how));
    }

    /// Does errands until a pass is due, and begins it.
    ///
    /// @return whether there is a pass; false at the end
    boolean awaitPass() throws InterruptedException {
        while (true) {
            Errand<?> errand = next();
            if (errand == null) {
                return !locked(() -> closed);
            }
            errand.run();
        }
    }

    /// The next errand; null if a pass begins, or all is over.
    private @Nullable Errand<?> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && errands.isEmpty()) {
                endPause();
                boolean wanted = !stands() && (continuous || !waiting.isEmpty());
                Duration pause = wanted ? untilDue() : untilPauseEnds();
                if (!pause.isPositive()) {
                    schedule.begun(Instant.now());
                    pressing = false;
                    served.addAll(waiting);
                    waiting.clear();
                    return null;
                }
                boolean idle = changed.awaitNanos(pause.toNanos()) <= 0;
                if (idle && wanted && continuous && untilDue().isPositive()) {
                    return new Errand<>(glance);
                }
            }
            return closed ? null : errands.remove();
        } finally {
            lock.unlock();
        }
    }

    private Duration untilPauseEnds() {
        Instant look = Instant.now().plus(BETWEEN_GLANCES);
        return stands() && pausedUntil.isBefore(look)
                ? Duration.between(Instant.now(), pausedUntil).plusMillis(1)
                : BETWEEN_GLANCES;
    }

    private Duration untilDue() {
        Duration left = Duration.between(Instant.now(), schedule.due());
        return left.compareTo(BETWEEN_GLANCES) < 0 ? left : BETWEEN_GLANCES;
    }

    /// The pass ended: the next one is planned.
    ///
    /// @return when; empty if there is none by itself
    Optional<Instant> ended(PassEnd end) {
        lock.lock();
        try {
            schedule.ended(end, Instant.now());
            changed.signalAll();
            return continuous && !stands() ? Optional.of(schedule.due()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// Tells those for whom the pass was made; who wants another one waits for it.
    void tell(PassEnd end) {
        locked(() -> {
            for (SyncRequest request : served) {
                if (!request.serve(end)) {
                    waiting.add(request);
                }
            }
            served.clear();
        });
    }

    /// Nothing is taken any more; what was not done is refused.
    void close() {
        locked(() -> {
            closed = true;
            errands.forEach(Errand::refuse);
            errands.clear();
            served.addAll(waiting);
            waiting.clear();
            served.forEach(r -> r.end(new PassEnd.Attention("The program is stopping.")));
            served.clear();
        });
    }

    private void locked(Runnable act) {
        lock.lock();
        try {
            act.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean locked(java.util.function.BooleanSupplier look) {
        lock.lock();
        try {
            return look.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }
}
