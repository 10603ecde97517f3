package eu.allmende.engine.run;

import eu.allmende.engine.CheckWatch;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.remote.CheckStage;
import eu.allmende.engine.remote.Progress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what should be known of a transfer that nobody counts, each sentence once.
final class Noticing implements Progress {
    private static final int MOST = 100;

    private final Set<String> noticed = new LinkedHashSet<>();
    private final CheckWatch watch;

    /// @param watch hears how far the check has come
    Noticing(CheckWatch watch) {
        this.watch = watch;
    }

    /// Tells the watch.
    ///
    /// @throws RefusedException if the check shall end here
    static void reached(CheckWatch watch, CheckStage stage, long done, long all)
            throws RefusedException {
        if (!watch.goesOn(stage, done, all)) {
            throw new RefusedException(
                    "The check was stopped. What it mended stays mended; it can be begun again.");
        }
    }

    @Override
    public void reached(CheckStage stage, long done, long all) throws RefusedException {
        reached(watch, stage, done, all);
    }

    @Override
    public void moved(long contentBytes) {}

    @Override
    public void crossed(long wireBytes) {}

    @Override
    public synchronized void noticed(String sentence) {
        if (noticed.size() < MOST) {
            noticed.add(sentence);
        }
    }

    synchronized List<String> sentences() {
        return List.copyOf(noticed);
    }
}
