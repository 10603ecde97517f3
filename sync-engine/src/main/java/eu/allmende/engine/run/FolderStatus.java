package eu.allmende.engine.run;

import eu.allmende.engine.FolderSnapshot.Conflict;
import eu.allmende.engine.FolderSnapshot.Pending;
import eu.allmende.engine.FolderSnapshot.Trouble;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.SyncSummary;
import eu.allmende.engine.SyncSummary.Steps;
import eu.allmende.engine.SyncSummary.Traffic;
import eu.allmende.engine.remote.Progress;
import java.util.ArrayList;
import java.util.List;

/// What a folder's loop says of itself: written by the loop and by transfers, read by anybody.
final class FolderStatus {
    private static final int CONFLICTS_SHOWN = 100;

    private final Runnable changed;
    private SyncState state = SyncState.STOPPED;
    private String message = "";
    private long files;
    private long doneBytes;
    private long totalBytes;
    private List<Trouble> troubles = List.of();
    private final List<Conflict> conflicts = new ArrayList<>();
    private SyncSummary summary = SyncSummary.NOTHING;
    private String noticed = "";

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
            List<Conflict> conflicts) {}

    synchronized View view() {
        Pending pending =
                new Pending(files, Math.max(0, totalBytes - doneBytes), doneBytes, totalBytes);
        return new View(
                state,
                message.isEmpty() ? noticed : message,
                pending,
                troubles,
                List.copyOf(conflicts));
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

    /// Work of this size begins.
    void begin(long newFiles, long bytes) {
        synchronized (this) {
            files = newFiles;
            doneBytes = 0;
            totalBytes = bytes;
        }
        changed.run();
    }

    /// So many entries wait no more.
    void entriesDone(long count) {
        synchronized (this) {
            files = Math.max(0, files - count);
        }
        changed.run();
    }

    void finish() {
        begin(0, 0);
    }

    void troubles(List<Trouble> list) {
        synchronized (this) {
            troubles = List.copyOf(list);
        }
        changed.run();
    }

    void conflict(Conflict conflict) {
        synchronized (this) {
            conflicts.add(conflict);
            if (conflicts.size() > CONFLICTS_SHOWN) {
                conflicts.removeFirst();
            }
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
    Progress sending() {
        return new Transfer(Direction.UP);
    }

    /// Hears a transfer down.
    Progress fetching() {
        return new Transfer(Direction.DOWN);
    }

    private enum Direction {
        UP,
        DOWN
    }

    private final class Transfer implements Progress {
        private final Direction direction;

        Transfer(Direction direction) {
            this.direction = direction;
        }

        @Override
        public void moved(long contentBytes) {
            synchronized (FolderStatus.this) {
                doneBytes += contentBytes;
            }
            add(new Traffic(contentBytes, 0, 0));
            changed.run();
        }

        @Override
        public void crossed(long wireBytes) {
            add(new Traffic(0, wireBytes, 0));
        }

        @Override
        public void noticed(String sentence) {
            synchronized (FolderStatus.this) {
                noticed = sentence;
            }
            changed.run();
        }

        private void add(Traffic traffic) {
            switch (direction) {
                case UP -> sent(traffic);
                case DOWN -> fetched(traffic);
            }
        }
    }
}
