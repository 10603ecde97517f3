package eu.allmende.node.admit;

import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.util.Optional;

/// What the ledger says of folders and devices, as far as admission asks.
public interface Register {
    /// The folder; empty if the ledger knows none.
    ///
    /// @throws IOException if the ledger cannot be read now
    Optional<FolderFacts> folder(FolderId folder) throws IOException;

    /// Whether the device belongs to the account and was not revoked.
    ///
    /// @throws IOException if the ledger cannot be read now
    boolean isLive(AccountId account, DeviceId device) throws IOException;

    /// What admission needs to know of a folder.
    ///
    /// @param owner whose devices may write and read
    /// @param fence who may keep its pieces
    record FolderFacts(AccountId owner, Fence fence) {}
}
