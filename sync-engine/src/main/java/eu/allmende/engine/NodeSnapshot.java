package eu.allmende.engine;

import eu.allmende.engine.remote.KnownNode;
import eu.allmende.protocol.fence.Attribute;
import eu.allmende.protocol.fence.EvidenceLevel;
import eu.allmende.protocol.id.NodeId;
import java.util.Optional;

/// One node of the commons at one moment, for showing.
///
/// @param operator the operator's name; empty text if unknown
/// @param country two letters, or `??`
/// @param law two letters, or `??`
/// @param level how well the country is known
/// @param reachable whether it answered when last asked; empty if nobody asked yet
public record NodeSnapshot(
        NodeId nodeId,
        String operator,
        String country,
        String law,
        EvidenceLevel level,
        Optional<Boolean> reachable) {
    /// What is known of a node, for showing.
    public static NodeSnapshot of(KnownNode node) {
        return new NodeSnapshot(
                node.node(),
                node.operator().orElse(""),
                code(node.attributes().country()),
                code(node.attributes().law()),
                node.attributes().country().level(),
                node.reachable());
    }

    private static String code(Attribute attribute) {
        return attribute.country().map(country -> country.code()).orElse("??");
    }
}
