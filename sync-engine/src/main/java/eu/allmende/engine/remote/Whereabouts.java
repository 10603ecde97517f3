package eu.allmende.engine.remote;

import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.id.PackRoot;
import java.util.List;
import java.util.Optional;

/// Where a file's content lies.
///
/// @param code the weakest code among the packs, as `k/n`; empty text if there are no packs
/// @param packs each pack that holds some of it
public record Whereabouts(String code, List<PackPlace> packs) {
    public Whereabouts {
        packs = List.copyOf(packs);
    }

    /// One pack and its pieces.
    ///
    /// @param bytes of the whole pack
    public record PackPlace(PackRoot pack, long bytes, List<PiecePlace> pieces) {
        public PackPlace {
            pieces = List.copyOf(pieces);
        }
    }

    /// One piece and its holder.
    ///
    /// @param index which of the n pieces
    /// @param state `held`, `unreachable`, `missing` or `damaged`
    public record PiecePlace(
            int index,
            NodeId node,
            Optional<String> operator,
            NodeAttributes attributes,
            String state) {}
}
