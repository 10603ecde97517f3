package eu.allmende.protocol.ledger;

import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.AccountId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.id.PackRoot;
import java.util.Optional;

/// What the accepted entries so far amount to, as far as [LedgerRules] asks. A validator answers
/// from its database, [MemoryLedger] from memory; both must answer alike.
public interface LedgerView {
    /// Whether the account was created.
    boolean hasAccount(AccountId account);

    /// A device, live or revoked; empty if it was never added.
    Optional<DeviceStanding> device(DeviceId device);

    /// A folder; empty if it was never created.
    Optional<FolderStanding> folder(FolderId folder);

    /// Whether the folder's keys of that epoch were wrapped for the recipient.
    boolean hasWrap(FolderId folder, int epoch, Hash recipient);

    /// A pack ordered for the folder; empty if there is none.
    Optional<PackStanding> pack(FolderId folder, PackRoot root);

    /// How long released packs of a folder stay.
    Retention retention(FolderId folder);

    /// Whether a folder's entries had this tip once.
    boolean hadTip(FolderId folder, Tip tip);

    /// The ledger time of the entry that is looked at; never falls.
    long nowMillis();

    /// The node of that id; empty if it never registered.
    Optional<NodeStanding> node(NodeId node);

    /// The node of that number; empty if there are fewer.
    Optional<NodeStanding> node(int number);

    /// What is known of a device.
    record DeviceStanding(AccountId account, Life life) {}

    /// What is known of a folder.
    ///
    /// @param head the sequence after its last commit; 0 before the first
    /// @param epoch the newest that a wrap opened; [Entry#FIRST_EPOCH] at first
    record FolderStanding(AccountId owner, Fence fence, long head, int epoch) {}

    /// What is known of a pack.
    ///
    /// @param sinceMillis ledger time when its use became this
    record PackStanding(PackPlacement placement, Use use, long sinceMillis) {}

    /// What is known of a node.
    ///
    /// @param number its place in the order of registrations, from 0
    /// @param operatorHash who runs it, as far as a salted hash says
    record NodeStanding(
            NodeId node, int number, Hash operatorHash, NodeAttributes attributes, Life life) {}

    /// Whether a device or node still counts.
    enum Life {
        /// It counts.
        LIVE,
        /// It was revoked, or left.
        ENDED
    }

    /// Whether a commit needs a pack.
    enum Use {
        /// No commit has claimed it yet.
        WAITING,
        /// A commit claimed it.
        CLAIMED,
        /// A later commit released it; another may claim it again.
        RELEASED,
        /// It was retired: nobody can have it any more.
        RETIRED
    }
}
