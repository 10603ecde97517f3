package eu.allmende.node.validator.ledger;

import eu.allmende.node.validator.store.Database;
import eu.allmende.protocol.ledger.Subject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.ratis.server.protocol.TermIndex;

/// The one thread that writes the ledger's file: takes steps in their order, many at a time, each
/// group in one transaction. If the disk or a rule breaks it stops for good, since going on would
/// leave a gap; a restart goes on where the file stands.
final class Applier implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Applier.class.getName());
    private static final int MOST_WAITING = 1_024;
    private static final int MOST_TOGETHER = 256;

    private final Database database;
    private final LedgerWriter writer;
    private final News news;
    private final Consumer<TermIndex> reached;
    private final Runnable onBreaking;
    private final BlockingQueue<Step> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile boolean broken;
    private volatile boolean stopped;

    Applier(Database database, LedgerWriter writer, News news, Listeners listeners) {
        this.database = database;
        this.writer = writer;
        this.news = news;
        this.reached = listeners.reached;
        this.onBreaking = listeners.onBreaking;
        this.thread = Thread.ofPlatform().name("ledger-applier").daemon().unstarted(this::run);
    }

    /// Who is told what.
    ///
    /// @param reached learns how far Ratis' log is in the file
    /// @param onBreaking is run when nothing can be written any more; must not wait for this thread
    record Listeners(Consumer<TermIndex> reached, Runnable onBreaking) {}

    void start() {
        thread.start();
    }

    /// Hands a step over; waits while too many do.
    void take(Step step) throws InterruptedException {
        while (!stopped && !waiting.offer(step, 100, TimeUnit.MILLISECONDS)) {
            LOG.log(Level.DEBUG, "the ledger's file is slower than what is ordered");
        }
        if (stopped) {
            failAll(List.of(step));
        }
    }

    boolean isBroken() {
        return broken;
    }

    private void run() {
        List<Step> group = new ArrayList<>();
        try {
            while (true) {
                group.clear();
                group.add(waiting.take());
                waiting.drainTo(group, MOST_TOGETHER - 1);
                applyAll(group);
            }
        } catch (InterruptedException e) {
            failAll(group);
        } catch (RuntimeException e) {
            broken = true;
            LOG.log(Level.ERROR, "the ledger cannot be written; this validator has stopped", e);
            failAll(group);
        }
        stopped = true;
        if (broken) {
            onBreaking.run();
        }
        List<Step> rest = new ArrayList<>();
        waiting.drainTo(rest);
        failAll(rest);
    }

    private void applyAll(List<Step> group) {
        Set<Subject> touched = new HashSet<>();
        TermIndex before = writer.applied();
        List<Step> fresh =
                group.stream().filter(step -> step.at().getIndex() > before.getIndex()).toList();
        List<List<Outcome>> outcomes =
                fresh.isEmpty() ? List.of() : database.together(() -> writeAll(fresh, touched));
        if (!touched.isEmpty()) {
            news.grew(writer.size(), touched);
        }
        reached.accept(writer.applied());
        for (int i = 0; i < fresh.size(); i++) {
            fresh.get(i).done().complete(outcomes.get(i));
        }
        // What was in the file before has no caller any more; Ratis only wants to know it is done.
        group.forEach(step -> step.done().complete(List.of()));
    }

    private List<List<Outcome>> writeAll(List<Step> steps, Set<Subject> touched) {
        List<List<Outcome>> outcomes = new ArrayList<>(steps.size());
        for (Step step : steps) {
            outcomes.add(writer.apply(step.batch(), touched));
        }
        writer.reached(steps.getLast().at());
        return outcomes;
    }

    private static void failAll(List<Step> steps) {
        steps.forEach(step ->
                step.done().completeExceptionally(new IOException("this validator has stopped")));
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
