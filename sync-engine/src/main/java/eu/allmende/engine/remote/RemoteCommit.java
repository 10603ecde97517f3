package eu.allmende.engine.remote;

import eu.allmende.engine.tree.Change;
import eu.allmende.protocol.id.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One commit of a folder, verified and opened.
///
/// @param sequence where it stands: 1 for the first
/// @param author the device that made it
/// @param ledgerTime when it was ordered
/// @param changes what it did; from another device, so hostile until checked
/// @param reading what a person may have to know of it
public record RemoteCommit(
        long sequence, DeviceId author, Instant ledgerTime, List<Change> changes, Reading reading) {
    public RemoteCommit {
        changes = List.copyOf(changes);
        if (reading.flaw().isPresent() && !changes.isEmpty()) {
            throw new IllegalArgumentException("a commit that does not count changes nothing");
        }
    }

    /// A commit that may count, by a device whose name is not known.
    public RemoteCommit(long sequence, DeviceId author, Instant ledgerTime, List<Change> changes) {
        this(
                sequence,
                author,
                ledgerTime,
                changes,
                new Reading(author.hash().brief(), Optional.empty()));
    }

    /// How a commit was read.
    ///
    /// @param author what the device that made it is called
    /// @param flaw why it does not count, on this device as on every other; empty if it may count
    public record Reading(String author, Optional<String> flaw) {}
}
