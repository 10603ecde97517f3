package eu.allmende.engine;

import eu.allmende.engine.remote.LastProof;
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
/// @param decisions what a person decided about it on this device
/// @param freed what is freed on this disk
/// @param lastProof what came of it when this device last had pieces proven by itself
public record FolderSnapshot(
        FolderId id,
        String name,
        Path path,
        SyncState state,
        String message,
        Pending progress,
        List<Trouble> errors,
        List<Conflict> conflicts,
        Decisions decisions,
        Freed freed,
        Optional<LastProof> lastProof) {
    /// A folder about which nothing was decided.
    public FolderSnapshot(
            FolderId id,
            String name,
            Path path,
            SyncState state,
            String message,
            Pending progress,
            List<Trouble> errors,
            List<Conflict> conflicts) {
        this(
                id,
                name,
                path,
                state,
                message,
                progress,
                errors,
                conflicts,
                Decisions.NONE,
                Freed.NONE,
                Optional.empty());
    }

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

    /// What a person decided about a folder on this device, and what came of it.
    ///
    /// @param excluded directories that are not wanted on this disk
    /// @param notApplied changes of others that are not applied here, as it only sends
    /// @param hereOnly changes made here that stay here, as it only receives
    /// @param pausedUntil when a pause ends by itself, if there is one that does
    public record Decisions(
            FolderMode mode,
            List<String> excluded,
            long notApplied,
            long hereOnly,
            Optional<Instant> pausedUntil) {
        /// All of it is synced, both ways.
        public static final Decisions NONE =
                new Decisions(FolderMode.BOTH, List.of(), 0, 0, Optional.empty());

        public Decisions {
            excluded = List.copyOf(excluded);
        }
    }

    /// The files of which only placeholders are on this disk.
    ///
    /// @param files how many
    /// @param bytes how much they would take
    public record Freed(long files, long bytes) {
        /// None.
        public static final Freed NONE = new Freed(0, 0);
    }

    /// A file of which two versions were made at once.
    ///
    /// @param path the version that won the name
    /// @param copy the conflicted copy that keeps the other one
    public record Conflict(String path, String copy) {}
}
