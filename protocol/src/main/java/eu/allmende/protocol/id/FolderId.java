package eu.allmende.protocol.id;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// A folder: 128 random bits.
///
/// @param high the first 8 bytes, big-endian
/// @param low the last 8 bytes, big-endian
public record FolderId(long high, long low) {
    /// Bytes of the id.
    public static final int SIZE_BYTES = 16;

    /// The id with these bytes.
    ///
    /// @param bytes exactly 16
    public static FolderId of(byte[] bytes) {
        if (bytes.length != SIZE_BYTES) {
            throw new IllegalArgumentException("this id has 16 bytes, not " + bytes.length);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new FolderId(buffer.getLong(), buffer.getLong());
    }

    /// The id that [#toString] wrote: 32 hexadecimal digits.
    public static FolderId parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /// The 16 bytes.
    public byte[] bytes() {
        return ByteBuffer.allocate(SIZE_BYTES).putLong(high).putLong(low).array();
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
