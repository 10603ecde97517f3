package eu.allmende.protocol.sha;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.ROR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// SHA-256 of as many messages as an int vector has lanes, block by block. FIPS 180-4 §6.2.
///
/// What works with vectors calls the Vector API only: that must be inlined, while the compiler may
/// refuse a method of ours at any time; it then makes an object of every vector, and all is slower
/// by far. For the same reason a round is not unrolled.
public final class Sha256Vectors {
    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;

    /// How many messages go side by side.
    public static final int LANES = SPECIES.length();

    private static final int ROUNDS = 64;
    private static final int BLOCK_WORDS = 16;

    private static final int[] START =
            spread(
                    0x6a09e667,
                    0xbb67ae85,
                    0x3c6ef372,
                    0xa54ff53a,
                    0x510e527f,
                    0x9b05688c,
                    0x1f83d9ab,
                    0x5be0cd19);

    private static final int[] CONSTANTS =
            spread(
                    0x428a2f98,
                    0x71374491,
                    0xb5c0fbcf,
                    0xe9b5dba5,
                    0x3956c25b,
                    0x59f111f1,
                    0x923f82a4,
                    0xab1c5ed5,
                    0xd807aa98,
                    0x12835b01,
                    0x243185be,
                    0x550c7dc3,
                    0x72be5d74,
                    0x80deb1fe,
                    0x9bdc06a7,
                    0xc19bf174,
                    0xe49b69c1,
                    0xefbe4786,
                    0x0fc19dc6,
                    0x240ca1cc,
                    0x2de92c6f,
                    0x4a7484aa,
                    0x5cb0a9dc,
                    0x76f988da,
                    0x983e5152,
                    0xa831c66d,
                    0xb00327c8,
                    0xbf597fc7,
                    0xc6e00bf3,
                    0xd5a79147,
                    0x06ca6351,
                    0x14292967,
                    0x27b70a85,
                    0x2e1b2138,
                    0x4d2c6dfc,
                    0x53380d13,
                    0x650a7354,
                    0x766a0abb,
                    0x81c2c92e,
                    0x92722c85,
                    0xa2bfe8a1,
                    0xa81a664b,
                    0xc24b8b70,
                    0xc76c51a3,
                    0xd192e819,
                    0xd6990624,
                    0xf40e3585,
                    0x106aa070,
                    0x19a4c116,
                    0x1e376c08,
                    0x2748774c,
                    0x34b0bcb5,
                    0x391c0cb3,
                    0x4ed8aa4a,
                    0x5b9cca4f,
                    0x682e6ff3,
                    0x748f82ee,
                    0x78a5636f,
                    0x84c87814,
                    0x8cc70208,
                    0x90befffa,
                    0xa4506ceb,
                    0xbef9a3f7,
                    0xc67178f2);

    /// The eight words of each message's hash so far; word i of a lane is at `i · LANES + lane`.
    public final int[] state = START.clone();

    /// The next block: its 16 words, laid out like the state, are set before [#block]; the words of
    /// the message schedule follow.
    public final int[] words = new int[ROUNDS * LANES];

    /// Begins with new messages.
    public void begin() {
        System.arraycopy(START, 0, state, 0, state.length);
    }

    /// Takes the block in `words`.
    public void block() {
        schedule(words);
        rounds(state, words);
    }

    private static int[] spread(int... values) {
        int[] lanes = new int[values.length * LANES];
        for (int i = 0; i < values.length; i++) {
            Arrays.fill(lanes, i * LANES, (i + 1) * LANES, values[i]);
        }
        return lanes;
    }

    private static void schedule(int[] w) {
        for (int i = BLOCK_WORDS * LANES; i < ROUNDS * LANES; i += LANES) {
            IntVector early = IntVector.fromArray(SPECIES, w, i - 15 * LANES);
            IntVector late = IntVector.fromArray(SPECIES, w, i - 2 * LANES);
            IntVector sigma0 =
                    early.lanewise(ROR, 7)
                            .lanewise(XOR, early.lanewise(ROR, 18))
                            .lanewise(XOR, early.lanewise(LSHR, 3));
            IntVector sigma1 =
                    late.lanewise(ROR, 17)
                            .lanewise(XOR, late.lanewise(ROR, 19))
                            .lanewise(XOR, late.lanewise(LSHR, 10));
            sigma0.add(sigma1)
                    .add(IntVector.fromArray(SPECIES, w, i - BLOCK_WORDS * LANES))
                    .add(IntVector.fromArray(SPECIES, w, i - 7 * LANES))
                    .intoArray(w, i);
        }
    }

    private static void rounds(int[] state, int[] w) {
        IntVector a = IntVector.fromArray(SPECIES, state, 0);
        IntVector b = IntVector.fromArray(SPECIES, state, LANES);
        IntVector c = IntVector.fromArray(SPECIES, state, 2 * LANES);
        IntVector d = IntVector.fromArray(SPECIES, state, 3 * LANES);
        IntVector e = IntVector.fromArray(SPECIES, state, 4 * LANES);
        IntVector f = IntVector.fromArray(SPECIES, state, 5 * LANES);
        IntVector g = IntVector.fromArray(SPECIES, state, 6 * LANES);
        IntVector h = IntVector.fromArray(SPECIES, state, 7 * LANES);
        for (int i = 0; i < ROUNDS * LANES; i += LANES) {
            IntVector sigma1 =
                    e.lanewise(ROR, 6)
                            .lanewise(XOR, e.lanewise(ROR, 11))
                            .lanewise(XOR, e.lanewise(ROR, 25));
            IntVector choice = g.lanewise(XOR, e.lanewise(AND, f.lanewise(XOR, g)));
            IntVector t1 =
                    h.add(IntVector.fromArray(SPECIES, w, i))
                            .add(IntVector.fromArray(SPECIES, CONSTANTS, i))
                            .add(sigma1)
                            .add(choice);
            IntVector sigma0 =
                    a.lanewise(ROR, 2)
                            .lanewise(XOR, a.lanewise(ROR, 13))
                            .lanewise(XOR, a.lanewise(ROR, 22));
            IntVector majority =
                    a.lanewise(AND, b).lanewise(OR, c.lanewise(AND, a.lanewise(OR, b)));
            h = g;
            g = f;
            f = e;
            e = d.add(t1);
            d = c;
            c = b;
            b = a;
            a = t1.add(sigma0).add(majority);
        }
        a.add(IntVector.fromArray(SPECIES, state, 0)).intoArray(state, 0);
        b.add(IntVector.fromArray(SPECIES, state, LANES)).intoArray(state, LANES);
        c.add(IntVector.fromArray(SPECIES, state, 2 * LANES)).intoArray(state, 2 * LANES);
        d.add(IntVector.fromArray(SPECIES, state, 3 * LANES)).intoArray(state, 3 * LANES);
        e.add(IntVector.fromArray(SPECIES, state, 4 * LANES)).intoArray(state, 4 * LANES);
        f.add(IntVector.fromArray(SPECIES, state, 5 * LANES)).intoArray(state, 5 * LANES);
        g.add(IntVector.fromArray(SPECIES, state, 6 * LANES)).intoArray(state, 6 * LANES);
        h.add(IntVector.fromArray(SPECIES, state, 7 * LANES)).intoArray(state, 7 * LANES);
    }
}
