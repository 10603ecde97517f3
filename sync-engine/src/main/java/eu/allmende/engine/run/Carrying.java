package eu.allmende.engine.run;

import eu.allmende.engine.SyncState;
import eu.allmende.engine.SyncSummary;
import eu.allmende.engine.SyncSummary.Traffic;
import eu.allmende.engine.apply.Applied;
import eu.allmende.engine.apply.Applier;
import eu.allmende.engine.plan.Step;
import eu.allmende.engine.plan.Steps;
import java.io.IOException;

/// Carries steps out, once, and tells the status of it.
final class Carrying {
    private final FolderParts parts;
    private final FolderStatus status;
    private final Applier applier;

    Carrying(FolderParts parts, FolderStatus status) {
        this.parts = parts;
        this.status = status;
        applier = new Applier(parts.disk(), parts.trees(), parts.store(), parts.naming());
    }

    /// Does what can be done. What was done is kept, whatever stops it.
    void out(Steps steps) throws IOException, InterruptedException {
        status.state(SyncState.SYNCING, "");
        status.more(
                Lane.SMALL,
                steps.structure().size() + (long) steps.contents().size(),
                bytes(steps));
        try {
            applier.apply(steps, parts.fetching(status.fetching(Lane.SMALL)));
        } finally {
            tell(applier.applied(), status);
            parts.trees().settle();
            parts.store().save();
            status.finish(Lane.SMALL);
        }
    }

    /// What was done so far.
    Applied applied() {
        return applier.applied();
    }

    /// How much content steps bring.
    static long bytes(Steps steps) {
        double bytes = 0;
        for (Step step : steps.contents()) {
            bytes +=
                    switch (step) {
                        case Step.Place place -> place.file().sizeBytes();
                        case Step.Replace replace -> replace.file().sizeBytes();
                        case Step.Fetch fetch -> fetch.file().sizeBytes();
                        default -> 0;
                    };
        }
        return (long) bytes;
    }

    /// Counts what was done.
    static void tell(Applied applied, FolderStatus status) {
        status.did(
                new SyncSummary.Steps(
                        applied.created(),
                        applied.updated(),
                        applied.moved(),
                        applied.deleted(),
                        0));
        status.fetched(new Traffic(0, 0, applied.fetchedFiles()));
    }
}
