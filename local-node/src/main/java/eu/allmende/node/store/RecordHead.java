package eu.allmende.node.store;

import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The first bytes of a record: whose piece follows, and how long it is.
///
/// Bytes: magic `ALR1` 4, pack root 32, index 1, folder 16, manifest length 4, piece length 4,
/// sealed length 4, CRC-32C of all before 4; numbers big-endian.
///
/// @param manifestLength bytes of the manifest, the first of what was sealed
/// @param pieceLength bytes of the piece, the rest of it
/// @param sealedLength bytes that follow this head
record RecordHead(
        PieceKey key, FolderId folder, int manifestLength, int pieceLength, int sealedLength) {
    static final int SIZE_BYTES = 4 + 32 + 1 + 16 + 4 + 4 + 4 + 4;
    static final int MOST_SEALED_BYTES = 17 * 1024 * 1024;

    private static final int MAGIC = 0x414C5231;
    private static final int MOST_INDEX = 254;

    /// Bytes of the whole record.
    int recordLength() {
        return SIZE_BYTES + sealedLength;
    }

    /// Bytes of what was sealed.
    int plainLength() {
        return manifestLength + pieceLength;
    }

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE_BYTES);
        bytes.putInt(MAGIC)
                .put(key.pack().hash().bytes())
                .put((byte) key.index())
                .put(folder.bytes())
                .putInt(manifestLength)
                .putInt(pieceLength)
                .putInt(sealedLength);
        bytes.putInt(checksum(bytes));
        return bytes.flip();
    }

    /// The head in these bytes; empty if they are none.
    static Optional<RecordHead> decode(ByteBuffer bytes) {
        if (bytes.remaining() < SIZE_BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = bytes.slice(bytes.position(), SIZE_BYTES);
        int checksum = checksum(in.duplicate().position(SIZE_BYTES - Integer.BYTES));
        if (in.getInt() != MAGIC || in.getInt(SIZE_BYTES - Integer.BYTES) != checksum) {
            return Optional.empty();
        }
        byte[] root = new byte[Hash.SIZE_BYTES];
        in.get(root);
        int index = in.get() & 255;
        byte[] folder = new byte[FolderId.SIZE_BYTES];
        in.get(folder);
        Lengths lengths = new Lengths(in.getInt(), in.getInt(), in.getInt());
        return index <= MOST_INDEX && lengths.areSane()
                ? Optional.of(
                        new RecordHead(
                                new PieceKey(new PackRoot(Hash.of(root)), index),
                                FolderId.of(folder),
                                lengths.manifest,
                                lengths.piece,
                                lengths.sealed))
                : Optional.empty();
    }

    /// Whether a head may begin at this position; cheap, and sometimes wrong.
    static boolean startsAt(ByteBuffer bytes, int position) {
        return bytes.getInt(position) == MAGIC;
    }

    private record Lengths(int manifest, int piece, int sealed) {
        boolean areSane() {
            return manifest >= 0
                    && piece >= 0
                    && sealed <= MOST_SEALED_BYTES
                    && (long) manifest + piece <= sealed;
        }
    }

    private static int checksum(ByteBuffer before) {
        CRC32C crc = new CRC32C();
        crc.update(before.duplicate().flip());
        return (int) crc.getValue();
    }
}
