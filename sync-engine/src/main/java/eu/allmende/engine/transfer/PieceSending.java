package eu.allmende.engine.transfer;

import eu.allmende.engine.place.RosterNode;
import eu.allmende.engine.remote.Progress;
import eu.allmende.protocol.ledger.Receipt;
import eu.allmende.protocol.peer.PeerAnswer;
import eu.allmende.protocol.peer.PeerRequest;
import eu.allmende.protocol.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Sends pieces of one pack, and believes no receipt that does not say what was sent.
final class PieceSending {
    private final Pieces pieces;
    private final Progress progress;
    private final Spreader.Means means;
    private final Duration limit;

    PieceSending(Pieces pieces, Progress progress, Spreader.Means means, Duration limit) {
        this.pieces = pieces;
        this.progress = progress;
        this.means = means;
        this.limit = limit;
    }

    /// The node's receipt; empty if it does not keep the piece.
    ///
    /// @throws IOException if it does not answer as a node does
    Optional<Receipt> send(int index, RosterNode node) throws IOException, InterruptedException {
        ByteBuffer manifest = pieces.manifest().encode();
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).putInt(manifest.remaining()).flip();
        String path =
                "/v1/piece/"
                        + pieces.manifest().root()
                        + "/"
                        + index
                        + "?folder="
                        + means.sender().folder();
        List<ByteBuffer> body = List.of(length, manifest, pieces.bytes().get(index));
        PeerRequest request = PeerRequest.put(path, body, limit).paced(means.way());
        means.transfers().acquire();
        try (Throttle.Turn _ = means.way().begin()) {
            PeerAnswer answer =
                    means.exchange().exchange(node.contact().orElseThrow().address(), request);
            progress.crossed(request.bodyBytes());
            if (!answer.isSuccess()) {
                progress.noticed("A node refused a piece (status " + answer.status() + ").");
                return Optional.empty();
            }
            return receipt(answer, index, node);
        } finally {
            means.transfers().release();
        }
    }

    private Optional<Receipt> receipt(PeerAnswer answer, int index, RosterNode node)
            throws IOException {
        Receipt receipt = Receipt.decode(Bytes.of(answer.body()));
        Receipt.Statement says = receipt.statement();
        boolean fits =
                says.packRoot().equals(pieces.manifest().root())
                        && says.index() == index
                        && says.lengthBytes() == pieces.bytes().get(index).remaining()
                        && says.uploader().equals(means.sender().uploader())
                        && says.folder().equals(means.sender().folder())
                        && says.fenceHash().equals(means.sender().fenceHash())
                        && says.nodeKey().equals(node.key())
                        && receipt.isSigned();
        if (!fits) {
            progress.noticed("A node gave a receipt that does not hold.");
        }
        return fits ? Optional.of(receipt) : Optional.empty();
    }
}
