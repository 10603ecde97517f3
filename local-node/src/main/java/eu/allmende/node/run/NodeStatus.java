package eu.allmende.node.run;

import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;

/// How a node is.
///
/// Bytes: CBOR `[1, node, pieces, used, free, quota]`.
///
/// @param pieces how many it keeps
/// @param usedBytes on its disk
/// @param freeBytes that may still come in
/// @param quotaBytes that it offers in all
public record NodeStatus(
        NodeId node, long pieces, long usedBytes, long freeBytes, long quotaBytes) {
    private static final int VERSION = 1;

    /// The one spelling of this status.
    public byte[] encode() {
        return CborWriter.write(cbor ->
                cbor.array(6)
                        .number(VERSION)
                        .hash(node.hash())
                        .number(pieces)
                        .number(usedBytes)
                        .number(freeBytes)
                        .number(quotaBytes));
    }

    /// The status that [#encode] wrote.
    ///
    /// @throws MalformedException if the bytes are none
    public static NodeStatus decode(byte[] bytes) throws MalformedException {
        return CborReader.read(
                bytes,
                in -> {
                    in.array(6);
                    in.number(VERSION, VERSION);
                    return new NodeStatus(
                            new NodeId(in.hash()),
                            in.number(0, Long.MAX_VALUE),
                            in.number(0, Long.MAX_VALUE),
                            in.number(0, Long.MAX_VALUE),
                            in.number(0, Long.MAX_VALUE));
                });
    }
}
