package eu.allmende.engine.run;

import java.util.concurrent.CompletableFuture;

/// Somebody wants a folder gone through until nothing is left to do.
final class SyncRequest {
    private static final int TRIES = 3;

    private final CompletableFuture<PassEnd> ending = new CompletableFuture<>();
    private int fruitless;

    /// How it ended.
    CompletableFuture<PassEnd> ending() {
        return ending;
    }

    /// Takes how a pass ended; whether the request is done with it.
    boolean serve(PassEnd end) {
        boolean done =
                switch (end) {
                    case PassEnd.Quiet _, PassEnd.Attention _ -> true;
                    case PassEnd.Again _, PassEnd.Underway _ -> {
                        fruitless = 0;
                        yield false;
                    }
                    case PassEnd.Moving _ -> false;
                    case PassEnd.Waiting _ -> ++fruitless >= TRIES;
                };
        if (done) {
            end(end);
        }
        return done || ending.isDone();
    }

    void end(PassEnd end) {
        ending.complete(end);
    }
}
