package eu.allmende.engine.commit;

import eu.allmende.engine.tree.Change;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.ledger.SnapshotMark;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What goes into a commit.
///
/// @param content without the packs that are claimed
record Draft(
        List<PackRoot> claimed,
        List<PackRoot> released,
        Batch content,
        Optional<SnapshotMark> mark) {
    static Draft of(List<PackRoot> claimed, List<Change> changes) {
        return new Draft(claimed, List.of(), new Batch(Map.of(), changes), Optional.empty());
    }
}
