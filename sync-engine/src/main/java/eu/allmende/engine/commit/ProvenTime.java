package eu.allmende.engine.commit;

import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.ledger.CosignedHead;
import eu.allmende.protocol.ledger.LedgerLeaf;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What time it is at least, whatever this computer's clock says.
record ProvenTime(LogShelf log, LedgerClient ledger) {
    static ProvenTime of(Publisher.Parts parts) {
        return new ProvenTime(parts.state().log(), parts.ports().ledger());
    }

    /// The newest time that the ledger proves: it is past.
    Instant now() throws IOException {
        List<LedgerLeaf> newest = log.after(log.head() - 1, 1);
        long ordered = newest.isEmpty() ? 0 : newest.getFirst().timeMillis();
        Optional<CosignedHead> head = ledger.head();
        long cosigned =
                head.map(one -> ledger.commons().genesis().policy().provenSeconds(one)).orElse(0L);
        return Instant.ofEpochMilli(
                Math.max(ordered, Instant.ofEpochSecond(cosigned).toEpochMilli()));
    }
}
