package eu.allmende.node.validator;

import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.SigningKey;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.ledger.ValidatorSeat;
import eu.allmende.protocol.peer.PeerAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a validator needs to start.
///
/// @param dir its own folder; made if there is none
/// @param key its seat's key
/// @param commons the commons, and where each validator answers callers
/// @param ordering where each validator's Ratis answers its fellows; one per seat
/// @param host the address to answer callers on
/// @param port the port to answer callers on; 0 takes any
public record ValidatorSetup(
        Path dir,
        SigningKey key,
        CommonsFile commons,
        List<PeerAddress> ordering,
        String host,
        int port) {
    public ValidatorSetup {
        ordering = List.copyOf(ordering);
        Set<NodeId> seats = new HashSet<>();
        commons.genesis().validators().stream().map(ValidatorSeat::node).forEach(seats::add);
        if (!seats.contains(key.publicKey().nodeId())) {
            throw new IllegalArgumentException("the key has no seat in this commons");
        }
        Set<NodeId> addressed = new HashSet<>();
        ordering.stream().map(PeerAddress::id).forEach(addressed::add);
        if (!addressed.equals(seats) || ordering.size() != seats.size()) {
            throw new IllegalArgumentException("ordering does not name each validator once");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port is out of range: " + port);
        }
    }

    /// The validator's id.
    public NodeId id() {
        return key.publicKey().nodeId();
    }
}
