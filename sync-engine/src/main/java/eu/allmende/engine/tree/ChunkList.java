package eu.allmende.engine.tree;

import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.Hash;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/// The chunks of a file in their order, packed into one array: 32 bytes each. Immutable.
public final class ChunkList extends AbstractList<ChunkId> implements RandomAccess {
    /// The chunks of an empty file: none.
    public static final ChunkList EMPTY = new ChunkList(new byte[0]);

    private final byte[] packed;

    private ChunkList(byte[] packed) {
        this.packed = packed;
    }

    /// These chunks.
    public static ChunkList of(List<ChunkId> chunks) {
        byte[] packed = new byte[Math.multiplyExact(chunks.size(), Hash.SIZE_BYTES)];
        for (int i = 0; i < chunks.size(); i++) {
            byte[] id = chunks.get(i).hash().bytes();
            System.arraycopy(id, 0, packed, i * Hash.SIZE_BYTES, id.length);
        }
        return new ChunkList(packed);
    }

    /// The list that [#bytes] gave.
    ///
    /// @param packed 32 bytes per chunk; copied
    public static ChunkList of(byte[] packed) {
        if (packed.length % Hash.SIZE_BYTES != 0) {
            throw new IllegalArgumentException(packed.length + " bytes are no list of chunks");
        }
        return new ChunkList(packed.clone());
    }

    /// A copy of the packed ids.
    public byte[] bytes() {
        return packed.clone();
    }

    @Override
    public int size() {
        return packed.length / Hash.SIZE_BYTES;
    }

    @Override
    public ChunkId get(int index) {
        int from = java.util.Objects.checkIndex(index, size()) * Hash.SIZE_BYTES;
        return new ChunkId(Hash.of(Arrays.copyOfRange(packed, from, from + Hash.SIZE_BYTES)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChunkList list
                ? Arrays.equals(packed, list.packed)
                : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
