package eu.allmende.engine.run;

import eu.allmende.engine.remote.Progress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects what should be known of a transfer that nobody counts, each sentence once.
final class Noticing implements Progress {
    private static final int MOST = 100;

    private final Set<String> noticed = new LinkedHashSet<>();

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
