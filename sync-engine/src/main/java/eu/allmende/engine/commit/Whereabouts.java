package eu.allmende.engine.commit;

import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.transfer.Blemishes;
import eu.allmende.engine.transfer.Reach;
import eu.allmende.protocol.id.PackRoot;
import eu.allmende.protocol.piece.PackShape;
import java.util.List;
import java.util.Optional;

/// Where the pieces of a file's packs lie.
///
/// @param packs in the order in which the file needs them
public record Whereabouts(List<PackWhere> packs) {
    /// One pack.
    public record PackWhere(PackRoot root, PackShape shape, List<PieceWhere> pieces) {}

    /// One piece.
    ///
    /// @param holder empty while nobody keeps it
    /// @param seen whether the holder answered when it was last asked; empty if it was not
    /// @param blemish what was wrong when this device read the piece last; empty if nothing was
    public record PieceWhere(
            int index,
            Optional<RosterNode> holder,
            Optional<Reach.State> seen,
            Optional<Blemishes.Kind> blemish) {}
}
