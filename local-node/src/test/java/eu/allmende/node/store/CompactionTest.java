package eu.allmende.node.store;

import static eu.allmende.node.store.PieceStoreContract.FOLDER;
import static eu.allmende.node.store.PieceStoreContract.key;
import static eu.allmende.node.store.PieceStoreContract.piece;
import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.id.PackRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of three pieces two are dropped; then the volumes are rewritten.
class CompactionTest {
    private static final byte[] KEY = new byte[32];
    private static final long SMALL_VOLUME = 200_000;
    private static final int PIECES = 90;

    @TempDir Path dir;
    private PieceStore store;

    @BeforeEach
    void fill() throws IOException {
        store = open(dir);
        for (int seed = 0; seed < PIECES; seed++) {
            store.keep(key(piece(seed)), piece(seed));
        }
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private static PieceStore open(Path dir) throws IOException {
        return VolumePieceStore.open(dir, KEY, SMALL_VOLUME);
    }

    private static boolean stays(int seed) {
        return seed % 3 == 0;
    }

    private static List<PackRoot> packs(IntStream seeds) {
        return seeds.mapToObj(seed -> key(piece(seed)).pack()).toList();
    }

    private void dropTwoOfThree() throws IOException {
        store.discard(FOLDER, packs(IntStream.range(0, PIECES).filter(seed -> !stays(seed))), 1);
        store.empty(2);
    }

    private void assertOnlyTheThirdIsThere() throws IOException {
        for (int seed = 0; seed < PIECES; seed++) {
            Lookup expected = stays(seed) ? new Lookup.Found(piece(seed)) : new Lookup.Absent();
            assertThat(store.find(key(piece(seed)))).isEqualTo(expected);
        }
        assertThat(store.usage().bytes()).isEqualTo(diskBytes());
        assertThat(store.usage().trashBytes()).isZero();
    }

    private long diskBytes() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(".vol"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void theDiskGetsItsRoomBack() throws IOException {
        dropTwoOfThree();
        long before = diskBytes();
        PieceStore.Usage usage = store.usage();

        long freed = store.compact(Long.MAX_VALUE);

        assertThat(diskBytes()).isEqualTo(before - freed).isLessThan(before * 6 / 10);
        assertThat(store.usage())
                .isEqualTo(
                        new PieceStore.Usage(
                                usage.pieces(),
                                usage.usedBytes(),
                                0,
                                usage.reclaimableBytes() - freed));
        assertOnlyTheThirdIsThere();
        assertThat(store.compact(Long.MAX_VALUE)).as("a second time").isZero();
    }

    @Test
    void allIsThereAfterARestartAndWithoutAnIndex() throws IOException {
        dropTwoOfThree();
        store.compact(Long.MAX_VALUE);
        store.close();
        store = open(dir);
        assertOnlyTheThirdIsThere();
        store.close();
        Files.delete(dir.resolve("index.db"));
        store = open(dir);

        assertOnlyTheThirdIsThere();
    }

    @Test
    void noMoreIsRewrittenThanAllowed() throws IOException {
        dropTwoOfThree();
        long before = diskBytes();

        assertThat(store.compact(0)).isZero();
        long freed = store.compact(SMALL_VOLUME / 2);

        assertThat(freed).isPositive();
        assertThat(store.compact(Long.MAX_VALUE)).as("what is left").isPositive();
        assertThat(diskBytes()).isLessThan(before - freed);
        assertOnlyTheThirdIsThere();
    }

    @Test
    void whatIsInTheTrashStaysThere() throws IOException {
        dropTwoOfThree();
        store.discard(FOLDER, packs(IntStream.range(0, PIECES).filter(seed -> seed % 6 == 0)), 5);
        PieceStore.Usage before = store.usage();
        store.compact(Long.MAX_VALUE);

        assertThat(store.usage().trashBytes()).isPositive().isEqualTo(before.trashBytes());
        assertThat(store.usage().usedBytes()).isEqualTo(before.usedBytes());
        assertThat(store.empty(6)).isEqualTo(PIECES / 6);
        assertThat(store.usage().pieces()).isEqualTo(PIECES / 6);
        assertThat(store.find(key(piece(3)))).isEqualTo(new Lookup.Found(piece(3)));
        assertThat(store.find(key(piece(6)))).isEqualTo(new Lookup.Absent());
    }

    /// Readers, writers and the rewriting at once: nobody ever misses a piece.
    @Test
    void nobodyMissesAPieceMeanwhile() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Set<Integer> kept = ConcurrentHashMap.newKeySet();
        AtomicInteger next = new AtomicInteger(PIECES);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(
                    working(
                            failure,
                            () -> {
                                while (!over.get()) {
                                    int seed = next.getAndIncrement();
                                    store.keep(key(piece(seed)), piece(seed));
                                    kept.add(seed);
                                }
                            }));
            threads.add(
                    working(
                            failure,
                            () -> {
                                while (!over.get()) {
                                    for (int seed = 0; seed < PIECES; seed += 3) {
                                        assertThat(store.find(key(piece(seed))))
                                                .isEqualTo(new Lookup.Found(piece(seed)));
                                    }
                                }
                            }));
        }
        dropTwoOfThree();
        long freed = 0;
        int from = PIECES;
        while (next.get() < 1500 && failure.get() == null) {
            int to = next.get();
            List<PackRoot> some =
                    packs(IntStream.range(from, to).filter(s -> !stays(s) && kept.contains(s)));
            from = to;
            store.discard(FOLDER, some, 1);
            store.empty(2);
            freed += store.compact(Long.MAX_VALUE);
        }
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(failure.get()).isNull();
        assertThat(freed).isPositive();
        assertThat(store.usage().bytes()).isEqualTo(diskBytes());
        for (int seed : kept) {
            if (stays(seed)) {
                assertThat(store.find(key(piece(seed)))).isEqualTo(new Lookup.Found(piece(seed)));
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Thread working(AtomicReference<Throwable> failure, Work work) {
        return Thread.ofPlatform()
                .start(() -> {
                    try {
                        work.run();
                    } catch (IOException | AssertionError e) {
                        failure.set(e);
                    }
                });
    }

    /// A child process keeps, drops and rewrites, and is killed in the middle of it.
    @Test
    void whatWasReceiptedSurvivesSigkillInTheMiddle() throws Exception {
        Path other = dir.resolve("killed");
        Path said = dir.resolve("said");
        List<Integer> kept =
                KilledChild.after(
                                Rewriter.class,
                                other,
                                said,
                                lines -> lines.contains("rewritten 20"))
                        .stream()
                        .filter(line -> !line.startsWith("rewritten"))
                        .map(Integer::valueOf)
                        .filter(CompactionTest::stays)
                        .toList();
        assertThat(kept).hasSizeGreaterThan(50);
        assertAllFound(other, kept);
        Files.delete(other.resolve("index.db"));
        assertAllFound(other, kept);
    }

    private static void assertAllFound(Path dir, List<Integer> kept) throws IOException {
        try (PieceStore found = open(dir)) {
            for (int seed : kept) {
                assertThat(found.find(key(piece(seed)))).isEqualTo(new Lookup.Found(piece(seed)));
            }
        }
    }

    /// The child process.
    static final class Rewriter {
        public static void main(String[] args) throws IOException {
            PieceStore store = open(Path.of(args[0]));
            AtomicInteger next = new AtomicInteger();
            Set<Integer> kept = ConcurrentHashMap.newKeySet();
            for (int i = 0; i < 4; i++) {
                Thread.ofPlatform().daemon().start(() -> keepOn(store, next, kept));
            }
            for (int rewritten = 0; true; ) {
                List<Integer> gone = kept.stream().filter(seed -> !stays(seed)).toList();
                gone.forEach(kept::remove);
                store.discard(FOLDER, packs(gone.stream().mapToInt(Integer::intValue)), 1);
                store.empty(2);
                if (store.compact(Long.MAX_VALUE) > 0) {
                    System.out.println("rewritten " + ++rewritten);
                }
            }
        }

        private static void keepOn(PieceStore store, AtomicInteger next, Set<Integer> kept) {
            try {
                while (true) {
                    int seed = next.getAndIncrement();
                    store.keep(key(piece(seed)), piece(seed));
                    System.out.println(seed);
                    kept.add(seed);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
