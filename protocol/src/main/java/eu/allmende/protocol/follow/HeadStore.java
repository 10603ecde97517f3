package eu.allmende.protocol.follow;

import eu.allmende.protocol.ledger.CosignedHead;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Where the last head that was believed outlives the program: a log that does not extend it is
/// refused.
public interface HeadStore {
    /// The head kept last; empty if there was none.
    ///
    /// @throws IOException if it cannot be read
    Optional<CosignedHead> last() throws IOException;

    /// Keeps a head in place of the one before, durably. Calls never overlap.
    ///
    /// @throws IOException if it cannot be kept; the one before then still counts
    void keep(CosignedHead head) throws IOException;

    /// A store that forgets when the program ends.
    static HeadStore inMemory() {
        AtomicReference<Optional<CosignedHead>> kept = new AtomicReference<>(Optional.empty());
        return new HeadStore() {
            @Override
            public Optional<CosignedHead> last() {
                return kept.get();
            }

            @Override
            public void keep(CosignedHead head) {
                kept.set(Optional.of(head));
            }
        };
    }
}
