package eu.allmende.engine.tree;

import eu.allmende.protocol.id.EntryId;
import java.util.Optional;

/// What a commit says of one entry: its whole new state, or that it is gone.
///
/// @param entry which; never the root
/// @param after its state from now on; empty when it was deleted
public record Change(EntryId entry, Optional<EntryState> after) {
    public Change {
        if (entry.equals(EntryState.ROOT)) {
            throw new IllegalArgumentException("the folder's own directory does not change");
        }
    }
}
