package eu.allmende.engine.chunk;

import eu.allmende.engine.keys.FolderKeys;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;

/// Cuts files and names their chunks, under one folder's naming secret. For any number of threads.
public final class Chunker implements ContentNamer {
    /// The most bytes a chunk may have.
    public static final int MAX_CHUNK_BYTES = Cutter.MAX_BYTES;

    private static final int BUFFER_BYTES = 2 * Cutter.MAX_BYTES;
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);

    private final Cutter cutter;
    private final ThreadLocal<Mac> names;

    /// What is done with each chunk, in order.
    @FunctionalInterface
    public interface Sink {
        /// Takes one chunk.
        ///
        /// @param bytes holds the chunk; used again once this returns
        void take(ChunkId id, ByteBuffer bytes) throws IOException;
    }

    public Chunker(FolderKeys keys) {
        cutter = new Cutter(keys.gear());
        names = ThreadLocal.withInitial(keys.chunkNames()::hmac);
    }

    /// Cuts all bytes of the channel.
    ///
    /// @return how many bytes there were
    public long cut(ReadableByteChannel channel, long expectedBytes, Sink sink) throws IOException {
        byte[] array = new byte[(int) Math.min(BUFFER_BYTES, Math.max(expectedBytes, 0) + 1)];
        ByteBuffer buffer = ByteBuffer.wrap(array);
        long total = 0;
        boolean ended = false;
        while (!ended) {
            ended = fill(channel, buffer);
            if (!ended && array.length < BUFFER_BYTES) {
                array = java.util.Arrays.copyOf(array, BUFFER_BYTES);
                buffer = ByteBuffer.wrap(array).position(buffer.position());
                continue;
            }
            int taken = cutBuffered(array, buffer.position(), ended, sink);
            total += taken;
            buffer.limit(buffer.position()).position(taken).compact();
        }
        return total;
    }

    /// The chunk id of these bytes.
    public ChunkId name(ByteBuffer chunk) {
        Mac mac = names.get();
        mac.update(chunk.duplicate());
        return new ChunkId(Hash.of(mac.doFinal()));
    }

    /// The content id of a file with these chunks.
    public Hash contentId(ChunkList chunks) {
        Mac mac = names.get();
        mac.update(CONTENT);
        return Hash.of(mac.doFinal(chunks.bytes()));
    }

    @Override
    public Content.File name(SeekableByteChannel bytes, Instant modified, boolean executable)
            throws IOException {
        List<ChunkId> ids = new ArrayList<>();
        long size = cut(bytes, bytes.size(), (id, _) -> ids.add(id));
        ChunkList chunks = ChunkList.of(ids);
        return new Content.File(contentId(chunks), size, modified, executable, chunks);
    }

    private int cutBuffered(byte[] array, int filled, boolean ended, Sink sink) throws IOException {
        int from = 0;
        while (from < filled && (ended || filled - from >= Cutter.MAX_BYTES)) {
            int length = cutter.cut(array, from, filled);
            ByteBuffer chunk = ByteBuffer.wrap(array, from, length).slice();
            sink.take(name(chunk), chunk);
            from += length;
        }
        return from;
    }

    /// Fills the buffer; true at the end of the channel.
    private static boolean fill(ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                return true;
            }
        }
        return false;
    }
}
