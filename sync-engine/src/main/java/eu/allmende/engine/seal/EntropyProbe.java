package eu.allmende.engine.seal;

import java.nio.ByteBuffer;

/// Guesses cheaply whether bytes can shrink: takes a sample and looks at how evenly byte values
/// fall.
final class EntropyProbe {
    private static final int SAMPLE_BYTES = 4096;
    private static final int STRETCHES = 16;
    private static final int SMALLEST_BYTES = 512;

    /// Bits per byte; random bytes in a sample of 4,096 show about 7.95.
    private static final double TOO_RANDOM = 7.85;

    private EntropyProbe() {}

    /// Whether compressing is worth trying.
    static boolean mayShrink(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (length < SMALLEST_BYTES) {
            return length > 0;
        }
        int[] counts = new int[256];
        int stretch = Math.min(SAMPLE_BYTES, length) / STRETCHES;
        int sampled = 0;
        for (int i = 0; i < STRETCHES; i++) {
            int from = bytes.position() + (int) ((long) (length - stretch) * i / (STRETCHES - 1));
            for (int j = from; j < from + stretch; j++) {
                counts[bytes.get(j) & 255]++;
            }
            sampled += stretch;
        }
        return entropy(counts, sampled) < TOO_RANDOM - bias(sampled);
    }

    /// A small sample of random bytes looks less random than it is (Miller–Madow).
    private static double bias(int sampled) {
        return 255 / (2 * Math.log(2) * sampled) - 255 / (2 * Math.log(2) * SAMPLE_BYTES);
    }

    private static double entropy(int[] counts, int total) {
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / total;
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
