package eu.allmende.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
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
            reopen();
            assertKept(0, 5);
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
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "--enable-native-access=ALL-UNNAMED",
                                Keeper.class.getName(),
                                other.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        int kept = 0;
        try (BufferedReader lines = child.inputReader()) {
            while (kept < 60) {
                kept = Integer.parseInt(Objects.requireNonNull(lines.readLine())) + 1;
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        try (PieceStore found = VolumePieceStore.open(other, KEY, SMALL_VOLUME)) {
            for (int seed = 0; seed < kept; seed++) {
                assertThat(found.find(key(piece(seed)))).isEqualTo(new Lookup.Found(piece(seed)));
            }
        }
    }

    /// The child process: keeps pieces, and says of each that it is kept, until it is killed.
    static final class Keeper {
        public static void main(String[] args) throws IOException {
            PieceStore store = VolumePieceStore.open(Path.of(args[0]), KEY, SMALL_VOLUME);
            for (int seed = 0; seed < 100_000; seed++) {
                store.keep(key(piece(seed)), piece(seed));
                System.out.println(seed);
            }
        }
    }
}
