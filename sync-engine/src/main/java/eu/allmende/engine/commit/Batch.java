package eu.allmende.engine.commit;

import eu.allmende.engine.pack.Extent;
import eu.allmende.engine.tree.Change;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.PackRoot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a commit says: where new chunks lie, and what changed.
///
/// @param packs for each claimed pack the chunks in it
/// @param changes of entries
/// @param snapshot the snapshot that it names; empty if it names none
record Batch(
        Map<PackRoot, Map<ChunkId, Extent>> packs,
        List<Change> changes,
        Optional<SnapshotDirectory> snapshot) {
    Batch(Map<PackRoot, Map<ChunkId, Extent>> packs, List<Change> changes) {
        this(packs, changes, Optional.empty());
    }

    Batch {
        packs = Map.copyOf(packs);
        changes = List.copyOf(changes);
    }
}
