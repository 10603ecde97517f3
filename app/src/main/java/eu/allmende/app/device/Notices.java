package eu.allmende.app.device;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What was noticed in transfers, the newest; each also goes to the log.
final class Notices {
    private static final Logger LOG = System.getLogger(Notices.class.getName());
    private static final int MOST = 100;

    private final Deque<String> newest = new ArrayDeque<>();

    synchronized void add(String sentence) {
        LOG.log(Level.WARNING, "noticed in a transfer: {0}", sentence);
        if (newest.size() == MOST) {
            newest.removeFirst();
        }
        newest.addLast(sentence);
    }

    synchronized List<String> all() {
        return List.copyOf(newest);
    }
}
