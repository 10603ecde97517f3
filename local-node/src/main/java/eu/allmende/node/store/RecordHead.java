package eu.allmende.node.store;

import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.id.PackRoot;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/// The first bytes of a record: whose piece follows, and how long it is.
///
/// Bytes: magic `ALR1` 4, pack root 32, index 1, folder 16, manifest length 4, sealed length 4,
/// CRC-32C of all before 4.
///
/// @param manifestLength bytes of the manifest, the first of the sealed bytes
/// @param sealedLength bytes that follow this head: nonce, manifest and piece, tag
record RecordHead(PieceKey key, FolderId folder, int manifestLength, int sealedLength) {
    static final int SIZE_BYTES = 4 + 32 + 1 + 16 + 4 + 4 + 4;
    static final int MOST_SEALED_BYTES = 17 * 1024 * 1024;

    private static final int MAGIC = 0x414C5231;

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE_BYTES);
        bytes.putInt(MAGIC)
                .put(key.pack().hash().bytes())
                .put((byte) key.index())
                .put(folder.bytes())
                .putInt(manifestLength)
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
        int manifestLength = in.getInt();
        int sealedLength = in.getInt();
        boolean sane =
                sealedLength >= DiskSeal.OVERHEAD_BYTES
                        && sealedLength <= MOST_SEALED_BYTES
                        && manifestLength >= 0
                        && manifestLength <= sealedLength - DiskSeal.OVERHEAD_BYTES
                        && index <= 254;
        return sane
                ? Optional.of(
                        new RecordHead(
                                new PieceKey(new PackRoot(Hash.of(root)), index),
                                FolderId.of(folder),
                                manifestLength,
                                sealedLength))
                : Optional.empty();
    }

    /// Whether a head may begin at this position; cheap, and sometimes wrong.
    static boolean startsAt(ByteBuffer bytes, int position) {
        return bytes.getInt(position) == MAGIC;
    }

    private static int checksum(ByteBuffer before) {
        CRC32C crc = new CRC32C();
        crc.update(before.duplicate().flip());
        return (int) crc.getValue();
    }
}
