package eu.allmende.ui;

import eu.allmende.ui.DeskOpening.Opened;
import eu.allmende.ui.Halt.Reason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// Opens the desk, hears what it tells and asks it again and again, all on threads of its own: a
/// desk that is slow, fails or has gone silent is said in the window and never holds it up.
final class DeskConnection implements Asking, AutoCloseable {
    private static final Logger LOG = System.getLogger(DeskConnection.class.getName());

    private static final DeskSnapshot STRANGER =
            new DeskSnapshot(DeskSnapshot.Membership.NONE, List.of(), List.of());

    private final DeskOpening opening;
    private final Pace pace;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore again = new Semaphore(0);
    private final AtomicReference<Optional<Desk>> desk = new AtomicReference<>(Optional.empty());
    private Optional<Thread> thread = Optional.empty();
    private long told;

    DeskConnection(DeskOpening opening, Pace pace) {
        this.opening = opening;
        this.pace = pace;
    }

    /// How long to wait.
    ///
    /// @param ask between two questions to the desk
    /// @param patience for an answer, until the window says that none comes
    /// @param retry until what could not be opened is opened again
    /// @param end for the desk to close
    record Pace(Duration ask, Duration patience, Duration retry, Duration end) {
        static final Pace USUAL =
                new Pace(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10));
    }

    /// Who is told. Called from any thread; must be quick.
    interface Hearer {
        /// How things stand.
        void showSoon(DeskSnapshot snapshot);

        /// That this cannot be said now, or, if empty, that it can again.
        void haltSoon(Optional<Halt> halt);
    }

    /// Begins; once.
    void begin(Hearer hearer) {
        thread = Optional.of(Thread.ofVirtual().name("desk").start(() -> run(hearer)));
    }

    @Override
    public AddOutcome addFolder(FolderWish wish) {
        return desk.get().map(open -> open.addFolder(wish)).orElseGet(AddOutcome.Unreachable::new);
    }

    @Override
    public void tryAgain() {
        again.release();
    }

    /// Closes the desk. What it does not finish in time it must be able to finish another day.
    @Override
    public void close() {
        thread.ifPresent(Thread::interrupt);
        try {
            if (thread.isPresent() && !thread.get().join(pace.end())) {
                LOG.log(Level.WARNING, "the desk did not close in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }

    private void run(Hearer hearer) {
        try (Desk open = open(hearer)) {
            desk.set(Optional.of(open));
            try (Desk.Subscription _ = open.onChange(snapshot -> tell(hearer, snapshot))) {
                while (!Thread.interrupted()) {
                    ask(open, hearer);
                    boolean _ = again.tryAcquire(pace.ask().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.DEBUG, "the window was closed");
        } catch (RuntimeException e) { // the thread begins here
            LOG.log(Level.ERROR, "the desk broke its promise", e);
            hearer.haltSoon(Optional.of(Halt.of(Reason.STOPPED)));
        }
    }

    private Desk open(Hearer hearer) throws InterruptedException {
        hearer.haltSoon(Optional.of(Halt.of(Reason.OPENING)));
        while (true) {
            switch (tryToOpen()) {
                case Opened.Ready(Desk ready) -> {
                    return ready;
                }
                case Opened.NoAccount _ -> {
                    hearer.showSoon(STRANGER);
                    hearer.haltSoon(Optional.empty());
                }
                case Opened.Busy _ -> hearer.haltSoon(Optional.of(Halt.of(Reason.BUSY)));
                case Opened.Unreachable _ ->
                        hearer.haltSoon(Optional.of(Halt.of(Reason.UNREACHABLE)));
                case Opened.Failed(String sentence) ->
                        hearer.haltSoon(Optional.of(new Halt(Reason.FAILED, sentence)));
            }
            if (again.tryAcquire(pace.retry().toMillis(), TimeUnit.MILLISECONDS)) {
                hearer.haltSoon(Optional.of(Halt.of(Reason.OPENING)));
            }
        }
    }

    private Opened tryToOpen() throws InterruptedException {
        try {
            return opening.open();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the desk could not be opened", e);
            return new Opened.Failed("");
        }
    }

    private void ask(Desk open, Hearer hearer) throws InterruptedException {
        long before = told();
        try {
            DeskSnapshot snapshot = answer(threads.submit(open::snapshot), hearer);
            tellUnlessTold(hearer, snapshot, before);
            hearer.haltSoon(Optional.empty());
        } catch (ExecutionException e) {
            LOG.log(Level.WARNING, "the desk did not say how things stand", e);
            hearer.haltSoon(Optional.of(Halt.of(Reason.SILENT)));
        }
    }

    private DeskSnapshot answer(Future<DeskSnapshot> asked, Hearer hearer)
            throws InterruptedException, ExecutionException {
        try {
            return asked.get(pace.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, "the desk gives no answer");
            hearer.haltSoon(Optional.of(Halt.of(Reason.SILENT)));
            return asked.get();
        }
    }

    private synchronized long told() {
        return told;
    }

    private synchronized void tell(Hearer hearer, DeskSnapshot snapshot) {
        told++;
        hearer.showSoon(snapshot);
    }

    /// An answer is older than what the desk told of itself since it was asked.
    private synchronized void tellUnlessTold(Hearer hearer, DeskSnapshot answer, long before) {
        if (told == before) {
            hearer.showSoon(answer);
        }
    }
}
