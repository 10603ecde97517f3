package eu.allmende.protocol.fence;

/// A country by its two capital letters (ISO 3166-1 alpha-2).
///
/// @param code two letters from A to Z
public record Country(String code) implements Comparable<Country> {
    public Country {
        if (code.length() != 2 || !isCapital(code.charAt(0)) || !isCapital(code.charAt(1))) {
            throw new IllegalArgumentException("a country has two capital letters");
        }
    }

    private static boolean isCapital(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    @Override
    public int compareTo(Country other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
