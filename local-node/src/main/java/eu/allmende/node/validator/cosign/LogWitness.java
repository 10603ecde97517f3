package eu.allmende.node.validator.cosign;

import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.time.Duration;

/// What a cosigner asks of this validator's own log.
public interface LogWitness {
    /// How many leaves were applied.
    long size();

    /// The root over the first `size` leaves.
    ///
    /// @param size at most [#size]
    Hash root(long size) throws IOException;

    /// The newest ledger time.
    long timeMillis() throws IOException;

    /// Waits until so many leaves were applied.
    ///
    /// @return whether they were, in time
    /// @throws InterruptedException if the thread is told to stop
    boolean awaitSize(long size, Duration most) throws InterruptedException;
}
