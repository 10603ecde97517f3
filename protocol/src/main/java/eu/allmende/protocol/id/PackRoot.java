package eu.allmende.protocol.id;

/// A pack: it binds the roots of all its pieces, their number and lengths.
public record PackRoot(Hash hash) {
    /// The id that [#toString] wrote: 64 hexadecimal digits.
    public static PackRoot parse(String hex) {
        return new PackRoot(Hash.parse(hex));
    }

    @Override
    public String toString() {
        return hash.toString();
    }
}
