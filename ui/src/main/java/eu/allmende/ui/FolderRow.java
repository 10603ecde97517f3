package eu.allmende.ui;

import java.util.List;

/// A folder in the window.
///
/// @param path where it lies on this computer
/// @param pendingFiles files that wait to be sent or fetched
/// @param doneBytes of the transfer under way
/// @param totalBytes of the transfer under way; 0 where there is none
/// @param troubles what a person should know, a sentence each
public record FolderRow(
        String name,
        String path,
        State state,
        long pendingFiles,
        long doneBytes,
        long totalBytes,
        List<String> troubles) {
    /// How a folder stands.
    public enum State {
        /// Nothing is left to do.
        UP_TO_DATE,
        /// The disk is being looked at.
        SCANNING,
        /// Files are on their way.
        SYNCING,
        /// A person paused it.
        PAUSED,
        /// Something must come back first: the network, nodes, validators.
        WAITING,
        /// A person must decide something.
        ATTENTION,
        /// It is not synced now.
        STOPPED
    }

    public FolderRow {
        troubles = List.copyOf(troubles);
        if (pendingFiles < 0 || doneBytes < 0 || totalBytes < 0) {
            throw new IllegalArgumentException("a count is negative");
        }
    }

    /// How much of the transfer is done, from 0 to 1.
    public double share() {
        return totalBytes == 0 ? 0 : Math.min(1, (double) doneBytes / totalBytes);
    }
}
