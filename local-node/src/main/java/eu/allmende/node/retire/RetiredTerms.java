package eu.allmende.node.retire;

import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.time.Instant;

/// What retirement needs of the verified ledger.
interface RetiredTerms {
    /// A folder's terms after a tip.
    Reading read(FolderId folder, Tip after) throws IOException;

    /// A time that is past, by the ledger.
    Instant pastTime() throws IOException;

    static RetiredTerms of(LedgerClient ledger) {
        return new RetiredTerms() {
            @Override
            public Reading read(FolderId folder, Tip after) throws IOException {
                return ledger.read(Subject.terms(folder), after);
            }

            @Override
            public Instant pastTime() throws IOException {
                return ledger.pastTime();
            }
        };
    }
}
