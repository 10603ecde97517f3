package eu.allmende.engine.history;

import eu.allmende.protocol.id.EntryId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of a path's past.
///
/// @param path inside the folder, with `/`; empty text for the folder itself
/// @param now what lies there; empty if nothing does
/// @param versions of the entry that lies there, wherever it lay before, and of others up to when
///   they lay there last; newest first
/// @param deleted what was deleted in the directory and has no successor there; newest first
public record PathHistory(
        String path, Optional<EntryId> now, List<Version> versions, List<Deleted> deleted) {
    public PathHistory {
        versions = List.copyOf(versions);
        deleted = List.copyOf(deleted);
    }

    /// Something that lay in a directory until it was deleted.
    ///
    /// @param time when it was deleted
    /// @param last its last version
    public record Deleted(String name, Instant time, Version last) {}

    /// The version with a number: rather the one that lay at this path then.
    public Optional<Version> version(long sequence) {
        List<Version> those =
                versions.stream().filter(version -> version.sequence() == sequence).toList();
        return those.stream()
                .filter(version -> version.path().equals(path))
                .findFirst()
                .or(() -> those.stream().findFirst());
    }
}
