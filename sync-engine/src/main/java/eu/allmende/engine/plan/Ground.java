package eu.allmende.engine.plan;

import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.tree.Spot;
import eu.allmende.protocol.id.EntryId;
import java.util.Set;

/// What the disk is like, beside what it holds.
///
/// @param names what it makes of names
/// @param taken spots where something lies that is not synced
/// @param hidden entries that a rule hides here: nothing is put into them
public record Ground(DiskNames names, Set<Spot> taken, Set<EntryId> hidden) {
    public Ground {
        taken = Set.copyOf(taken);
        hidden = Set.copyOf(hidden);
    }

    /// A disk with nothing in the way.
    public static Ground of(DiskNames names) {
        return new Ground(names, Set.of(), Set.of());
    }
}
