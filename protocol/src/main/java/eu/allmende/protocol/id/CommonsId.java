package eu.allmende.protocol.id;

/// A commons: SHA-256 of its genesis.
public record CommonsId(Hash hash) {
    /// The id that [#toString] wrote: 64 hexadecimal digits.
    public static CommonsId parse(String hex) {
        return new CommonsId(Hash.parse(hex));
    }

    @Override
    public String toString() {
        return hash.toString();
    }
}
