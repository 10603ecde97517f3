package eu.allmende.engine.place;

import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.PublicKey;
import eu.allmende.protocol.peer.PeerAddress;
import java.util.Optional;

/// A node of the commons, as the ledger and the directory know it.
///
/// @param number its place in the order of registrations, from 0
/// @param key its public key
/// @param attributes where it is and whose law binds it, with levels
/// @param contact where it answers and who runs it; empty while the directory has no record of it
public record RosterNode(
        int number, PublicKey key, NodeAttributes attributes, Optional<Contact> contact) {
    /// Where a node answers, and its operator's name, which was checked against the ledger's hash.
    public record Contact(PeerAddress address, String operator) {}

    /// Who the node is.
    public NodeId id() {
        return key.nodeId();
    }
}
