package eu.allmende.protocol.ledger;

import eu.allmende.protocol.fence.Country;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.identity.PublicKey;

/// A validator as the genesis names it.
///
/// @param key by which it cosigns and shows itself in TLS
/// @param operator who runs it, in words
/// @param country where it stands
public record ValidatorSeat(PublicKey key, String operator, Country country) {
    /// The longest operator's name, in characters.
    public static final int MOST_OPERATOR_CHARACTERS = 128;

    public ValidatorSeat {
        Limits.text("operator", operator, MOST_OPERATOR_CHARACTERS);
    }

    /// The validator's id.
    public NodeId node() {
        return key.nodeId();
    }
}
