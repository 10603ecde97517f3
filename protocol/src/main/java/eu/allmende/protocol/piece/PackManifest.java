package eu.allmende.protocol.piece;

import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A pack's shape and the roots of all its pieces: what a piece is checked against.
///
/// Bytes: `version` 1, `codeId` 1, `k` 1, `n` 1, `packLength` 8, `pieceLength` 8, then n roots of
/// 32; numbers big-endian.
///
/// @param shape the pack's numbers
/// @param pieceRoots n roots, by index
public record PackManifest(PackShape shape, List<Hash> pieceRoots) {
    /// The most bytes a manifest can have.
    public static final int MAX_BYTES = 20 + PackShape.MAX_PIECES * Hash.SIZE_BYTES;

    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 20;
    private static final byte[] LABEL = "allmende-pack-v1".getBytes(StandardCharsets.US_ASCII);

    public PackManifest {
        pieceRoots = List.copyOf(pieceRoots);
        if (pieceRoots.size() != shape.wanted()) {
            throw new IllegalArgumentException(
                    pieceRoots.size() + " roots for " + shape.wanted() + " pieces");
        }
    }

    /// The pack's name: SHA-256 over a label and all bytes of this manifest after its version.
    public PackRoot root() {
        ByteBuffer bytes = encode();
        byte[] tail = new byte[bytes.remaining() - 1];
        bytes.get(1, tail);
        return new PackRoot(Hash.sha256(LABEL, tail));
    }

    /// Whether these bytes are the piece with this index.
    ///
    /// @param piece what remains of the buffer; its position stays
    public boolean matches(int index, ByteBuffer piece) {
        return index >= 0
                && index < shape.wanted()
                && piece.remaining() == shape.pieceLengthBytes()
                && PieceRoots.of(index, piece).equals(pieceRoots.get(index));
    }

    /// The manifest's bytes, from position 0.
    public ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + pieceRoots.size() * Hash.SIZE_BYTES);
        bytes.put(VERSION)
                .put((byte) shape.codeId())
                .put((byte) shape.needed())
                .put((byte) shape.wanted())
                .putLong(shape.packLengthBytes())
                .putLong(shape.pieceLengthBytes());
        pieceRoots.forEach(root -> bytes.put(root.bytes()));
        return bytes.flip();
    }

    /// The manifest with these bytes; the buffer is read to its end.
    ///
    /// @throws IllegalArgumentException if it is not one, to the last byte
    public static PackManifest decode(ByteBuffer bytes) {
        try {
            PackManifest manifest = read(bytes.slice());
            bytes.position(bytes.limit());
            return manifest;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the manifest is cut off", e);
        }
    }

    private static PackManifest read(ByteBuffer bytes) {
        int version = bytes.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("manifest version " + version + " is unknown");
        }
        int codeId = bytes.get() & 255;
        int needed = bytes.get() & 255;
        int wanted = bytes.get() & 255;
        long packLength = bytes.getLong();
        if (packLength < 1 || packLength > PackShape.MAX_PACK_BYTES) {
            throw new IllegalArgumentException("no pack has " + packLength + " bytes");
        }
        PackShape shape = new PackShape(codeId, needed, wanted, (int) packLength);
        if (bytes.getLong() != shape.pieceLengthBytes()) {
            throw new IllegalArgumentException("the piece length does not fit the pack");
        }
        PackManifest manifest = new PackManifest(shape, roots(bytes, wanted));
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException("bytes follow the manifest");
        }
        return manifest;
    }

    private static List<Hash> roots(ByteBuffer bytes, int count) {
        List<Hash> roots = new ArrayList<>(count);
        byte[] root = new byte[Hash.SIZE_BYTES];
        for (int i = 0; i < count; i++) {
            bytes.get(root);
            roots.add(Hash.of(root));
        }
        return roots;
    }
}
