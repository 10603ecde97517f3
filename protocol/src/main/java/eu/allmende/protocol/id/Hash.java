package eu.allmende.protocol.id;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// 32 bytes that name something; immutable, ordered as unsigned bytes.
public final class Hash implements Comparable<Hash> {
    /// Bytes of a hash.
    public static final int SIZE_BYTES = 32;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    // four longs cost two thirds of an array's memory, and a folder holds millions of hashes
    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private Hash(byte[] bytes) {
        first = (long) LONGS.get(bytes, 0);
        second = (long) LONGS.get(bytes, 8);
        third = (long) LONGS.get(bytes, 16);
        fourth = (long) LONGS.get(bytes, 24);
    }

    /// The hash with these bytes.
    ///
    /// @param bytes exactly 32; copied
    public static Hash of(byte[] bytes) {
        if (bytes.length != SIZE_BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes);
    }

    /// The hash that [#toString] wrote: 64 hexadecimal digits.
    public static Hash parse(String hex) {
        if (hex.length() != 2 * SIZE_BYTES) {
            throw new IllegalArgumentException("a hash has 64 digits, not " + hex.length());
        }
        return new Hash(HexFormat.of().parseHex(hex));
    }

    /// SHA-256 of the parts, one after the other.
    public static Hash sha256(byte[]... parts) {
        MessageDigest digest = newSha256();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Hash(digest.digest());
    }

    /// SHA-256 of what remains in the buffer, whose position stays as it is.
    public static Hash sha256(ByteBuffer bytes) {
        MessageDigest digest = newSha256();
        digest.update(bytes.duplicate());
        return new Hash(digest.digest());
    }

    /// A fresh SHA-256, which every Java has.
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /// A copy of the 32 bytes.
    public byte[] bytes() {
        byte[] bytes = new byte[SIZE_BYTES];
        LONGS.set(bytes, 0, first);
        LONGS.set(bytes, 8, second);
        LONGS.set(bytes, 16, third);
        LONGS.set(bytes, 24, fourth);
        return bytes;
    }

    /// Adds the 32 bytes to a digest.
    public void update(MessageDigest digest) {
        digest.update(bytes());
    }

    /// The first 8 hexadecimal digits: enough for a person to tell two apart, not for a program.
    public String brief() {
        return HexFormat.of().formatHex(bytes(), 0, 4);
    }

    @Override
    public int compareTo(Hash other) {
        int order = Long.compareUnsigned(first, other.first);
        order = order != 0 ? order : Long.compareUnsigned(second, other.second);
        order = order != 0 ? order : Long.compareUnsigned(third, other.third);
        return order != 0 ? order : Long.compareUnsigned(fourth, other.fourth);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash
                && first == hash.first
                && second == hash.second
                && third == hash.third
                && fourth == hash.fourth;
    }

    @Override
    public int hashCode() {
        return (int) (first >>> Integer.SIZE);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
