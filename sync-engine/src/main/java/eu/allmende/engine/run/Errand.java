package eu.allmende.engine.run;

import eu.allmende.engine.RefusedException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/// Something that is done with a folder between two passes, and what came of it.
///
/// @param <T> the answer
final class Errand<T> {
    private final Work<T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    Errand(Work<T> work) {
        this.work = work;
    }

    /// What is done.
    ///
    /// @param <T> the answer
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    /// What came of it; who waits no more cancels it, and then it is not begun.
    CompletableFuture<T> answer() {
        return answer;
    }

    /// Does it, unless nobody waits for it.
    void run() throws InterruptedException {
        if (answer.isDone()) {
            return;
        }
        try {
            answer.complete(work.run());
        } catch (InterruptedException e) {
            refuse();
            throw e;
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    /// It will not be done.
    void refuse() {
        answer.completeExceptionally(
                new RefusedException("The folder is not synced any more, or the program stops."));
    }
}
