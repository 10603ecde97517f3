package eu.allmende.ui;

import java.util.List;

/// Everything the window shows, at one moment.
///
/// @param membership whether this computer is a device of an account yet
/// @param folders in the order in which they are shown
/// @param nodes of the commons, in the order of their numbers
public record DeskSnapshot(Membership membership, List<FolderRow> folders, List<NodeRow> nodes) {
    /// Whether this computer is a device of an account.
    public enum Membership {
        /// It is none yet: it must be made one first.
        NONE,
        /// It is one.
        MEMBER
    }

    public DeskSnapshot {
        folders = List.copyOf(folders);
        nodes = List.copyOf(nodes);
    }
}
