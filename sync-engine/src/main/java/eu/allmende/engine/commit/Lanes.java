package eu.allmende.engine.commit;

import eu.allmende.engine.transfer.Throttle;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/// Keeps the transfers of all folders of this process within their memory: one large publication
/// and one large fetch at a time, and a few small ones that never wait for them.
final class Lanes {
    private static final long LARGE_BYTES = 4L * 1024 * 1024;
    private static final int SMALL_AT_ONCE = 4;

    /// Memory belongs to the process, and so do the lanes.
    static final Lanes OUT = new Lanes();

    static final Lanes IN = new Lanes();

    /// Pieces that are made anew: they wait for no upload, however long it takes.
    static final Lanes MENDING = new Lanes();

    private final Semaphore large = new Semaphore(1, true);
    private final Semaphore small = new Semaphore(SMALL_AT_ONCE, true);

    private Lanes() {}

    /// A place in a lane, to be given back.
    @FunctionalInterface
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /// Which way through a throttle what is so much takes.
    static Throttle.Way way(Throttle throttle, long contentBytes) {
        return contentBytes > LARGE_BYTES ? throttle.bulk() : throttle.small();
    }

    /// Waits for a place.
    ///
    /// @param contentBytes that are to be moved at most
    /// @throws IOException if this thread was interrupted
    Place enter(long contentBytes) throws IOException {
        Semaphore lane = contentBytes > LARGE_BYTES ? large : small;
        try {
            lane.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("waiting for other transfers was interrupted", e);
        }
        return lane::release;
    }
}
