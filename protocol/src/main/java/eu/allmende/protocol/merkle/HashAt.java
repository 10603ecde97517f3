package eu.allmende.protocol.merkle;

import eu.allmende.protocol.id.Hash;

/// Where the hashes of complete subtrees are kept.
@FunctionalInterface
public interface HashAt {
    /// The hash over the leaves `[index << level, (index + 1) << level)`.
    ///
    /// @param level 0 for leaf hashes
    /// @param index which subtree of that level, from the left
    Hash at(int level, long index);
}
