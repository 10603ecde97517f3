package eu.allmende.engine.pack;

import eu.allmende.protocol.piece.PackShape;

/// Where one sealed chunk lies in its pack: the bytes `[offset, offset + length)`.
///
/// @param offset bytes before the chunk; 0 for the first byte of the pack
/// @param length bytes of the sealed chunk; at least 1
public record Extent(int offset, int length) {
    public Extent {
        if (offset < 0) {
            throw new IllegalArgumentException("offset is negative: " + offset);
        }
        if (length < 1) {
            throw new IllegalArgumentException("length is under 1: " + length);
        }
        if ((long) offset + length > PackShape.MAX_PACK_BYTES) {
            throw new IllegalArgumentException("the extent ends past every pack");
        }
    }

    /// The byte after the last.
    public int end() {
        return offset + length;
    }
}
