package eu.allmende.protocol.follow;

import eu.allmende.protocol.peer.PeerAddress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One question to all validators at once, whose answers are taken as they come.
///
/// @param <T> what a validator answers
final class Round<T> {
    private final Queue<Arrival<T>> arrived = new ArrayDeque<>();
    private int outstanding;
    private @Nullable Consumer<Arrival<T>> late;

    /// What came from one validator.
    ///
    /// @param answer empty if it gave none that could be read
    record Arrival<T>(PeerAddress validator, Optional<T> answer) {}

    /// Asks one validator, blocking.
    ///
    /// @param <T> what it answers
    interface Question<T> {
        T ask(PeerAddress validator) throws IOException;
    }

    private Round(int outstanding) {
        this.outstanding = outstanding;
    }

    /// @throws InterruptedIOException if the client was closed meanwhile
    static <T> Round<T> ask(Roster roster, Executor threads, Question<T> question)
            throws InterruptedIOException {
        List<PeerAddress> validators = roster.rotating();
        Round<T> round = new Round<>(validators.size());
        for (PeerAddress validator : validators) {
            begin(threads, () -> round.run(validator, roster, question));
        }
        return round;
    }

    /// Begins something on another thread.
    ///
    /// @throws InterruptedIOException if the client was closed meanwhile
    static void begin(Executor threads, Runnable task) throws InterruptedIOException {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            throw (InterruptedIOException)
                    new InterruptedIOException("the client was closed").initCause(e);
        }
    }

    private void run(PeerAddress validator, Roster roster, Question<T> question) {
        Optional<T> answer = Optional.empty();
        try {
            answer = Optional.of(question.ask(validator));
        } catch (LieException e) {
            roster.suspect(validator, e);
        } catch (IOException e) {
            answer = Optional.empty();
        } finally {
            arrive(new Arrival<>(validator, answer));
        }
    }

    private void arrive(Arrival<T> arrival) {
        Consumer<Arrival<T>> receiver;
        synchronized (this) {
            outstanding--;
            receiver = late;
            if (receiver == null) {
                arrived.add(arrival);
            }
            notifyAll();
        }
        if (receiver != null) {
            receiver.accept(arrival);
        }
    }

    /// Waits for the next answer; empty once all validators have had their say.
    ///
    /// @throws InterruptedIOException if the thread was interrupted
    synchronized Optional<Arrival<T>> next() throws InterruptedIOException {
        try {
            while (arrived.isEmpty() && outstanding > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for validators");
        }
        return Optional.ofNullable(arrived.poll());
    }

    /// Hands over what nobody took: now what is here, and whatever comes later on its own thread.
    void restTo(Consumer<Arrival<T>> receiver) {
        List<Arrival<T>> here;
        synchronized (this) {
            late = receiver;
            here = List.copyOf(arrived);
            arrived.clear();
        }
        here.forEach(receiver);
    }
}
