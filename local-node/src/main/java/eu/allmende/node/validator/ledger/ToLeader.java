package eu.allmende.node.validator.ledger;

import eu.allmende.protocol.id.NodeId;
import java.io.IOException;
import java.time.Duration;

/// The way from a validator that does not lead to the one that does.
@FunctionalInterface
public interface ToLeader {
    /// Has the leader order entries.
    ///
    /// @param entries as [Ordering#orderHere] takes them
    /// @return what that gave
    /// @throws IOException if the leader could not be asked, or leads no more; asking again is safe
    byte[] order(NodeId leader, byte[] entries, Duration most) throws IOException;
}
