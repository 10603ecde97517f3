package eu.allmende.protocol.id;

/// A chunk: HMAC-SHA-256 of its plaintext under its folder's naming key.
public record ChunkId(Hash hash) {
    /// The id that [#toString] wrote: 64 hexadecimal digits.
    public static ChunkId parse(String hex) {
        return new ChunkId(Hash.parse(hex));
    }

    @Override
    public String toString() {
        return hash.toString();
    }
}
