package eu.allmende.engine.tree;

import eu.allmende.protocol.id.EntryId;

/// Where an entry stands and what it holds, at one moment, in one tree.
///
/// @param parent the directory it lies in; [#ROOT] for the folder itself
/// @param name one component of a path
/// @param content what it holds
public record EntryState(EntryId parent, String name, Content content) {
    /// The folder's own directory; it has no state.
    public static final EntryId ROOT = new EntryId(0, 0);

    public EntryState {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("no entry can have such a name");
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a name holds a slash or NUL");
        }
    }

    /// Whether the other state is the same to a person: same place, name and content.
    public boolean sameAs(EntryState other) {
        return sameSpot(other) && content.sameAs(other.content);
    }

    /// Whether the other state has the same parent and name.
    public boolean sameSpot(EntryState other) {
        return parent.equals(other.parent) && name.equals(other.name);
    }

    /// Where it stands.
    public Spot spot() {
        return new Spot(parent, name);
    }

    /// The same content at another place.
    public EntryState at(EntryId newParent, String newName) {
        return new EntryState(newParent, newName, content);
    }

    /// The same content at another place.
    public EntryState at(Spot spot) {
        return new EntryState(spot.parent(), spot.name(), content);
    }

    /// Whether it is a directory.
    public boolean isDirectory() {
        return content instanceof Content.Directory;
    }

    /// Other content at the same place.
    public EntryState holding(Content newContent) {
        return new EntryState(parent, name, newContent);
    }
}
