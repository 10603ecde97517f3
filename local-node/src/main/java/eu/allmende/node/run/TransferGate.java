package eu.allmende.node.run;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Bounds how many transfers run at once, and how many bytes of pieces they hold in memory
/// together. Whoever comes when it is full waits its turn.
final class TransferGate {
    /// One for all nodes of this program, since they share its memory: three tenths of it, at least
    /// enough for the largest piece.
    static final TransferGate OF_THIS_PROGRAM = new TransferGate(32, memoryBytes());

    private static final int LEAST_BYTES = 17 * 1024 * 1024;
    private static final int MOST_BYTES = 128 * 1024 * 1024;

    private final Semaphore transfers;
    private final Semaphore memory;
    private final int memoryBytes;
    private final SpareBuffers spare;

    TransferGate(int transfers, int memoryBytes) {
        this.transfers = new Semaphore(transfers, true);
        this.memory = new Semaphore(memoryBytes, true);
        this.memoryBytes = memoryBytes;
        this.spare = new SpareBuffers(memoryBytes);
    }

    /// Waits until one more transfer of that size fits.
    ///
    /// @param bytes that it will hold; more than there is counts as all there is
    Pass enter(int bytes) {
        int held = Math.min(bytes, memoryBytes);
        transfers.acquireUninterruptibly();
        memory.acquireUninterruptibly(held);
        return new Pass(held);
    }

    private static int memoryBytes() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / 10 * 3, LEAST_BYTES, MOST_BYTES);
    }

    /// The right to be in memory; closing it twice is closing it once. What it gave room for must
    /// not be touched after.
    final class Pass implements AutoCloseable {
        private final int held;
        private final List<byte[]> lent = new ArrayList<>();
        private final AtomicBoolean closed = new AtomicBoolean();

        private Pass(int held) {
            this.held = held;
        }

        /// Room for so many bytes, from position 0; what it holds is left from others.
        ByteBuffer room(int bytes) {
            byte[] buffer = spare.take(bytes);
            lent.add(buffer);
            return ByteBuffer.wrap(buffer, 0, bytes);
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                lent.forEach(spare::give);
                memory.release(held);
                transfers.release();
            }
        }
    }
}
