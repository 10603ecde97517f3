package eu.allmende.engine.state;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// A checksum over the columns of a row, so that a damaged row is never taken for a true one.
final class RowSum {
    private static final int ABSENT = -1;

    private RowSum() {}

    /// The CRC-32C of the columns, each with its length; null differs from empty.
    static long of(byte[] @Nullable ... columns) {
        CRC32C sum = new CRC32C();
        for (byte @Nullable [] column : columns) {
            int length = column == null ? ABSENT : column.length;
            sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
            if (column != null) {
                sum.update(column);
            }
        }
        return sum.getValue();
    }

    /// The checksum of a number.
    static long of(long number) {
        return of(ByteBuffer.allocate(Long.BYTES).putLong(0, number).array());
    }

    /// Compares what was read with its checksum.
    ///
    /// @throws DamagedStateException if they do not belong together
    static void check(long stored, long computed) throws DamagedStateException {
        if (stored != computed) {
            throw new DamagedStateException("a row does not match its checksum");
        }
    }
}
