package eu.allmende.engine.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.Destroyable;

/// 32 secret bytes. It never prints them, and zeroes them when destroyed.
public final class Secret implements Destroyable {
    /// Bytes of a secret.
    public static final int SIZE_BYTES = 32;

    private final byte[] bytes;
    private volatile boolean destroyed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A secret with these bytes.
    ///
    /// @param bytes exactly 32; copied
    public static Secret of(byte[] bytes) {
        if (bytes.length != SIZE_BYTES) {
            throw new IllegalArgumentException("a secret has 32 bytes, not " + bytes.length);
        }
        return new Secret(bytes.clone());
    }

    /// A fresh secret.
    public static Secret random(SecureRandom random) {
        byte[] bytes = new byte[SIZE_BYTES];
        random.nextBytes(bytes);
        return new Secret(bytes);
    }

    /// A copy of the bytes; whoever asks for it zeroes it.
    public byte[] bytes() {
        return live().clone();
    }

    /// The secret for one use: HKDF-SHA-256 with this secret as key material and the label as info.
    public Secret derive(String label) {
        return derive(label.getBytes(StandardCharsets.US_ASCII));
    }

    /// The secret for one use: HKDF-SHA-256 with this secret as key material.
    ///
    /// @param info tells this use from all others
    public Secret derive(byte[] info) {
        return new Secret(expand(info, SIZE_BYTES));
    }

    /// As many bytes as wanted: HKDF-SHA-256 with this secret as key material.
    ///
    /// @param info tells this use from all others
    /// @param count at most 8,160
    public byte[] expand(byte[] info, int count) {
        try {
            HKDFParameterSpec spec =
                    HKDFParameterSpec.ofExtract().addIKM(live()).thenExpand(info, count);
            return KDF.getInstance("HKDF-SHA256").deriveData(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HKDF", e);
        }
    }

    /// A fresh HMAC-SHA-256 under this secret; not for several threads at once.
    public Mac hmac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key("HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
        }
    }

    /// The secret as a key for the Java cryptography of this name.
    public SecretKey key(String algorithm) {
        return new SecretKeySpec(live(), algorithm);
    }

    @Override
    public void destroy() {
        destroyed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(live(), secret.live());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(live());
    }

    @Override
    public String toString() {
        return "Secret";
    }

    private byte[] live() {
        if (destroyed) {
            throw new IllegalStateException("the secret was destroyed");
        }
        return bytes;
    }
}
