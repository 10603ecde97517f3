package eu.allmende.engine;

import eu.allmende.protocol.id.FolderId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One folder at one moment. Immutable.
///
/// @param name what the account calls it
/// @param path where it lies on this disk
/// @param state how it is doing
/// @param message why, in one sentence, where the state's word does not say it all; else empty
/// @param progress what is still to be done
/// @param errors what could not be read or written, and why
/// @param conflicts the newest conflicted copies that were made here
public record FolderSnapshot(
        FolderId id,
        String name,
        Path path,
        SyncState state,
        String message,
        Pending progress,
        List<Trouble> errors,
        List<Conflict> conflicts) {
    public FolderSnapshot {
        errors = List.copyOf(errors);
        conflicts = List.copyOf(conflicts);
    }

    /// What the running work still has to do.
    ///
    /// @param files entries that wait
    /// @param pendingBytes content that waits
    /// @param doneBytes content that was moved since this work began
    /// @param totalBytes content that this work moves in all
    public record Pending(long files, long pendingBytes, long doneBytes, long totalBytes) {
        /// Nothing waits.
        public static final Pending NONE = new Pending(0, 0, 0, 0);
    }

    /// A path that waits because something is wrong with it.
    ///
    /// @param path inside the folder, with `/`
    /// @param reason one sentence
    /// @param nextTry when it is tried again; empty if only a change brings it about
    public record Trouble(String path, String reason, Optional<Instant> nextTry) {}

    /// A file of which two versions were made at once.
    ///
    /// @param path the version that won the name
    /// @param copy the conflicted copy that keeps the other one
    public record Conflict(String path, String copy) {}
}
