package eu.allmende.protocol.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/// A byte string that never changes; equal when its bytes are. It does not print its content.
public final class Bytes {
    /// No bytes at all.
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /// These bytes; copied.
    public static Bytes of(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /// What remains in the buffer, whose position stays as it is; copied.
    public static Bytes of(ByteBuffer content) {
        byte[] copy = new byte[content.remaining()];
        content.duplicate().get(copy);
        return new Bytes(copy);
    }

    /// The bytes that [#hex] wrote.
    public static Bytes parse(String hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    /// How many bytes.
    public int size() {
        return content.length;
    }

    /// A copy of the bytes.
    public byte[] bytes() {
        return content.clone();
    }

    /// The bytes without a copy, read-only, from position 0.
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /// Two hexadecimal digits per byte.
    public String hex() {
        return HexFormat.of().formatHex(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
