package eu.allmende.node.run;

import eu.allmende.node.store.PieceKey;
import eu.allmende.protocol.id.PackRoot;
import java.util.OptionalInt;

/// A path that names a piece: `/v1/piece/ROOT/INDEX` or `/v1/challenge/ROOT/INDEX/LEAF`.
///
/// @param verb `piece` or `challenge`
/// @param leaf which leaf is asked for, where the path names one
record PiecePath(String verb, PieceKey key, OptionalInt leaf) {
    /// @throws IllegalArgumentException if the path is not of that form
    static PiecePath parse(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 5 || parts.length > 6) {
            throw new IllegalArgumentException("the path names no piece");
        }
        PieceKey key = new PieceKey(PackRoot.parse(parts[3]), Integer.parseInt(parts[4]));
        OptionalInt leaf =
                parts.length == 6
                        ? OptionalInt.of(Integer.parseInt(parts[5]))
                        : OptionalInt.empty();
        return new PiecePath(parts[2], key, leaf);
    }
}
