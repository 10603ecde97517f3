package eu.allmende.engine.commit;

import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.ChunkId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;

/// The chunks that some files need, in 8 bytes each. Two chunks may be taken for one: then one is
/// thought needed that is not, never the other way round.
final class LiveChunks {
    private long[] ids = new long[1024];
    private int size;

    private LiveChunks() {}

    static LiveChunks of(Collection<EntryState> entries) {
        LiveChunks live = new LiveChunks();
        for (EntryState entry : entries) {
            if (entry.content() instanceof Content.File file) {
                file.chunks().forEach(live::add);
            }
        }
        Arrays.sort(live.ids, 0, live.size);
        return live;
    }

    boolean contains(ChunkId chunk) {
        return Arrays.binarySearch(ids, 0, size, prefix(chunk)) >= 0;
    }

    private void add(ChunkId chunk) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
        }
        ids[size++] = prefix(chunk);
    }

    private static long prefix(ChunkId chunk) {
        return ByteBuffer.wrap(chunk.hash().bytes()).getLong();
    }
}
