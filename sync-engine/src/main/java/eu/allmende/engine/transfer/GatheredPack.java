package eu.allmende.engine.transfer;

import eu.allmende.engine.pack.Extent;
import java.nio.ByteBuffer;
import java.util.List;

/// A pack's bytes, in the k stretches in which they came. For any number of threads.
public final class GatheredPack {
    private final List<ByteBuffer> stretches;
    private final int stretchBytes;
    private final int lengthBytes;

    /// @param stretches of one length each, together at least as long as the pack
    GatheredPack(List<ByteBuffer> stretches, int lengthBytes) {
        this.stretches = stretches.stream().map(ByteBuffer::slice).toList();
        this.stretchBytes = this.stretches.getFirst().remaining();
        this.lengthBytes = lengthBytes;
    }

    /// Copies of the stretches: the data pieces.
    byte[][] stretches() {
        byte[][] copies = new byte[stretches.size()][stretchBytes];
        for (int i = 0; i < copies.length; i++) {
            stretches.get(i).get(0, copies[i]);
        }
        return copies;
    }

    /// How many bytes the pack has.
    public int lengthBytes() {
        return lengthBytes;
    }

    /// A copy of some of the bytes.
    ///
    /// @throws IllegalArgumentException if the extent ends past the pack
    public byte[] copy(Extent extent) {
        if (extent.end() > lengthBytes) {
            throw new IllegalArgumentException("the extent ends past the pack");
        }
        byte[] bytes = new byte[extent.length()];
        int done = 0;
        while (done < bytes.length) {
            int at = extent.offset() + done;
            int inside = at % stretchBytes;
            int count = Math.min(bytes.length - done, stretchBytes - inside);
            stretches.get(at / stretchBytes).get(inside, bytes, done, count);
            done += count;
        }
        return bytes;
    }
}
