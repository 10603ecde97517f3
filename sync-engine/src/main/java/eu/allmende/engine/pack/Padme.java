package eu.allmende.engine.pack;

/// Lengths that give little away: so few different ones that a length tells at most log log of
/// itself.
final class Padme {
    private Padme() {}

    /// The smallest Padmé length that holds so many bytes; at most 12 % more.
    static int padded(int length) {
        if (length < 2) {
            return length;
        }
        int exponent = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(length);
        int significant = Integer.SIZE - Integer.numberOfLeadingZeros(exponent);
        int mask = (1 << (exponent - significant)) - 1;
        return exponent <= significant ? length : (length + mask) & ~mask;
    }
}
