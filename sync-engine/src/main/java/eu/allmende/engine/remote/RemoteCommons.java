package eu.allmende.engine.remote;

import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The commons as one device sees it: the folders it can read, and the nodes. Blocking; for any
/// number of threads.
public interface RemoteCommons extends AutoCloseable {
    /// What this device is called; part of the names of conflicted copies.
    String deviceName();

    /// What a device is called that committed to a folder, if it is known; does not wait for the
    /// network for long.
    default Optional<String> nameOf(DeviceId device) {
        return Optional.empty();
    }

    /// The folders that this device has keys for, newest knowledge.
    ///
    /// @throws IOException if too few validators answered; trying again is safe
    List<KnownFolder> folders() throws IOException;

    /// Makes a new folder on the ledger and keeps its keys.
    ///
    /// @throws IOException if it was refused (the message is one sentence for a person), or if too
    ///   few validators answered
    KnownFolder create(String name, Fence fence) throws IOException;

    /// Opens a folder from [#folders].
    OpenedFolder open(FolderId folder) throws IOException;

    /// Drops what this device remembers of a folder. The folder stays, here as everywhere.
    ///
    /// @throws IOException if the disk fails; trying again is safe
    void forget(FolderId folder) throws IOException;

    /// The nodes of the commons as last heard; does not wait for the network for long.
    List<KnownNode> nodes() throws IOException;

    /// Ends everything that runs for this device.
    @Override
    void close();
}
