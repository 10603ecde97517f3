package eu.allmende.engine.seal;

import eu.allmende.engine.keys.Secret;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM where the plain bytes lie: `nonce ‖ encrypted bytes ‖ tag`, the form of Tink's
/// `AesGcmJce`, without the second array of a chunk's size that that one needs for each.
///
/// The nonce is random, and each chunk has a key of its own, so that a key sees few nonces.
final class SealingCipher {
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ThreadLocal<Cipher> CIPHERS =
            ThreadLocal.withInitial(SealingCipher::cipher);

    private SealingCipher() {}

    /// Encrypts what lies in the room, between the place of the nonce and that of the tag.
    ///
    /// @param room [#NONCE_BYTES], the plain bytes, [#TAG_BYTES]
    static void encrypt(Secret key, byte[] room, byte[] associated) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] bytes = key.bytes();
        try {
            Cipher cipher = CIPHERS.get();
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(bytes, "AES"),
                    new GCMParameterSpec(Byte.SIZE * TAG_BYTES, nonce));
            cipher.updateAAD(associated);
            System.arraycopy(nonce, 0, room, 0, NONCE_BYTES);
            int plainBytes = room.length - NONCE_BYTES - TAG_BYTES;
            cipher.doFinal(room, NONCE_BYTES, plainBytes, room, NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }
}
