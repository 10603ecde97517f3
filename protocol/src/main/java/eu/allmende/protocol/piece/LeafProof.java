package eu.allmende.protocol.piece;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.merkle.InclusionProof;
import eu.allmende.protocol.merkle.Merkle;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A node's answer to a challenge: one leaf of a piece and its path to the piece root.
///
/// Bytes: `version` 1, `leafIndex` 4, `leafLength` 4, leaf, `pathLength` 1, path of 32 each;
/// numbers big-endian.
///
/// @param leafIndex which leaf of the piece
/// @param leaf its bytes, read-only; 1 to 4,096
/// @param path the inclusion path over the piece's leaf hashes, lowest first
public record LeafProof(int leafIndex, ByteBuffer leaf, List<Hash> path) {
    private static final byte VERSION = 1;
    private static final int MAX_PATH = 32;

    public LeafProof {
        leaf = leaf.slice().asReadOnlyBuffer();
        path = List.copyOf(path);
        if (leafIndex < 0) {
            throw new IllegalArgumentException("leaf index is negative: " + leafIndex);
        }
        if (!leaf.hasRemaining() || leaf.remaining() > PieceRoots.LEAF_BYTES) {
            throw new IllegalArgumentException("a leaf of " + leaf.remaining() + " bytes");
        }
        if (path.size() > MAX_PATH) {
            throw new IllegalArgumentException("a path of " + path.size() + " hashes");
        }
    }

    /// The leaf's bytes, read-only, from position 0; a fresh view each time.
    @Override
    public ByteBuffer leaf() {
        return leaf.duplicate();
    }

    /// The proof for one leaf of a piece.
    ///
    /// @param piece what remains of the buffer; its position stays
    /// @param leafIndex at least 0, below the number of leaves
    public static LeafProof of(ByteBuffer piece, int leafIndex) {
        if (leafIndex < 0 || leafIndex >= PieceRoots.leaves(piece.remaining())) {
            throw new IllegalArgumentException("the piece has no leaf " + leafIndex);
        }
        InclusionProof proof = Merkle.inclusion(PieceRoots.leafHashes(piece), leafIndex);
        return new LeafProof(leafIndex, PieceRoots.leaf(piece, leafIndex), proof.path());
    }

    /// Whether this is a leaf of the piece with that index in the pack with this manifest.
    public boolean proves(PackManifest manifest, int pieceIndex) {
        int pieceLength = manifest.shape().pieceLengthBytes();
        int leaves = PieceRoots.leaves(pieceLength);
        if (leafIndex >= leaves || pieceIndex < 0 || pieceIndex >= manifest.shape().wanted()) {
            return false;
        }
        return root(leaves)
                .map(root -> PieceRoots.bind(pieceIndex, pieceLength, root))
                .filter(root -> root.equals(manifest.pieceRoots().get(pieceIndex)))
                .isPresent();
    }

    private Optional<Hash> root(int leaves) {
        return new InclusionProof(leafIndex, leaves, path).root(Merkle.leafHash(leaf));
    }

    /// The proof's bytes, from position 0.
    public ByteBuffer encode() {
        int size = 1 + 4 + 4 + leaf.remaining() + 1 + path.size() * Hash.SIZE_BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(size);
        bytes.put(VERSION).putInt(leafIndex).putInt(leaf.remaining()).put(leaf.duplicate());
        bytes.put((byte) path.size());
        path.forEach(hash -> bytes.put(hash.bytes()));
        return bytes.flip();
    }

    /// The proof with these bytes; the buffer is read to its end.
    ///
    /// @throws IllegalArgumentException if it is not one, to the last byte
    public static LeafProof decode(ByteBuffer bytes) {
        try {
            LeafProof proof = read(bytes.slice());
            bytes.position(bytes.limit());
            return proof;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the proof is cut off", e);
        }
    }

    private static LeafProof read(ByteBuffer bytes) {
        int version = bytes.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("proof version " + version + " is unknown");
        }
        int leafIndex = bytes.getInt();
        int length = bytes.getInt();
        if (length < 1 || length > PieceRoots.LEAF_BYTES) {
            throw new IllegalArgumentException("a leaf of " + length + " bytes");
        }
        byte[] leaf = new byte[length];
        bytes.get(leaf);
        int steps = bytes.get() & 255;
        if (steps > MAX_PATH) {
            throw new IllegalArgumentException("a path of " + steps + " hashes");
        }
        List<Hash> path = new ArrayList<>();
        byte[] hash = new byte[Hash.SIZE_BYTES];
        for (int i = 0; i < steps; i++) {
            bytes.get(hash);
            path.add(Hash.of(hash));
        }
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException("bytes follow the proof");
        }
        return new LeafProof(leafIndex, ByteBuffer.wrap(leaf), path);
    }
}
