package eu.allmende.app.demo;

import eu.allmende.app.device.CommonsLink;
import eu.allmende.protocol.follow.HeadStore;
import eu.allmende.protocol.follow.Reading;
import eu.allmende.protocol.follow.Suspicion;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.ledger.Subject;
import eu.allmende.protocol.ledger.Tip;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;

/// Reads the ledger of a commons, and says whom it suspects.
public interface LedgerReader extends AutoCloseable {
    /// All entries of a subject.
    Reading read(Subject subject) throws IOException;

    /// Which validators did not tell the truth.
    List<Suspicion> suspicions();

    @Override
    void close();

    /// Makes readers.
    @FunctionalInterface
    interface Maker {
        /// A reader that knows nothing but where the validators are.
        LedgerReader of(CommonsFile commons);
    }

    /// The reader that devices use.
    static LedgerReader verifying(CommonsFile commons) {
        SigningKey anybody = SigningKey.generate(new SecureRandom());
        CommonsLink link = new CommonsLink(commons, anybody, HeadStore.inMemory());
        return new LedgerReader() {
            @Override
            public Reading read(Subject subject) throws IOException {
                return link.ledger().read(subject, Tip.START);
            }

            @Override
            public List<Suspicion> suspicions() {
                return link.ledger().suspicions();
            }

            @Override
            public void close() {
                link.close();
            }
        };
    }
}
