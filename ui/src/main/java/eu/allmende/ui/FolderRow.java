package eu.allmende.ui;

import java.util.List;

/// A folder in the window.
///
/// @param path where it lies on this computer; no two folders share it
/// @param pendingFiles files that wait to be sent or fetched
/// @param doneBytes of the transfer under way
/// @param totalBytes of the transfer under way; 0 where there is none
/// @param troubles what a person should know
public record FolderRow(
        String name,
        String path,
        State state,
        long pendingFiles,
        long doneBytes,
        long totalBytes,
        List<Trouble> troubles) {
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
        STOPPED,
        /// The program has begun, but has not looked at it yet.
        STARTING
    }

    /// What a person should know of a folder.
    public sealed interface Trouble {
        /// Something about the whole folder, in a sentence.
        record Said(String sentence) implements Trouble {}

        /// A file that waits.
        ///
        /// @param path inside the folder
        /// @param reason why, in a sentence
        record Held(String path, String reason) implements Trouble {}

        /// A file that was changed on two devices at once.
        ///
        /// @param path the version that kept the name
        /// @param copy where the other version lies
        record Conflict(String path, String copy) implements Trouble {}
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
