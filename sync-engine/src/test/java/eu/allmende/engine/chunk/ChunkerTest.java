package eu.allmende.engine.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.keys.FolderKeys;
import eu.allmende.engine.keys.Secret;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.sha.Macs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChunkerTest {
    private static final long SEED = Long.getLong("seed", 5L);
    private final Chunker chunker = new Chunker(keys(1));

    @Test
    void chunksStayWithinTheirLimitsAndMakeUpTheFile() throws IOException {
        byte[] file = random(30_000_000);
        List<Integer> sizes = new ArrayList<>();
        java.io.ByteArrayOutputStream joined = new java.io.ByteArrayOutputStream();
        chunker.cut(
                Channels.newChannel(new ByteArrayInputStream(file)),
                file.length,
                (_, bytes) -> {
                    sizes.add(bytes.remaining());
                    joined.write(bytes.array(), bytes.arrayOffset(), bytes.remaining());
                });

        assertThat(joined.toByteArray()).isEqualTo(file);
        assertThat(sizes.subList(0, sizes.size() - 1))
                .allMatch(size -> size >= Cutter.MIN_BYTES && size <= Cutter.MAX_BYTES);
        assertThat(file.length / sizes.size()).isBetween(700_000, 1_700_000);
    }

    @Test
    void anInsertionChangesOnlyTheChunksAroundIt() throws IOException {
        byte[] file = random(20_000_000);
        byte[] longer = new byte[file.length + 1];
        System.arraycopy(file, 0, longer, 0, 9_000_000);
        System.arraycopy(file, 9_000_000, longer, 9_000_001, file.length - 9_000_000);
        Set<ChunkId> before = new HashSet<>(ids(file, file.length));
        List<ChunkId> after = ids(longer, longer.length);
        after.removeAll(before);

        assertThat(after).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aWrongExpectationOfTheLengthChangesNothing() throws IOException {
        for (int length : new int[] {0, 1, 262_144, 262_145, 5_000_000, 8_388_608, 8_388_609}) {
            byte[] file = random(length);
            List<ChunkId> right = ids(file, length);

            assertThat(ids(file, 0)).isEqualTo(right);
            assertThat(ids(file, 10_000_000)).isEqualTo(right);
        }
    }

    @Test
    void smallFilesAreOneChunkAndEmptyOnesNone() throws IOException {
        assertThat(ids(random(Cutter.MIN_BYTES), 0)).hasSize(1);
        assertThat(ids(new byte[0], 0)).isEmpty();
    }

    @Test
    void filesThatAreNamedTogetherAreNamedAsAlone() throws IOException {
        List<ContentNamer.Whole> files = new ArrayList<>();
        for (int length : new int[] {0, 1, 100, 4096, 0, 262_144, 5000, 65_536}) {
            files.add(new ContentNamer.Whole(ByteBuffer.wrap(random(length)), facts(length)));
        }
        assertThat(chunker.nameAll(files)).isEqualTo(oneByOne(files));

        files.add(new ContentNamer.Whole(ByteBuffer.wrap(random(262_145)), facts(262_145)));
        assertThat(chunker.nameAll(files)).isEqualTo(oneByOne(files));
    }

    private List<Content.File> oneByOne(List<ContentNamer.Whole> files) throws IOException {
        List<Content.File> named = new ArrayList<>();
        for (ContentNamer.Whole file : files) {
            named.add(
                    chunker.name(
                            Channels.newChannel(new ByteArrayInputStream(file.bytes().array())),
                            file.facts()));
        }
        return named;
    }

    private static ContentNamer.Facts facts(int length) {
        return new ContentNamer.Facts(length, Instant.ofEpochSecond(length), length % 2 == 0);
    }

    @Test
    void sideBySideTheSameNamesComeOutOfAFileOfAnyLength() throws IOException {
        byte[] file = random(45_000_000);
        List<ChunkId> before = ids(file, file.length);
        Macs.goSideBySide();

        assertThat(ids(file, file.length)).isEqualTo(before);
        assertThat(ids(file, 0)).isEqualTo(before);
    }

    @Test
    void anotherFolderCutsAndNamesDifferently() throws IOException {
        byte[] file = random(8_000_000);
        List<ChunkId> other = new ArrayList<>();
        new Chunker(keys(2))
                .cut(
                        Channels.newChannel(new ByteArrayInputStream(file)),
                        file.length,
                        (id, _) -> other.add(id));

        assertThat(other).doesNotContainAnyElementsOf(ids(file, file.length));
    }

    private List<ChunkId> ids(byte[] file, long expected) throws IOException {
        List<ChunkId> ids = new ArrayList<>();
        chunker.cut(
                Channels.newChannel(new ByteArrayInputStream(file)),
                expected,
                (id, _) -> ids.add(id));
        return ids;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(SEED).nextBytes(bytes);
        return bytes;
    }

    private static FolderKeys keys(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return new FolderKeys(1, Secret.of(bytes), Secret.of(bytes));
    }
}
