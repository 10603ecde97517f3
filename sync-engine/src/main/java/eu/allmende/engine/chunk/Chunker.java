package eu.allmende.engine.chunk;

import eu.allmende.engine.keys.CipherWarmUp;
import eu.allmende.engine.keys.FolderKeys;
import eu.allmende.engine.keys.Secret;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.Hash;
import eu.allmende.protocol.sha.Macs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Cuts files and names their chunks, under one folder's naming secret. For any number of threads.
public final class Chunker implements ContentNamer {
    /// The most bytes a chunk may have.
    public static final int MAX_CHUNK_BYTES = Cutter.MAX_BYTES;

    private static final int BUFFER_BYTES = 2 * Cutter.MAX_BYTES;

    /// Room for so many chunks that all lanes have some.
    private static final int WIDE_BYTES = 5 * Cutter.MAX_BYTES;

    /// So many files are read with that much room at once; others make do with less.
    private static final Semaphore WIDE = new Semaphore(3);

    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);

    private final Cutter cutter;
    private final Macs names;

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
        Secret secret = keys.chunkNames();
        byte[] key = secret.bytes();
        names = new Macs(key, secret::hmac);
        Arrays.fill(key, (byte) 0);
    }

    /// Cuts all bytes of the channel.
    ///
    /// @return how many bytes there were
    public long cut(ReadableByteChannel channel, long expectedBytes, Sink sink) throws IOException {
        CipherWarmUp.expect(expectedBytes);
        boolean wide = expectedBytes > BUFFER_BYTES && Macs.areSideBySide() && WIDE.tryAcquire();
        try {
            return cut(channel, expectedBytes, wide ? WIDE_BYTES : BUFFER_BYTES, sink);
        } finally {
            if (wide) {
                WIDE.release();
            }
        }
    }

    private long cut(ReadableByteChannel channel, long expectedBytes, int room, Sink sink)
            throws IOException {
        byte[] array = new byte[(int) Math.min(room, Math.max(expectedBytes, 0) + 1)];
        ByteBuffer buffer = ByteBuffer.wrap(array);
        long total = 0;
        boolean ended = false;
        while (!ended) {
            ended = fill(channel, buffer);
            if (!ended && array.length < room) {
                array = Arrays.copyOf(array, room);
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
        return new ChunkId(names.of(chunk));
    }

    /// The chunk ids of what remains of each buffer, in this order; positions stay.
    ///
    /// @param chunks each backed by an array
    public List<ChunkId> nameChunks(List<ByteBuffer> chunks) {
        return names.ofAll(chunks).stream().map(ChunkId::new).toList();
    }

    /// The content id of a file with these chunks.
    public Hash contentId(ChunkList chunks) {
        return names.of(contentOf(chunks));
    }

    private static ByteBuffer contentOf(ChunkList chunks) {
        byte[] ids = chunks.bytes();
        return ByteBuffer.allocate(CONTENT.length + ids.length).put(CONTENT).put(ids).flip();
    }

    @Override
    public Content.File name(ReadableByteChannel bytes, Facts facts) throws IOException {
        List<ChunkId> ids = new ArrayList<>();
        long size = cut(bytes, facts.sizeBytes(), (id, _) -> ids.add(id));
        ChunkList chunks = ChunkList.of(ids);
        return file(contentId(chunks), size, chunks, facts);
    }

    @Override
    public List<Content.File> nameAll(List<Whole> files) throws IOException {
        for (Whole file : files) {
            if (file.bytes().remaining() > Cutter.MIN_BYTES) {
                return ContentNamer.super.nameAll(files);
            }
        }
        List<ByteBuffer> chunks = new ArrayList<>();
        for (Whole file : files) {
            if (file.bytes().remaining() > 0) {
                chunks.add(file.bytes());
            }
        }
        Iterator<ChunkId> ids = nameChunks(chunks).iterator();
        List<ChunkList> lists = new ArrayList<>();
        for (Whole file : files) {
            lists.add(
                    file.bytes().remaining() == 0
                            ? ChunkList.EMPTY
                            : ChunkList.of(List.of(ids.next())));
        }
        List<Hash> contents = names.ofAll(lists.stream().map(Chunker::contentOf).toList());
        List<Content.File> named = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Whole file = files.get(i);
            named.add(file(contents.get(i), file.bytes().remaining(), lists.get(i), file.facts()));
        }
        return named;
    }

    private static Content.File file(Hash id, long size, ChunkList chunks, Facts facts) {
        return new Content.File(id, size, facts.modified(), facts.executable(), chunks);
    }

    private int cutBuffered(byte[] array, int filled, boolean ended, Sink sink) throws IOException {
        int from = 0;
        List<ByteBuffer> chunks = new ArrayList<>();
        while (from < filled && (ended || filled - from >= Cutter.MAX_BYTES)) {
            int length = cutter.cut(array, from, filled);
            chunks.add(ByteBuffer.wrap(array, from, length).slice());
            from += length;
        }
        List<ChunkId> ids = nameChunks(chunks);
        for (int i = 0; i < ids.size(); i++) {
            sink.take(ids.get(i), chunks.get(i));
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
