package eu.allmende.protocol.id;

/// A node or validator: SHA-256 of its Ed25519 public key.
public record NodeId(Hash hash) {
    /// The id that [#toString] wrote: 64 hexadecimal digits.
    public static NodeId parse(String hex) {
        return new NodeId(Hash.parse(hex));
    }

    /// The id of whoever holds this public key.
    ///
    /// @param publicKey raw Ed25519 key, 32 bytes
    public static NodeId of(byte[] publicKey) {
        return new NodeId(Hash.sha256(publicKey));
    }

    @Override
    public String toString() {
        return hash.toString();
    }
}
