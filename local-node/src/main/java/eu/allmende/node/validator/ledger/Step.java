package eu.allmende.node.validator.ledger;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.ratis.server.protocol.TermIndex;

/// One index of Ratis' log on its way into the ledger's file.
///
/// @param at where it stands in Ratis' log
/// @param batch what it carries; no entries for Ratis' own notes
/// @param done learns the outcomes, once they are in the file
record Step(TermIndex at, Batch batch, CompletableFuture<List<Outcome>> done) {
    static Step of(TermIndex at, Batch batch) {
        return new Step(at, batch, new CompletableFuture<>());
    }

    static Step note(TermIndex at) {
        return of(at, new Batch(0, List.of()));
    }
}
