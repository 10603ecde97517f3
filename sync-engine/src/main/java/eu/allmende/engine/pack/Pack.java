package eu.allmende.engine.pack;

import eu.allmende.protocol.id.ChunkId;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A closed pack: its bytes, and where its chunks lie in them.
public final class Pack {
    private final byte[] bytes;
    private final Map<ChunkId, Extent> extents;

    Pack(byte[] bytes, Map<ChunkId, Extent> extents) {
        this.bytes = bytes;
        this.extents = Collections.unmodifiableMap(new LinkedHashMap<>(extents));
    }

    /// The bytes, read-only.
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /// How many bytes.
    public int lengthBytes() {
        return bytes.length;
    }

    /// Where each chunk lies.
    public Map<ChunkId, Extent> extents() {
        return extents;
    }

    /// The pack in k equal stretches, the last filled up with zeros: the data pieces.
    public byte[][] stretches(int k) {
        int length = Math.ceilDiv(bytes.length, k);
        byte[][] stretches = new byte[k][length];
        for (int i = 0; i < k; i++) {
            int from = Math.min(bytes.length, i * length);
            System.arraycopy(bytes, from, stretches[i], 0, Math.min(length, bytes.length - from));
        }
        return stretches;
    }
}
