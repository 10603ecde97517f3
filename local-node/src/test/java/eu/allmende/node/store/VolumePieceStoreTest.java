package eu.allmende.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.protocol.id.PackRoot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumePieceStoreTest extends PieceStoreContract {
    private static final byte[] KEY = new byte[32];
    private static final long SMALL_VOLUME = 200_000;

    @TempDir Path dir;

    @Override
    PieceStore open() throws IOException {
        return VolumePieceStore.open(dir, KEY, SMALL_VOLUME);
    }

    private void reopen() throws IOException {
        store.close();
        store = open();
    }

    private void keep(int from, int to) throws IOException {
        for (int seed = from; seed < to; seed++) {
            store.keep(key(piece(seed)), piece(seed));
        }
    }

    private void assertKept(int from, int to) throws IOException {
        for (int seed = from; seed < to; seed++) {
            assertThat(store.find(key(piece(seed)))).isEqualTo(new Lookup.Found(piece(seed)));
        }
    }

    private List<Path> volumes() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(file -> file.toString().endsWith(".vol")).sorted().toList();
        }
    }

    @Test
    void piecesLieInAFewVolumesAndAreSealedThere() throws IOException {
        keep(0, 30);

        assertThat(volumes()).hasSizeBetween(3, 8);
        byte[] first = Files.readAllBytes(volumes().getFirst());
        byte[] plain = piece(0).bytes().array();
        String needle = new String(plain, 0, 16, StandardCharsets.ISO_8859_1);
        assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContain(needle);
    }

    @Test
    void whatIsDroppedGivesItsVolumesBackAndStaysGone() throws IOException {
        keep(0, 30);
        int before = volumes().size();
        List<PackRoot> half = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            half.add(key(piece(seed)).pack());
        }
        store.discard(FOLDER, half, 1);

        assertThat(store.empty(2)).isEqualTo(20);

        assertThat(volumes()).hasSizeLessThan(before);
        assertThat(store.usage().bytes())
                .isEqualTo(volumes().stream().mapToLong(file -> file.toFile().length()).sum());
        assertKept(20, 30);
        reopen();
        assertKept(20, 30);
        store.close();
        Files.delete(dir.resolve("index.db"));
        store = open();
        assertKept(20, 30);
        for (int seed = 0; seed < 20; seed++) {
            assertThat(store.kept(key(piece(seed)))).isEmpty();
        }
    }

    @Test
    void allIsThereAfterARestart() throws IOException {
        keep(0, 30);
        PieceStore.Usage before = store.usage();
        reopen();

        assertKept(0, 30);
        assertThat(store.usage()).isEqualTo(before);
    }

    @Test
    void aLostOrDamagedIndexIsRebuiltFromTheVolumes() throws IOException {
        keep(0, 30);
        store.close();
        Files.delete(dir.resolve("index.db"));
        store = open();
        assertKept(0, 30);
        store.close();
        Files.writeString(
                dir.resolve("index.db"), "this is no database, but long enough to be one");
        store = open();

        assertKept(0, 30);
        assertThat(store.usage().pieces()).isEqualTo(30);
    }

    @Test
    void aSecondProgramIsKeptOut() {
        assertThatThrownBy(this::open)
                .isInstanceOf(CannotOpenException.class)
                .hasMessage("Another program uses this node's directory.");
    }

    @Test
    void anotherDiskKeyIsNoticedBeforeAnythingIsTouched() throws IOException {
        keep(0, 3);
        store.close();
        byte[] other = KEY.clone();
        other[0] = 1;

        assertThatThrownBy(() -> VolumePieceStore.open(dir, other, SMALL_VOLUME))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("disk.key");
        store = open();
        assertKept(0, 3);
    }

    @Test
    void aPieceLargerThanAVolumeHasItsOwn() throws IOException {
        store.close();
        store = VolumePieceStore.open(dir, KEY, 10);
        keep(0, 4);
        reopen();

        assertKept(0, 4);
        assertThat(volumes()).hasSize(4);
    }

    @Nested
    class WhenTheDiskLies {
        @Test
        void aFlippedBitIsDamageAndNeverAPiece() throws IOException {
            damageTheFirst();
        }

        private void damageTheFirst() throws IOException {
            keep(0, 5);
            store.close();
            Path volume = volumes().getFirst();
            try (RandomAccessFile file = new RandomAccessFile(volume.toFile(), "rw")) {
                file.seek(RecordHead.SIZE_BYTES + 40L);
                int old = file.read();
                file.seek(RecordHead.SIZE_BYTES + 40L);
                file.write(old ^ 1);
            }
            store = open();

            assertThat(store.find(key(piece(0)))).isEqualTo(new Lookup.Damaged());
            assertKept(1, 5);
        }

        @Test
        void aDamagedPieceCanBeKeptAnew() throws IOException {
            damageTheFirst();
            store.keep(key(piece(0)), piece(0));

            assertKept(0, 5);
            assertThat(store.usage().pieces()).isEqualTo(5);
            PieceStore.Usage before = store.usage();
            reopen();
            assertKept(0, 5);
            assertThat(store.usage()).isEqualTo(before);
        }

        @Test
        void aVolumeThatIsGoneIsDamageToItsPiecesOnly() throws IOException {
            keep(0, 30);
            store.close();
            Files.delete(volumes().getFirst());
            store = open();

            assertThat(store.find(key(piece(0)))).isEqualTo(new Lookup.Damaged());
            assertKept(20, 30);
            keep(0, 1);
            assertKept(0, 1);
        }

        @Test
        void aVolumeThatLostItsEndIsDamageToThoseAtTheEndOnly() throws IOException {
            keep(0, 3);
            store.close();
            Path volume = volumes().getFirst();
            try (FileChannel file = FileChannel.open(volume, StandardOpenOption.WRITE)) {
                file.truncate(Files.size(volume) - 5);
            }
            store = open();

            assertKept(0, 2);
            assertThat(store.find(key(piece(2)))).isEqualTo(new Lookup.Damaged());
            keep(2, 6);
            reopen();
            assertKept(0, 6);
        }

        @Test
        void aGapThatAFailedWriteLeftHidesNothingBehindIt() throws IOException {
            keep(0, 2);
            store.close();
            Files.delete(dir.resolve("index.db"));
            Path volume = volumes().getFirst();
            byte[] whole = Files.readAllBytes(volume);
            Files.write(volume, new byte[3000], StandardOpenOption.APPEND);
            Files.write(volume, whole, StandardOpenOption.APPEND);
            store = open();

            assertKept(0, 2);
            assertThat(Files.size(volume)).isEqualTo(2L * whole.length + 3000);
        }

        @Test
        void aDamagedHeadCostsNoOtherPieceEvenWithoutAnIndex() throws IOException {
            keep(0, 5);
            store.close();
            Files.delete(dir.resolve("index.db"));
            try (RandomAccessFile file =
                    new RandomAccessFile(volumes().getFirst().toFile(), "rw")) {
                file.seek(10);
                file.write(99);
            }
            store = open();

            assertThat(store.find(key(piece(0)))).isEqualTo(new Lookup.Absent());
            assertKept(1, 5);
        }

        @Test
        void aTornTailIsCutOffAndNothingBeforeItIsLost() throws IOException {
            keep(0, 3);
            store.close();
            Path volume = volumes().getLast();
            long whole = Files.size(volume);
            Files.write(volume, new byte[777], StandardOpenOption.APPEND);
            store = open();

            assertKept(0, 3);
            assertThat(Files.size(volume)).isEqualTo(whole);
            keep(3, 6);
            reopen();
            assertKept(0, 6);
        }
    }

    @Test
    void whatWasReceiptedSurvivesSigkill() throws Exception {
        Path other = dir.resolve("killed");
        Path said = dir.resolve("said");
        List<Integer> kept =
                KilledChild.after(Keeper.class, other, said, lines -> lines.size() >= 200).stream()
                        .map(Integer::valueOf)
                        .toList();
        assertThat(kept).hasSizeGreaterThanOrEqualTo(200);
        assertAllFound(other, kept);
        Files.delete(other.resolve("index.db"));
        assertAllFound(other, kept);
    }

    private static void assertAllFound(Path dir, List<Integer> kept) throws IOException {
        try (PieceStore found = VolumePieceStore.open(dir, KEY, SMALL_VOLUME)) {
            for (int seed : kept) {
                assertThat(found.find(key(piece(seed)))).isEqualTo(new Lookup.Found(piece(seed)));
            }
            assertThat(found.usage().pieces()).isGreaterThanOrEqualTo(kept.size());
        }
    }

    /// The child process: keeps pieces on several threads, and says of each that it is kept, until
    /// it is killed.
    static final class Keeper {
        public static void main(String[] args) throws IOException {
            PieceStore store = VolumePieceStore.open(Path.of(args[0]), KEY, SMALL_VOLUME);
            AtomicInteger next = new AtomicInteger();
            for (int i = 0; i < 8; i++) {
                Thread.ofPlatform().start(() -> keepOn(store, next));
            }
        }

        private static void keepOn(PieceStore store, AtomicInteger next) {
            try {
                while (true) {
                    int seed = next.getAndIncrement();
                    store.keep(key(piece(seed)), piece(seed));
                    System.out.println(seed);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
