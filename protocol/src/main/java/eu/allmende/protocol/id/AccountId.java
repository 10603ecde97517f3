package eu.allmende.protocol.id;

/// An account: SHA-256 of its Ed25519 public key.
public record AccountId(Hash hash) {
    /// The id that [#toString] wrote: 64 hexadecimal digits.
    public static AccountId parse(String hex) {
        return new AccountId(Hash.parse(hex));
    }

    /// The id of whoever holds this public key.
    ///
    /// @param publicKey raw Ed25519 key, 32 bytes
    public static AccountId of(byte[] publicKey) {
        return new AccountId(Hash.sha256(publicKey));
    }

    @Override
    public String toString() {
        return hash.toString();
    }
}
