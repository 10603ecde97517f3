package eu.allmende.protocol.identity;

import eu.allmende.protocol.wire.Bytes;

/// An Ed25519 signature.
///
/// @param raw the 64 bytes of RFC 8032
public record Signature(Bytes raw) {
    /// Bytes of a signature.
    public static final int SIZE_BYTES = 64;

    public Signature {
        if (raw.size() != SIZE_BYTES) {
            throw new IllegalArgumentException("a signature has 64 bytes, not " + raw.size());
        }
    }

    /// The signature with these bytes.
    ///
    /// @param raw exactly 64; copied
    public static Signature of(byte[] raw) {
        return new Signature(Bytes.of(raw));
    }
}
