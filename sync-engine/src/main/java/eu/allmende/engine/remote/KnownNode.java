package eu.allmende.engine.remote;

import eu.allmende.protocol.fence.NodeAttributes;
import eu.allmende.protocol.id.NodeId;
import java.util.Optional;

/// A node of the commons, as this device knows it.
///
/// @param operator the operator's name, if its directory record was seen
/// @param attributes where it is and under whose law, each with its evidence
/// @param reachable whether it answered when last asked; empty if nobody asked yet
public record KnownNode(
        NodeId node,
        Optional<String> operator,
        NodeAttributes attributes,
        Optional<Boolean> reachable) {}
