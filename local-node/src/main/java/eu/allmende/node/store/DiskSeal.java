package eu.allmende.node.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals records at rest: AES-256-GCM with a random nonce under the node's own disk key.
final class DiskSeal {
    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;
    static final int OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

    /// The cipher is fed in steps, so that the compiler soon sees a loop worth compiling.
    private static final int STEP_BYTES = 16 * 1024;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    DiskSeal(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a disk key has 32 bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /// Appends nonce, sealed bytes and tag to `out`.
    ///
    /// @param associated bound to the seal, not sealed
    void seal(ByteBuffer associated, Iterable<ByteBuffer> plain, ByteBuffer out) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        out.put(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, associated);
            for (ByteBuffer part : plain) {
                feed(cipher, part.duplicate(), out);
            }
            cipher.doFinal(ByteBuffer.allocate(0), out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /// The plain bytes.
    ///
    /// @throws GeneralSecurityException if a bit of `sealed` or `associated` changed
    ByteBuffer open(ByteBuffer associated, ByteBuffer sealed) throws GeneralSecurityException {
        if (sealed.remaining() < OVERHEAD_BYTES) {
            throw new GeneralSecurityException("the seal is cut off");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer in = sealed.duplicate().get(nonce);
        ByteBuffer plain = ByteBuffer.allocate(in.remaining() - TAG_BYTES);
        cipher(Cipher.DECRYPT_MODE, nonce, associated).doFinal(in, plain);
        return plain.flip();
    }

    private static void feed(Cipher cipher, ByteBuffer part, ByteBuffer out)
            throws GeneralSecurityException {
        int end = part.limit();
        while (part.position() < end) {
            part.limit(Math.min(end, part.position() + STEP_BYTES));
            cipher.update(part, out);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, ByteBuffer associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(associated.duplicate());
        return cipher;
    }
}
