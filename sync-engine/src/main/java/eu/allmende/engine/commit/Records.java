package eu.allmende.engine.commit;

import eu.allmende.protocol.wire.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// A run as bytes: records one after the other, each with its length 4 before it, in stretches of 1
/// MiB.
final class Records {
    private static final int PART_BYTES = 1024 * 1024;
    private static final int MOST_RECORD_BYTES = 256 * 1024 * 1024;

    private Records() {}

    /// Takes stretches as they fill.
    @FunctionalInterface
    interface Sink {
        void take(byte[] part) throws IOException;
    }

    /// Writes a run; holds one stretch.
    static final class Writer {
        private final Sink sink;
        private final ByteArrayOutputStream open = new ByteArrayOutputStream();
        private long bytes;

        Writer(Sink sink) {
            this.sink = sink;
        }

        void add(byte[] record) throws IOException {
            open.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(record.length).array());
            open.writeBytes(record);
            bytes += Integer.BYTES + record.length;
            if (open.size() >= PART_BYTES) {
                cut();
            }
        }

        /// Ends the run.
        ///
        /// @return its length in bytes
        long finish() throws IOException {
            if (open.size() > 0) {
                cut();
            }
            return bytes;
        }

        private void cut() throws IOException {
            byte[] all = open.toByteArray();
            open.reset();
            for (int from = 0; from < all.length; from += PART_BYTES) {
                sink.take(Arrays.copyOfRange(all, from, Math.min(all.length, from + PART_BYTES)));
            }
        }
    }

    /// Reads a run; holds one stretch.
    static final class Reader {
        private final DataInputStream in;

        Reader(List<Batches.Part> parts, Batches.ChunkSource source) {
            in = new DataInputStream(new Parts(parts, source));
        }

        /// The next record; empty at the end.
        Optional<byte[]> next() throws IOException {
            int first = in.read();
            if (first < 0) {
                return Optional.empty();
            }
            byte[] rest = in.readNBytes(Integer.BYTES - 1);
            if (rest.length < Integer.BYTES - 1) {
                throw new MalformedException("a run is cut off");
            }
            int length =
                    ByteBuffer.allocate(Integer.BYTES).put((byte) first).put(rest).flip().getInt();
            if (length < 0 || length > MOST_RECORD_BYTES) {
                throw new MalformedException("a record of a run is too long");
            }
            byte[] record = in.readNBytes(length);
            if (record.length < length) {
                throw new MalformedException("a run is cut off");
            }
            return Optional.of(record);
        }
    }

    private static final class Parts extends InputStream {
        private final Queue<Batches.Part> left;
        private final Batches.ChunkSource source;
        private ByteBuffer open = ByteBuffer.allocate(0);

        Parts(List<Batches.Part> parts, Batches.ChunkSource source) {
            left = new ArrayDeque<>(parts);
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            return more() ? open.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            int taken = Math.min(length, open.remaining());
            open.get(into, from, taken);
            return taken;
        }

        private boolean more() throws IOException {
            while (!open.hasRemaining()) {
                Batches.Part next = left.poll();
                if (next == null) {
                    return false;
                }
                open = source.open(next);
            }
            return true;
        }
    }
}
