package eu.allmende.engine.run;

import eu.allmende.engine.SyncSummary;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Syncs several folders at once, each until nothing is left to do.
final class SyncRun {
    private final List<LinkedFolder> folders;

    SyncRun(List<LinkedFolder> folders) {
        this.folders = folders;
    }

    /// Waits until all are done, or the time is over.
    ///
    /// @return what was done meanwhile
    /// @throws IOException if the commons could not be reached for any folder
    SyncSummary run(Duration limit) throws IOException, InterruptedException {
        SyncSummary before = summary();
        long end = System.nanoTime() + limit.toNanos();
        List<SyncRequest> requests = folders.stream().map(f -> f.loop().sync()).toList();
        int unreached = 0;
        String reason = "";
        for (SyncRequest request : requests) {
            PassEnd last = await(request, end);
            if (last instanceof PassEnd.Waiting(PassEnd.Cause cause, String text)
                    && cause == PassEnd.Cause.COMMONS) {
                unreached++;
                reason = text;
            }
        }
        if (!folders.isEmpty() && unreached == folders.size()) {
            throw new IOException(reason);
        }
        return summary().minus(before);
    }

    private static PassEnd await(SyncRequest request, long endNanos) throws InterruptedException {
        try {
            long left = Math.max(0, endNanos - System.nanoTime());
            return request.ending().get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            request.end(new PassEnd.Again());
            return new PassEnd.Again();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request never fails", e);
        }
    }

    private SyncSummary summary() {
        SyncSummary sum = SyncSummary.NOTHING;
        for (LinkedFolder folder : folders) {
            sum = sum.plus(folder.status().summary());
        }
        return sum;
    }
}
