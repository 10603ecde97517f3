package eu.allmende.engine.tree;

import eu.allmende.protocol.id.Hash;

/// Said of an entry whose file was removed from this disk to save space: a placeholder stands for
/// it.
///
/// @param random the bytes in the placeholder that this device made for it
public record Freed(Hash random, Standing standing) {
    /// What is known of the placeholder.
    public enum Standing {
        /// It is there. If it goes, the entry is deleted.
        HERE,
        /// It was changed or replaced: the entry is unknown, never deleted, until it is fetched.
        LOST,
        /// A person wants the file back, and it is not here yet: nothing about it is a deletion.
        RETURNING
    }

    /// The same, with another standing.
    public Freed standing(Standing other) {
        return new Freed(random, other);
    }
}
