package eu.allmende.protocol.identity;

import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;

/// The secret half of an Ed25519 key. It never prints itself; [#destroy] zeroes its bytes.
public final class SigningKey implements Destroyable {
    /// Bytes of the seed from which the key is made.
    public static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final PublicKey publicKey;
    private boolean destroyed;

    private SigningKey(byte[] seed) {
        this.seed = seed;
        this.publicKey = Ed25519.publicKey(seed);
    }

    /// A new key.
    ///
    /// @param random cryptographically strong
    public static SigningKey generate(SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new SigningKey(seed);
    }

    /// The key that comes from this seed, always the same.
    ///
    /// @param seed exactly 32 secret bytes; copied
    public static SigningKey fromSeed(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
        }
        return new SigningKey(seed.clone());
    }

    /// The public half.
    public PublicKey publicKey() {
        return publicKey;
    }

    /// A copy of the secret seed, for whoever keeps the key at rest; the caller zeroes it.
    public byte[] seed() {
        requireAlive();
        return seed.clone();
    }

    /// Signs a message, which must begin with what the signature is for.
    public Signature sign(byte[] message) {
        requireAlive();
        return Ed25519.sign(seed, publicKey, message);
    }

    PrivateKey tlsKey() {
        requireAlive();
        return Ed25519.jdkKey(seed);
    }

    @Override
    public void destroy() {
        Arrays.fill(seed, (byte) 0);
        destroyed = true;
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    private void requireAlive() {
        if (destroyed) {
            throw new IllegalStateException("this key was destroyed");
        }
    }

    @Override
    public String toString() {
        return "signing key of " + publicKey.nodeId().hash().brief();
    }
}
