package eu.allmende.node.run;

import eu.allmende.node.admit.Space;
import eu.allmende.node.store.PieceStore;
import eu.allmende.protocol.id.NodeId;
import eu.allmende.protocol.wire.CborReader;
import eu.allmende.protocol.wire.CborWriter;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;

/// How a node is.
///
/// Bytes: CBOR `[2, node, pieces, used, trash, reclaimable, reserved, free, quota]`.
///
/// @param meter how the disk that it gives is used
/// @param quotaBytes that it offers in all
public record NodeStatus(NodeId node, Space.Meter meter, long quotaBytes) {
    private static final int VERSION = 2;
    private static final int FIELDS = 9;

    /// The one spelling of this status.
    public byte[] encode() {
        PieceStore.Usage usage = meter.usage();
        return CborWriter.write(cbor ->
                cbor.array(FIELDS)
                        .number(VERSION)
                        .hash(node.hash())
                        .number(usage.pieces())
                        .number(usage.usedBytes())
                        .number(usage.trashBytes())
                        .number(usage.reclaimableBytes())
                        .number(meter.reservedBytes())
                        .number(meter.freeBytes())
                        .number(quotaBytes));
    }

    /// The status that [#encode] wrote.
    ///
    /// @throws MalformedException if the bytes are none
    public static NodeStatus decode(byte[] bytes) throws MalformedException {
        return CborReader.read(
                bytes,
                in -> {
                    in.array(FIELDS);
                    in.number(VERSION, VERSION);
                    NodeId node = new NodeId(in.hash());
                    PieceStore.Usage usage =
                            new PieceStore.Usage(count(in), count(in), count(in), count(in));
                    return new NodeStatus(
                            node, new Space.Meter(usage, count(in), count(in)), count(in));
                });
    }

    private static long count(CborReader in) throws IOException {
        return in.number(0, Long.MAX_VALUE);
    }
}
