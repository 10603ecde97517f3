package eu.allmende.protocol.piece;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.merkle.EvenLeaves;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The root of a piece, and the leaves under it.
public final class PieceRoots {
    /// Bytes of a leaf; the last one of a piece may be shorter.
    public static final int LEAF_BYTES = 4096;

    private static final byte[] LABEL = "allmende-piece-v1".getBytes(StandardCharsets.US_ASCII);

    private PieceRoots() {}

    /// The root of this piece.
    ///
    /// @param index the piece's place in its pack, 0 to 254
    /// @param piece what remains of the buffer, at least 1 byte; its position stays
    public static Hash of(int index, ByteBuffer piece) {
        if (index < 0 || index >= PackShape.MAX_PIECES) {
            throw new IllegalArgumentException("no piece has the index " + index);
        }
        checkLength(piece);
        return bind(index, piece.remaining(), EvenLeaves.root(piece, LEAF_BYTES));
    }

    /// SHA-256 over the label, the index (1 byte), the length (8 bytes) and the Merkle root.
    static Hash bind(int index, long lengthBytes, Hash merkleRoot) {
        ByteBuffer head = ByteBuffer.allocate(1 + Long.BYTES);
        head.put((byte) index).putLong(lengthBytes);
        return Hash.sha256(LABEL, head.array(), merkleRoot.bytes());
    }

    /// The hashes of all leaves, for a proof about one of them.
    static List<Hash> leafHashes(ByteBuffer piece) {
        checkLength(piece);
        return EvenLeaves.leafHashes(piece, LEAF_BYTES);
    }

    private static void checkLength(ByteBuffer piece) {
        if (!piece.hasRemaining()) {
            throw new IllegalArgumentException("a piece has at least 1 byte");
        }
    }

    /// The leaf with this number, as a view of the piece.
    static ByteBuffer leaf(ByteBuffer piece, int leaf) {
        int from = leaf * LEAF_BYTES;
        int length = Math.min(LEAF_BYTES, piece.remaining() - from);
        return piece.slice(piece.position() + from, length);
    }

    /// How many leaves a piece of this length has.
    public static int leaves(int pieceLengthBytes) {
        return Math.ceilDiv(pieceLengthBytes, LEAF_BYTES);
    }
}
