package eu.allmende.protocol.id;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// 32 bytes that name something; immutable, ordered as unsigned bytes.
public final class Hash implements Comparable<Hash> {
    /// Bytes of a hash.
    public static final int SIZE_BYTES = 32;

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The hash with these bytes.
    ///
    /// @param bytes exactly 32; copied
    public static Hash of(byte[] bytes) {
        if (bytes.length != SIZE_BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        }
        return new Hash(bytes.clone());
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
        return bytes.clone();
    }

    /// Adds the 32 bytes to a digest.
    public void update(MessageDigest digest) {
        digest.update(bytes);
    }

    /// The first 8 hexadecimal digits: enough for a person to tell two apart, not for a program.
    public String brief() {
        return HexFormat.of().formatHex(bytes, 0, 4);
    }

    @Override
    public int compareTo(Hash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return (int) INTS.get(bytes, 0);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
