package eu.allmende.engine.tree;

import eu.allmende.protocol.id.EntryId;

/// A place in a tree: a name in a directory.
///
/// @param parent the directory; [EntryState#ROOT] for the folder itself
public record Spot(EntryId parent, String name) {
    /// The same directory, another name.
    public Spot named(String other) {
        return new Spot(parent, other);
    }
}
