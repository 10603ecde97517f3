package eu.allmende.protocol.merkle;

import eu.allmende.protocol.id.Hash;
import java.util.List;
import java.util.Optional;

/// The proof that a leaf stands at an index of a tree.
///
/// @param index the leaf's place; at least 0, below `size`
/// @param size leaves of the tree
/// @param path the hashes beside the way from the leaf to the root, lowest first; at most 63
public record InclusionProof(long index, long size, List<Hash> path) {
    static final int MAX_PATH = 63;

    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " among " + size);
        }
        if (path.size() > MAX_PATH) {
            throw new IllegalArgumentException("a path of " + path.size() + " hashes");
        }
        path = List.copyOf(path);
    }

    /// Whether the leaf with this hash stands at the index under this root. RFC 9162 §2.1.3.2.
    public boolean proves(Hash leafHash, Hash root) {
        return root(leafHash).filter(root::equals).isPresent();
    }

    /// The root that this path leads to from a leaf; empty when the path does not fit the tree's
    /// size.
    public Optional<Hash> root(Hash leafHash) {
        long node = index;
        long last = size - 1;
        Hash hash = leafHash;
        for (Hash sibling : path) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((node & 1) == 1 || node == last) {
                hash = Merkle.nodeHash(sibling, hash);
                int up = Long.numberOfTrailingZeros(node);
                node >>= up;
                last >>= up;
            } else {
                hash = Merkle.nodeHash(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 ? Optional.of(hash) : Optional.empty();
    }
}
