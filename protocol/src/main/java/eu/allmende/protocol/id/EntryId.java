package eu.allmende.protocol.id;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// A file, directory or link in a folder's tree: 128 random bits, never its path. Ordered as
/// unsigned bytes.
///
/// @param high the first 8 bytes, big-endian
/// @param low the last 8 bytes, big-endian
public record EntryId(long high, long low) implements Comparable<EntryId> {
    /// Bytes of the id.
    public static final int SIZE_BYTES = 16;

    /// The id with these bytes.
    ///
    /// @param bytes exactly 16
    public static EntryId of(byte[] bytes) {
        if (bytes.length != SIZE_BYTES) {
            throw new IllegalArgumentException("this id has 16 bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new EntryId(buffer.getLong(), buffer.getLong());
    }

    /// The id that [#toString] wrote: 32 hexadecimal digits.
    public static EntryId parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /// The 16 bytes.
    public byte[] bytes() {
        return ByteBuffer.allocate(SIZE_BYTES).putLong(high).putLong(low).array();
    }

    @Override
    public int compareTo(EntryId other) {
        int first = Long.compareUnsigned(high, other.high);
        return first != 0 ? first : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
