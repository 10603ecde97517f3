package eu.allmende.engine.keys;

import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/// Seals small things under a secret: AES-256-GCM with a random nonce, bound to what it is for.
public final class SealedBox {
    private final AesGcmJce aead;
    private final byte[] purpose;

    /// @param purpose what is sealed here, so that nothing sealed for one use opens in another
    public SealedBox(Secret key, String purpose) {
        byte[] bytes = key.bytes();
        try {
            aead = new AesGcmJce(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
        this.purpose = purpose.getBytes(StandardCharsets.UTF_8);
    }

    /// The plain bytes, sealed; 28 bytes longer.
    public byte[] seal(byte[] plain) {
        try {
            return aead.encrypt(plain, purpose);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /// The plain bytes again.
    ///
    /// @throws GeneralSecurityException if they were not sealed under this secret for this purpose
    public byte[] open(byte[] sealed) throws GeneralSecurityException {
        return aead.decrypt(sealed, purpose);
    }
}
