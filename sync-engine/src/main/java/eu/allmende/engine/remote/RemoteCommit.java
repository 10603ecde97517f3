package eu.allmende.engine.remote;

import eu.allmende.engine.tree.Change;
import eu.allmende.protocol.id.DeviceId;
import java.time.Instant;
import java.util.List;

/// One commit of a folder, verified and opened.
///
/// @param sequence where it stands: 1 for the first
/// @param author the device that made it
/// @param ledgerTime when it was ordered
/// @param changes what it did; from another device, so hostile until checked
public record RemoteCommit(
        long sequence, DeviceId author, Instant ledgerTime, List<Change> changes) {
    public RemoteCommit {
        changes = List.copyOf(changes);
    }
}
