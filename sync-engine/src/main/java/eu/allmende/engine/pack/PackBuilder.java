package eu.allmende.engine.pack;

import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.piece.PackShape;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers sealed chunks until a pack is full, then lays them out in random order. Not for several
/// threads.
public final class PackBuilder {
    private final PackIndex index;
    private final SecureRandom random;
    private final List<Part> parts = new ArrayList<>();
    private int chunkBytes;

    private static final class Part {
        private final ChunkId id;
        private final byte[] sealed;

        private Part(ChunkId id, byte[] sealed) {
            if (sealed.length == 0) {
                throw new IllegalArgumentException("a sealed chunk is never empty");
            }
            this.id = id;
            this.sealed = sealed;
        }
    }

    public PackBuilder(PackIndex index, SecureRandom random) {
        this.index = index;
        this.random = random;
    }

    /// Whether a sealed chunk of this size still fits.
    public boolean fits(int sealedBytes) {
        int withIt = PackIndex.sealedBytes(parts.size() + 1) + chunkBytes + sealedBytes;
        return withIt <= PackShape.MAX_PACK_BYTES;
    }

    /// Adds a sealed chunk, which the builder then owns.
    ///
    /// @throws IllegalStateException if it does not fit
    public void add(ChunkId id, byte[] sealed) {
        if (!fits(sealed.length)) {
            throw new IllegalStateException("the pack is full");
        }
        parts.add(new Part(id, sealed));
        chunkBytes += sealed.length;
    }

    /// Whether nothing was added.
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /// Bytes of the sealed chunks added.
    public int chunkBytes() {
        return chunkBytes;
    }

    /// The pack with all that was added. The builder is empty afterwards.
    public Pack close() {
        Collections.shuffle(parts, random);
        Map<ChunkId, Extent> extents = extents();
        byte[] sealedIndex = index.seal(extents);
        byte[] bytes = new byte[Padme.padded(sealedIndex.length + chunkBytes)];
        ByteBuffer out = ByteBuffer.wrap(bytes).put(sealedIndex);
        parts.forEach(part -> out.put(part.sealed));
        byte[] padding = new byte[out.remaining()];
        random.nextBytes(padding);
        out.put(padding);
        parts.clear();
        chunkBytes = 0;
        return new Pack(bytes, extents);
    }

    private Map<ChunkId, Extent> extents() {
        Map<ChunkId, Extent> extents = LinkedHashMap.newLinkedHashMap(parts.size());
        int offset = PackIndex.sealedBytes(parts.size());
        for (Part part : parts) {
            extents.put(part.id, new Extent(offset, part.sealed.length));
            offset += part.sealed.length;
        }
        return extents;
    }
}
