package eu.allmende.protocol.erasure;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Sixteen bytes at a time, each nibble looked up by a shuffle.
///
/// Sixteen, even where the processor has wider vectors: a table of a nibble's 16 products then
/// fills a vector, and the look-up is one instruction on every processor with SSSE3 or NEON. Of 32
/// bytes AVX2 needs five (it shuffles within halves only) and is slower by a fifth; of 64 bytes,
/// AVX-512 without VBMI knows no shuffle, and the Vector API then falls back to objects.
///
/// `selectFrom` takes each index modulo 16 (so it is documented since Java 24): neither the low
/// nibble nor the bits that a shift of whole ints drags in from the neighbour need a mask.
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Byte> LANES = ByteVector.SPECIES_128;

    private final Kernel rest = new ScalarKernel();

    /// Whether this processor has vectors wide enough for a table of 16 bytes.
    static boolean works() {
        return VectorShape.preferredShape().vectorBitSize() >= LANES.vectorBitSize();
    }

    @Override
    public void two(byte[] input, Stretch stretch, Output first, Output second) {
        ByteVector lowA = table(first.factor().low());
        ByteVector highA = table(first.factor().high());
        ByteVector lowB = table(second.factor().low());
        ByteVector highB = table(second.factor().high());
        byte[] a = first.bytes();
        byte[] b = second.bytes();
        boolean fresh = stretch.fresh();
        int i = stretch.from();
        for (int end = vectorEnd(stretch); i < end; i += LANES.length()) {
            ByteVector low = ByteVector.fromArray(LANES, input, i);
            ByteVector high = highNibbles(low);
            ByteVector sumA = add(low.selectFrom(lowA), high.selectFrom(highA));
            ByteVector sumB = add(low.selectFrom(lowB), high.selectFrom(highB));
            if (!fresh) {
                sumA = add(sumA, ByteVector.fromArray(LANES, a, i));
                sumB = add(sumB, ByteVector.fromArray(LANES, b, i));
            }
            sumA.intoArray(a, i);
            sumB.intoArray(b, i);
        }
        rest.two(input, new Stretch(i, stretch.to(), fresh), first, second);
    }

    @Override
    public void one(byte[] input, Stretch stretch, Output output) {
        ByteVector lows = table(output.factor().low());
        ByteVector highs = table(output.factor().high());
        byte[] bytes = output.bytes();
        boolean fresh = stretch.fresh();
        int i = stretch.from();
        for (int end = vectorEnd(stretch); i < end; i += LANES.length()) {
            ByteVector low = ByteVector.fromArray(LANES, input, i);
            ByteVector sum = add(low.selectFrom(lows), highNibbles(low).selectFrom(highs));
            if (!fresh) {
                sum = add(sum, ByteVector.fromArray(LANES, bytes, i));
            }
            sum.intoArray(bytes, i);
        }
        rest.one(input, new Stretch(i, stretch.to(), fresh), output);
    }

    private static ByteVector table(byte[] products) {
        return ByteVector.fromArray(LANES, products, 0);
    }

    /// Each byte's high nibble in its low one, and anything in the high one. Ints are shifted,
    /// since x86 has no shift of bytes.
    private static ByteVector highNibbles(ByteVector bytes) {
        return bytes.reinterpretAsInts().lanewise(VectorOperators.LSHR, 4).reinterpretAsBytes();
    }

    /// The sum in GF(2⁸).
    private static ByteVector add(ByteVector a, ByteVector b) {
        return a.lanewise(VectorOperators.XOR, b);
    }

    private static int vectorEnd(Stretch stretch) {
        return stretch.from() + LANES.loopBound(stretch.to() - stretch.from());
    }
}
