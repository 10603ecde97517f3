package eu.allmende.engine.run;

import eu.allmende.engine.FolderSnapshot.Conflict;
import eu.allmende.engine.FolderSnapshot.Freed;
import eu.allmende.engine.FolderSnapshot.Pending;
import eu.allmende.engine.FolderSnapshot.Trouble;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.SyncSummary;
import eu.allmende.engine.SyncSummary.Steps;
import eu.allmende.engine.SyncSummary.Traffic;
import eu.allmende.engine.remote.GivenUp;
import eu.allmende.engine.remote.LastProof;
import eu.allmende.engine.remote.Progress;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a folder's loop says of itself: written by the loop and by transfers, read by anybody.
final class FolderStatus {
    private static final int CONFLICTS_SHOWN = 100;

    private final Runnable changed;
    private SyncState state = SyncState.STOPPED;
    private String message = "";
    private final Map<Lane, Pending> work = new EnumMap<>(Lane.class);
    private List<Trouble> troubles = List.of();
    private List<Conflict> conflicts = List.of();
    private SyncSummary summary = SyncSummary.NOTHING;
    private long notApplied;
    private long hereOnly;
    private Optional<Freed> freed = Optional.empty();
    private Optional<LastProof> lastProof = Optional.empty();
    private String noticed = "";
    private String unwatched = "";
    private String givenUp = "";

    /// @param changed called after each change; must be quick
    FolderStatus(Runnable changed) {
        this.changed = changed;
    }

    /// All at one moment.
    record View(
            SyncState state,
            String message,
            Pending pending,
            List<Trouble> troubles,
            List<Conflict> conflicts,
            long notApplied,
            long hereOnly) {}

    synchronized View view() {
        return new View(
                state,
                (why() + " " + givenUp).strip(),
                work.values().stream().reduce(Pending.NONE, FolderStatus::sum),
                troubles,
                conflicts,
                notApplied,
                hereOnly);
    }

    private String why() {
        return message.isEmpty() ? (noticed + " " + heldBack() + " " + unwatched).strip() : message;
    }

    private String heldBack() {
        if (notApplied > 0) {
            return changes(
                    notApplied, "made elsewhere", "not applied here: this folder only sends.");
        }
        return hereOnly > 0
                ? changes(hereOnly, "made here", "not sent: this folder only receives.")
                : "";
    }

    private static String changes(long count, String where, String what) {
        return (count == 1 ? "1 change " + where + " is " : count + " changes " + where + " are ")
                + what;
    }

    synchronized SyncState state() {
        return state;
    }

    /// All that was done since the folder was opened.
    synchronized SyncSummary summary() {
        return summary;
    }

    void state(SyncState newState, String newMessage) {
        synchronized (this) {
            state = newState;
            message = newMessage;
        }
        changed.run();
    }

    /// Goes from one state to another, if it is in that one.
    void change(SyncState from, SyncState to) {
        synchronized (this) {
            if (state != from) {
                return;
            }
            state = to;
        }
        changed.run();
    }

    /// Something a person should know, though all goes on.
    void noticed(String sentence) {
        synchronized (this) {
            noticed = sentence;
        }
        changed.run();
    }

    /// Why changes on the disk are not heard of at once; empty if they are.
    void unwatched(String sentence) {
        synchronized (this) {
            unwatched = sentence;
        }
        changed.run();
    }

    /// What is given up of much of the folder; empty if nothing is.
    void givenUp(Optional<GivenUp> much) {
        synchronized (this) {
            givenUp = much.map(Showing::sentence).orElse("");
        }
        changed.run();
    }

    private static Pending sum(Pending one, Pending other) {
        return new Pending(
                one.files() + other.files(),
                one.pendingBytes() + other.pendingBytes(),
                one.doneBytes() + other.doneBytes(),
                one.totalBytes() + other.totalBytes());
    }

    /// More work is to be done in a lane.
    void more(Lane lane, long files, long bytes) {
        change(lane, new Pending(files, bytes, 0, bytes));
    }

    /// So many entries wait no more.
    void entriesDone(Lane lane, long count) {
        change(lane, new Pending(-count, 0, 0, 0));
    }

    private void change(Lane lane, Pending by) {
        synchronized (this) {
            Pending now = sum(work.getOrDefault(lane, Pending.NONE), by);
            work.put(
                    lane,
                    new Pending(
                            Math.max(0, now.files()),
                            Math.max(0, now.pendingBytes()),
                            now.doneBytes(),
                            now.totalBytes()));
        }
        changed.run();
    }

    /// Nothing waits in a lane any more.
    void finish(Lane lane) {
        synchronized (this) {
            work.remove(lane);
        }
        changed.run();
    }

    void troubles(List<Trouble> list) {
        synchronized (this) {
            troubles = List.copyOf(list);
        }
        changed.run();
    }

    /// How many changes the folder's mode holds back.
    void heldBack(long newNotApplied, long newHereOnly) {
        synchronized (this) {
            notApplied = newNotApplied;
            hereOnly = newHereOnly;
        }
        changed.run();
    }

    /// What is freed.
    void freed(Freed newFreed) {
        synchronized (this) {
            freed = Optional.of(newFreed);
        }
        changed.run();
    }

    /// What is freed; empty if the folder was not opened yet.
    synchronized Optional<Freed> freed() {
        return freed;
    }

    /// What came of it when pieces were last proven by this device itself.
    void lastProof(Optional<LastProof> proof) {
        synchronized (this) {
            lastProof = proof;
        }
        changed.run();
    }

    /// The same, to be read.
    synchronized Optional<LastProof> lastProof() {
        return lastProof;
    }

    /// When the paths that wait are tried again; one that only a change brings about stays so.
    ///
    /// @param next empty if nobody tries by himself
    void nextTry(Optional<Instant> next) {
        synchronized (this) {
            troubles =
                    troubles.stream()
                            .map(each ->
                                    each.nextTry().isEmpty()
                                            ? each
                                            : new Trouble(each.path(), each.reason(), next))
                            .toList();
        }
        changed.run();
    }

    /// The conflicted copies that lie in the folder; only so many are shown.
    void conflicts(List<Conflict> list) {
        synchronized (this) {
            conflicts = list.stream().limit(CONFLICTS_SHOWN).toList();
        }
        changed.run();
    }

    synchronized void did(Steps steps) {
        summary = summary.plus(new SyncSummary(Traffic.NONE, Traffic.NONE, steps));
    }

    synchronized void sent(Traffic traffic) {
        summary = summary.plus(new SyncSummary(traffic, Traffic.NONE, Steps.NONE));
    }

    synchronized void fetched(Traffic traffic) {
        summary = summary.plus(new SyncSummary(Traffic.NONE, traffic, Steps.NONE));
    }

    /// Hears a transfer up.
    Progress sending(Lane lane) {
        return new Transfer(Direction.UP, lane);
    }

    /// Hears a transfer down.
    Progress fetching(Lane lane) {
        return new Transfer(Direction.DOWN, lane);
    }

    private enum Direction {
        UP,
        DOWN
    }

    private final class Transfer implements Progress {
        private final Direction direction;
        private final Lane lane;

        Transfer(Direction direction, Lane lane) {
            this.direction = direction;
            this.lane = lane;
        }

        @Override
        public void moved(long contentBytes) {
            add(new Traffic(contentBytes, 0, 0));
            change(lane, new Pending(0, -contentBytes, contentBytes, 0));
        }

        @Override
        public void crossed(long wireBytes) {
            add(new Traffic(0, wireBytes, 0));
        }

        @Override
        public void noticed(String sentence) {
            FolderStatus.this.noticed(sentence);
        }

        private void add(Traffic traffic) {
            switch (direction) {
                case UP -> sent(traffic);
                case DOWN -> fetched(traffic);
            }
        }
    }
}
