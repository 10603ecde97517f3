package eu.allmende.protocol.piece;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.merkle.Merkle;
import eu.allmende.protocol.merkle.RootBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
        RootBuilder root = new RootBuilder();
        ByteBuffer leaf = piece.duplicate();
        while (leaf.position() < piece.limit()) {
            leaf.limit(Math.min(piece.limit(), leaf.position() + LEAF_BYTES));
            root.add(leaf);
        }
        return bind(index, piece.remaining(), root.root());
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
        List<Hash> hashes = new ArrayList<>(leaves(piece.remaining()));
        for (int leaf = 0; leaf < leaves(piece.remaining()); leaf++) {
            hashes.add(Merkle.leafHash(leaf(piece, leaf)));
        }
        return hashes;
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
