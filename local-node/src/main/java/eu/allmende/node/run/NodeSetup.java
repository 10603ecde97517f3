package eu.allmende.node.run;

import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.ledger.CommonsFile;
import java.nio.file.Path;

/// What a node needs to start.
///
/// @param dir its own directory; made if there is none
/// @param commons the commons it gives disk to
/// @param attributes where it is and whose law binds it, as its operator declares
/// @param operator who runs it, in words
/// @param quotaBytes how much it may take
/// @param host the address it listens on and is reached at
/// @param port the port; 0 for any that is free
public record NodeSetup(
        Path dir,
        CommonsFile commons,
        NodeAttributes attributes,
        String operator,
        long quotaBytes,
        String host,
        int port) {
    public NodeSetup {
        if (operator.isBlank()) {
            throw new IllegalArgumentException("a node names its operator");
        }
        if (quotaBytes < 1) {
            throw new IllegalArgumentException("a node's quota is at least 1 byte");
        }
    }
}
