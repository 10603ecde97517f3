package eu.allmende.checks.bench;

import eu.allmende.engine.chunk.Chunker;
import eu.allmende.engine.keys.CipherWarmUp;
import eu.allmende.engine.keys.FolderKeys;
import eu.allmende.engine.seal.BadChunkException;
import eu.allmende.engine.seal.ChunkSealer;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.FolderId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Cutting, sealing and opening, in bytes of content per second on one core.
final class SealBench implements Bench.Measured {
    private static final int CHUNK_BYTES = 1024 * 1024;

    private final FolderKeys keys = FolderKeys.generate(new SecureRandom());
    private final Chunker chunker = new Chunker(keys);
    private final ChunkSealer sealer = new ChunkSealer(new FolderId(1, 2), keys, chunker, 1);

    @Override
    public List<Figure> measure() throws InterruptedException {
        CipherWarmUp.await();
        byte[] noise = new byte[CHUNK_BYTES];
        new Random(1).nextBytes(noise);
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.speed("seal, random bytes", seal(noise), 2.0, "GB/s"));
        figures.add(Figure.speed("seal, text", seal(text()), 0, "GB/s"));
        figures.add(Figure.speed("open and check, random bytes", open(noise), 0, "GB/s"));
        figures.add(Figure.speed("cut and name", cut(), 0, "GB/s"));
        return figures;
    }

    private double seal(byte[] content) {
        ByteBuffer chunk = ByteBuffer.wrap(content);
        ChunkId id = chunker.name(chunk);
        return Measuring.gigabytesPerSecond(
                () -> sealer.seal(id, chunk).length > 0 ? content.length : 0);
    }

    private double open(byte[] content) {
        ByteBuffer chunk = ByteBuffer.wrap(content);
        ChunkId id = chunker.name(chunk);
        byte[] sealed = sealer.seal(id, chunk);
        return Measuring.gigabytesPerSecond(() -> {
            try {
                return sealer.open(id, sealed).remaining();
            } catch (BadChunkException e) {
                throw new IllegalStateException("a chunk does not open", e);
            }
        });
    }

    private double cut() {
        byte[] file = new byte[64 * CHUNK_BYTES];
        new Random(2).nextBytes(file);
        return Measuring.gigabytesPerSecond(() -> {
            try {
                return chunker.cut(
                        Channels.newChannel(new ByteArrayInputStream(file)),
                        file.length,
                        (_, _) -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] text() {
        StringBuilder text = new StringBuilder(CHUNK_BYTES);
        Random random = new Random(3);
        String[] words = {"commons ", "fence ", "piece ", "pack ", "node ", "seal ", "the ", "of "};
        while (text.length() < CHUNK_BYTES) {
            text.append(words[random.nextInt(words.length)])
                    .append(random.nextInt(1000))
                    .append(' ');
        }
        return text.substring(0, CHUNK_BYTES).getBytes(StandardCharsets.US_ASCII);
    }
}
