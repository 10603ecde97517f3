package eu.allmende.engine.chunk;

import eu.allmende.engine.keys.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Finds cut points. Immutable; for any number of threads.
final class Cutter {
    static final int MIN_BYTES = 256 * 1024;
    static final int AVERAGE_BYTES = 1024 * 1024;
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int TABLE_SIZE = 256;

    /// Harder to meet than the average asks for: used before the average length.
    private static final long MASK_BEFORE = mask(22);

    /// Easier to meet: used after it.
    private static final long MASK_AFTER = mask(18);

    private final long[] gear;

    Cutter(Secret gearSecret) {
        byte[] info = "table".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer random = ByteBuffer.wrap(gearSecret.expand(info, TABLE_SIZE * Long.BYTES));
        gear = new long[TABLE_SIZE];
        random.asLongBuffer().get(gear);
    }

    /// How many of the bytes form the next chunk.
    ///
    /// @param bytes holds the stretch
    /// @param from where it begins
    /// @param to where it ends: the end of the file, or at least [#MAX_BYTES] further
    int cut(byte[] bytes, int from, int to) {
        int length = Math.min(to - from, MAX_BYTES);
        if (length <= MIN_BYTES) {
            return length;
        }
        int normal = from + Math.min(length, AVERAGE_BYTES);
        int end = from + length;
        long hash = 0;
        int i = from + MIN_BYTES;
        for (; i < normal; i++) {
            hash = (hash << 1) + gear[bytes[i] & 255];
            if ((hash & MASK_BEFORE) == 0) {
                return i + 1 - from;
            }
        }
        for (; i < end; i++) {
            hash = (hash << 1) + gear[bytes[i] & 255];
            if ((hash & MASK_AFTER) == 0) {
                return i + 1 - from;
            }
        }
        return length;
    }

    /// The topmost bits, which the most bytes have had a say in.
    private static long mask(int bits) {
        return -1L << (Long.SIZE - bits);
    }
}
