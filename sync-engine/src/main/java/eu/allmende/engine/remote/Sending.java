package eu.allmende.engine.remote;

import eu.allmende.protocol.id.EntryId;
import java.util.Set;

/// What came of sending content ahead of its commit.
public sealed interface Sending {
    /// All of it is kept, but for files that changed while they were read.
    record Sent(Set<EntryId> unstable) implements Sending {
        public Sent {
            unstable = Set.copyOf(unstable);
        }
    }

    /// It cannot be done now; what was sent is kept.
    ///
    /// @param reason one sentence for a person
    record Waiting(String reason) implements Sending {}
}
