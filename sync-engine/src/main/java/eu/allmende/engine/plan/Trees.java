package eu.allmende.engine.plan;

import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.EntryId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a plan is made of. It is only read.
///
/// @param local what the disk holds
/// @param synced what was last agreed, entry by entry
/// @param remote what the commit log says
/// @param held entries of which the disk's state is not known now: nothing is done with them
public record Trees(Tree local, Map<EntryId, EntryState> synced, Tree remote, Set<EntryId> held) {
    Optional<EntryState> agreed(EntryId entry) {
        return Optional.ofNullable(synced.get(entry));
    }
}
