package eu.allmende.node.run;

import eu.allmende.node.store.PieceKey;
import eu.allmende.protocol.id.PackRoot;

/// The part of a path that names a piece: `/v1/piece/ROOT/INDEX`, perhaps with a leaf after it.
///
/// @param leaf -1 where the path names none
record PiecePath(PieceKey key, int leaf) {
    /// @throws IllegalArgumentException if the path is not of that form
    static PiecePath parse(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 5 || parts.length > 6) {
            throw new IllegalArgumentException("the path names no piece");
        }
        PieceKey key = new PieceKey(PackRoot.parse(parts[3]), Integer.parseInt(parts[4]));
        return new PiecePath(key, parts.length == 6 ? Integer.parseInt(parts[5]) : -1);
    }
}
