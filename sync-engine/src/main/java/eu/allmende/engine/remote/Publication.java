package eu.allmende.engine.remote;

import eu.allmende.protocol.id.EntryId;
import java.util.Set;

/// What came of publishing changes.
public sealed interface Publication {
    /// They are in the commons, under this sequence.
    record Committed(long sequence) implements Publication {}

    /// Another device committed first: fetch its commit, plan again.
    record Overtaken() implements Publication {}

    /// These files changed while they were read; nothing was committed. Scan them again.
    record Unstable(Set<EntryId> entries) implements Publication {
        public Unstable {
            entries = Set.copyOf(entries);
        }
    }

    /// It cannot be done now, and nothing was committed.
    ///
    /// @param reason one sentence for a person
    record Waiting(String reason) implements Publication {}
}
