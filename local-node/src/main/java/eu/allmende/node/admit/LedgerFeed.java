package eu.allmende.node.admit;

import eu.allmende.protocol.follow.LedgerClient;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// What admission needs of the verified ledger.
interface LedgerFeed {
    /// As [LedgerClient#read].
    Reading read(Subject subject, Tip after) throws IOException;

    /// As [LedgerClient#awaitNews].
    boolean awaitNews(Map<Subject, Long> known, Duration wait) throws IOException;

    static LedgerFeed of(LedgerClient ledger) {
        return new LedgerFeed() {
            @Override
            public Reading read(Subject subject, Tip after) throws IOException {
                return ledger.read(subject, after);
            }

            @Override
            public boolean awaitNews(Map<Subject, Long> known, Duration wait) throws IOException {
                return ledger.awaitNews(known, wait);
            }
        };
    }
}
