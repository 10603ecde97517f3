package eu.allmende.node.validator.ledger;

import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Puts what many callers hand in at the same time into few batches: while one is under way, the
/// next gathers. The callers carry: whoever finds the way free takes all that waits along. Safe for
/// many threads; the callers bound how much waits.
final class Carrier {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Load> waiting = new ArrayDeque<>();
    private final Way way;
    private boolean underWay;

    Carrier(Way way) {
        this.way = way;
    }

    /// Has one batch ordered.
    interface Way {
        /// Orders entries that fit into one batch.
        List<Outcome> order(List<Bytes> entries, Duration most)
                throws IOException, InterruptedException;
    }

    /// What one caller handed in, and what became of it.
    private static final class Load {
        private final List<Bytes> entries;
        private final int bytes;
        private boolean taken;
        private @Nullable List<Outcome> outcomes;
        private @Nullable NoQuorumException failure;

        Load(List<Bytes> entries) {
            this.entries = entries;
            this.bytes = entries.stream().mapToInt(Bytes::size).sum();
        }

        boolean isDone() {
            return outcomes != null || failure != null;
        }
    }

    /// Orders entries that fit into one batch, together with what others hand in meanwhile.
    ///
    /// @throws NoQuorumException if too few validators answered in time
    List<Outcome> order(List<Bytes> entries, Duration most)
            throws NoQuorumException, InterruptedException {
        Load own = new Load(entries);
        long left = most.toNanos();
        lock.lock();
        try {
            waiting.add(own);
            while (!own.isDone()) {
                if (!underWay) {
                    carry(most);
                } else if (own.taken) {
                    arrived.await();
                } else if (left > 0) {
                    left = arrived.awaitNanos(left);
                } else {
                    throw new NoQuorumException("too few validators answered in time; try again");
                }
            }
            return result(own);
        } finally {
            waiting.remove(own);
            lock.unlock();
        }
    }

    /// How many callers wait for a batch to go along with.
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private static List<Outcome> result(Load load) throws NoQuorumException {
        if (load.failure != null) {
            throw new NoQuorumException(load.failure.sentence(), load.failure);
        }
        return load.outcomes == null ? List.of() : load.outcomes;
    }

    /// Takes what waits along, without the lock, which this thread holds before and after.
    private void carry(Duration most) throws InterruptedException {
        List<Load> loads = take();
        underWay = true;
        lock.unlock();
        List<Outcome> outcomes = List.of();
        NoQuorumException failure = new NoQuorumException("this validator is stopping");
        try {
            outcomes =
                    way.order(loads.stream().flatMap(one -> one.entries.stream()).toList(), most);
            failure = null;
        } catch (NoQuorumException e) {
            failure = e;
        } catch (IOException e) {
            failure = new NoQuorumException("the entries could not be ordered: try again", e);
        } finally {
            lock.lock();
            underWay = false;
            deliver(loads, outcomes, failure);
            arrived.signalAll();
        }
    }

    /// As many loads as fit into one batch, in the order of their arrival; at least one.
    private List<Load> take() {
        List<Load> loads = new ArrayList<>();
        int entries = 0;
        int bytes = 0;
        while (!waiting.isEmpty()) {
            Load next = waiting.getFirst();
            entries += next.entries.size();
            bytes += next.bytes;
            if (!loads.isEmpty() && (entries > Batch.MOST_ENTRIES || bytes > Batch.MOST_BYTES)) {
                break;
            }
            next.taken = true;
            loads.add(waiting.removeFirst());
        }
        return loads;
    }

    private static void deliver(
            List<Load> loads, List<Outcome> outcomes, @Nullable NoQuorumException failure) {
        int begin = 0;
        for (Load load : loads) {
            if (failure == null) {
                load.outcomes = outcomes.subList(begin, begin + load.entries.size());
                begin += load.entries.size();
            } else {
                load.failure = failure;
            }
        }
    }
}
