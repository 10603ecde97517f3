package eu.allmende.node.store;

import eu.allmende.protocol.id.PackRoot;

/// Which piece: its pack and its place in it.
///
/// @param index 0 to 254
public record PieceKey(PackRoot pack, int index) {
    public PieceKey {
        if (index < 0 || index > 254) {
            throw new IllegalArgumentException("no piece has the index " + index);
        }
    }
}
