package eu.allmende.protocol.erasure;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// As many bytes at a time as the processor holds, each nibble looked up by a shuffle.
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Byte> LANES = ByteVector.SPECIES_PREFERRED;
    private static final byte NIBBLE = 15;

    private final Kernel rest = new ScalarKernel();

    /// Whether this processor's vectors are wide enough for a table of 16 bytes.
    static boolean works() {
        return LANES.length() >= 16;
    }

    @Override
    public void two(byte[] input, Stretch stretch, Output first, Output second) {
        ByteVector lowA = ByteVector.fromArray(LANES, first.factor().low(), 0);
        ByteVector highA = ByteVector.fromArray(LANES, first.factor().high(), 0);
        ByteVector lowB = ByteVector.fromArray(LANES, second.factor().low(), 0);
        ByteVector highB = ByteVector.fromArray(LANES, second.factor().high(), 0);
        byte[] a = first.bytes();
        byte[] b = second.bytes();
        boolean fresh = stretch.fresh();
        int i = stretch.from();
        for (int end = vectorEnd(stretch); i < end; i += LANES.length()) {
            ByteVector in = ByteVector.fromArray(LANES, input, i);
            ByteVector low = in.and(NIBBLE);
            ByteVector high = in.lanewise(VectorOperators.LSHR, 4).and(NIBBLE);
            ByteVector sumA =
                    low.selectFrom(lowA).lanewise(VectorOperators.XOR, high.selectFrom(highA));
            ByteVector sumB =
                    low.selectFrom(lowB).lanewise(VectorOperators.XOR, high.selectFrom(highB));
            if (!fresh) {
                sumA = sumA.lanewise(VectorOperators.XOR, ByteVector.fromArray(LANES, a, i));
                sumB = sumB.lanewise(VectorOperators.XOR, ByteVector.fromArray(LANES, b, i));
            }
            sumA.intoArray(a, i);
            sumB.intoArray(b, i);
        }
        rest.two(input, new Stretch(i, stretch.to(), fresh), first, second);
    }

    @Override
    public void one(byte[] input, Stretch stretch, Output output) {
        ByteVector lows = ByteVector.fromArray(LANES, output.factor().low(), 0);
        ByteVector highs = ByteVector.fromArray(LANES, output.factor().high(), 0);
        byte[] bytes = output.bytes();
        boolean fresh = stretch.fresh();
        int i = stretch.from();
        for (int end = vectorEnd(stretch); i < end; i += LANES.length()) {
            ByteVector in = ByteVector.fromArray(LANES, input, i);
            ByteVector low = in.and(NIBBLE);
            ByteVector high = in.lanewise(VectorOperators.LSHR, 4).and(NIBBLE);
            ByteVector sum =
                    low.selectFrom(lows).lanewise(VectorOperators.XOR, high.selectFrom(highs));
            if (!fresh) {
                sum = sum.lanewise(VectorOperators.XOR, ByteVector.fromArray(LANES, bytes, i));
            }
            sum.intoArray(bytes, i);
        }
        rest.one(input, new Stretch(i, stretch.to(), fresh), output);
    }

    private static int vectorEnd(Stretch stretch) {
        return stretch.from() + LANES.loopBound(stretch.to() - stretch.from());
    }
}
