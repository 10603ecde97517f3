package eu.allmende.protocol.merkle;

import java.util.function.LongSupplier;

/// Finds out which hasher is the faster one here.
///
/// It is one after the other until the other was seen to be faster: vectors are a hundred times
/// slower until they are compiled, and where the processor has instructions for SHA-256 they lose.
final class FasterHasher {
    private static final int LEAF_BYTES = 4096;
    private static final int LEAVES = 32;

    /// One after the other takes less than this for a byte only with instructions for SHA-256.
    private static final double FAST_NANOS_PER_BYTE = 1;

    private static final long MOST_NANOS = 10_000_000_000L;
    private static final int WINS = 5;
    private static final double MARGIN = 0.8;

    private final LongSupplier nanos;
    private final byte[] source = new byte[LEAVES * LEAF_BYTES];
    private final byte[] target = new byte[Hasher.place(0, LEAVES)];

    /// @param nanos a clock
    FasterHasher(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Whether `other` is clearly faster than `usual`, and has been a few times in a row.
    boolean isFaster(Hasher other, Hasher usual) {
        long end = nanos.getAsLong() + MOST_NANOS;
        long best = Long.MAX_VALUE;
        int wins = 0;
        while (wins < WINS && nanos.getAsLong() - end < 0) {
            best = Math.min(best, time(usual));
            if (best < FAST_NANOS_PER_BYTE * source.length) {
                return false;
            }
            wins = time(other) < MARGIN * best ? wins + 1 : 0;
        }
        return wins == WINS;
    }

    private long time(Hasher hasher) {
        long begin = nanos.getAsLong();
        hasher.hash(source, new Hasher.Run(Merkle.LEAF, 0, LEAF_BYTES, LEAVES), target, 0);
        return nanos.getAsLong() - begin;
    }
}
