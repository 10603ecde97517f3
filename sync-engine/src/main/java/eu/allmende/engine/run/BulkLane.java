package eu.allmende.engine.run;

import eu.allmende.engine.apply.Downloads;
import java.util.concurrent.Executor;

/// What is under way in the bulk lane of one folder. It outlives the passes that feed it and take
/// from it.
final class BulkLane implements AutoCloseable {
    private final Bell bell = new Bell();
    private final BulkSending sending;
    private final Downloads downloads;
    private final Runnable end;

    private BulkLane(FolderParts parts, FolderStatus status, Terms terms, Runnable end) {
        this.end = end;
        sending =
                new BulkSending(
                        parts.commons().remote(), status.sending(Lane.BULK), terms, bell::ring);
        downloads =
                new Downloads(
                        parts.disk().root(),
                        parts.fetching(status.fetching(Lane.BULK)),
                        terms.executor,
                        bell::ring);
    }

    /// A lane with threads of its own.
    static BulkLane of(FolderParts parts, FolderStatus status) {
        BulkThreads threads = new BulkThreads();
        return new BulkLane(parts, status, new Terms(threads, Lane.SMALL_BYTES), threads::end);
    }

    /// A lane whose jobs somebody else runs.
    static BulkLane of(FolderParts parts, FolderStatus status, Terms terms) {
        return new BulkLane(parts, status, terms, () -> {});
    }

    /// What a lane is made on.
    ///
    /// @param executor runs its jobs
    /// @param smallBytes so much content a pass moves itself, each way
    record Terms(Executor executor, long smallBytes) {}

    BulkSending sending() {
        return sending;
    }

    Downloads downloads() {
        return downloads;
    }

    /// Rings when something was sent, or has come.
    Bell bell() {
        return bell;
    }

    boolean isBusy() {
        return sending.isBusy() || downloads.isBusy();
    }

    /// Breaks off what is under way. What was sent is not sent again.
    @Override
    public void close() {
        sending.close();
        downloads.cancel();
        end.run();
    }
}
