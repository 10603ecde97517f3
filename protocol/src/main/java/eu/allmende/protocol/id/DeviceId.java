package eu.allmende.protocol.id;

/// A device: SHA-256 of its Ed25519 public key.
public record DeviceId(Hash hash) {
    /// The id that [#toString] wrote: 64 hexadecimal digits.
    public static DeviceId parse(String hex) {
        return new DeviceId(Hash.parse(hex));
    }

    /// The id of whoever holds this public key.
    ///
    /// @param publicKey raw Ed25519 key, 32 bytes
    public static DeviceId of(byte[] publicKey) {
        return new DeviceId(Hash.sha256(publicKey));
    }

    @Override
    public String toString() {
        return hash.toString();
    }
}
