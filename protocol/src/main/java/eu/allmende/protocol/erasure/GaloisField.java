package eu.allmende.protocol.erasure;

/// Arithmetic in GF(2⁸) with the polynomial x⁸+x⁴+x³+x²+1 (0x11D) and the generator 2.
final class GaloisField {
    private static final int POLYNOMIAL = 0x11D;
    private static final int ORDER = 255;
    private static final int[] LOG = new int[256];
    private static final int[] EXP = new int[2 * ORDER];

    static {
        int value = 1;
        for (int power = 0; power < ORDER; power++) {
            EXP[power] = value;
            EXP[power + ORDER] = value;
            LOG[value] = power;
            value <<= 1;
            if (value > 255) {
                value ^= POLYNOMIAL;
            }
        }
    }

    private GaloisField() {}

    static int multiply(int a, int b) {
        return a == 0 || b == 0 ? 0 : EXP[LOG[a] + LOG[b]];
    }

    static int invert(int a) {
        if (a == 0) {
            throw new IllegalArgumentException("0 has no inverse");
        }
        return EXP[ORDER - LOG[a]];
    }

    /// `a` to the power of `n`, where 0⁰ is 1.
    static int power(int a, int n) {
        if (n == 0) {
            return 1;
        }
        return a == 0 ? 0 : EXP[LOG[a] * n % ORDER];
    }
}
