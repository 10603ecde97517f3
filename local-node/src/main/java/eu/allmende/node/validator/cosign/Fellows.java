package eu.allmende.node.validator.cosign;

import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.ledger.Checkpoint;
import eu.allmende.protocol.ledger.Cosignature;
import java.io.IOException;

/// The way to the other validators.
@FunctionalInterface
public interface Fellows {
    /// Asks a validator to cosign.
    ///
    /// @return what it sent; not checked
    /// @throws IOException if it cannot be reached, or will not sign
    Cosignature ask(NodeId validator, Checkpoint checkpoint) throws IOException;
}
