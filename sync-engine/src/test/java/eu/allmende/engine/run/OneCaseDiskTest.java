package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.FolderSnapshot.Trouble;
import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Freeing;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.folder.DiskNames.Repertoire;
import eu.allmende.engine.folder.DiskNames.Sameness;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.Freed.Standing;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two devices: one whose disk tells all names apart, and one like those of other systems, to which
/// capital letters are small ones and which holds no name that Windows would not.
class OneCaseDiskTest {
    private static final DiskNames WINDOWS = new DiskNames(Sameness.CASES, Repertoire.WINDOWS, 255);

    @TempDir Path dir;
    private final ExecutorService cores = Executors.newFixedThreadPool(2);
    private final FakeCommons commons = new FakeCommons();
    private SimDevice exact;
    private SimDevice oneCase;

    @BeforeEach
    void open() throws IOException {
        exact =
                device(
                        "exact",
                        new SimDevice.Tools(
                                cores,
                                InstantSource.system(),
                                Renames.ofThisSystem(),
                                Durability.none()));
        oneCase =
                device(
                        "one-case",
                        new SimDevice.Tools(
                                        cores,
                                        InstantSource.system(),
                                        new OneCaseRenames(),
                                        Durability.none())
                                .naming(WINDOWS));
    }

    private SimDevice device(String name, SimDevice.Tools tools) throws IOException {
        return new SimDevice(
                dir, name, new FakeRemote(commons, name, FakeRemote.Mischief.NONE), tools);
    }

    @AfterEach
    void close() {
        exact.close();
        oneCase.close();
        cores.shutdownNow();
    }

    private void sync() throws Exception {
        for (int i = 0; i < 3; i++) {
            quiet(exact);
            quiet(oneCase);
        }
        try (Stream<Path> paths = Files.walk(oneCase.root)) {
            assertThat(paths.map(path -> WINDOWS.key(path.toString())))
                    .as("what such a disk can hold")
                    .doesNotHaveDuplicates();
        }
    }

    private static void quiet(SimDevice device) throws InterruptedException {
        PassEnd end = new PassEnd.Again();
        for (int i = 0; i < 20 && end instanceof PassEnd.Again; i++) {
            end = device.pass();
        }
        assertThat(end).isInstanceOf(PassEnd.Quiet.class);
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(exact.root.resolve(path).getParent());
        Files.writeString(exact.root.resolve(path), text);
    }

    private List<Trouble> marked() {
        return oneCase.status.view().troubles();
    }

    @Test
    void theSecondOfTwoNamesIsMarkedAndStaysInTheCommons() throws Exception {
        write("d/report.txt", "first");
        sync();
        write("d/Report.TXT", "second");

        sync();

        assertThat(oneCase.tree()).containsEntry("d/report.txt", "f:first").hasSize(2);
        assertThat(exact.tree()).containsEntry("d/Report.TXT", "f:second").hasSize(3);
        assertThat(marked())
                .singleElement()
                .satisfies(trouble -> {
                    assertThat(trouble.path()).isEqualTo("d/Report.TXT");
                    assertThat(trouble.reason())
                            .isEqualTo("This disk does not tell its name from report.txt.");
                    assertThat(trouble.nextTry()).isEmpty();
                });
    }

    @Test
    void theNameOfAFreedFileIsTakenInEveryCase() throws Exception {
        write("d/report.txt", "first");
        sync();
        FolderParts parts = oneCase.parts();
        EntryId entry = parts.trees().local().tree().resolve("d/report.txt").orElseThrow();
        assertThat(
                        new Freeing(parts.disk(), parts.trees(), parts.store())
                                .free(
                                        entry,
                                        Stat.of(oneCase.root.resolve("d/report.txt")),
                                        Hash.sha256(new byte[1])))
                .isEmpty();
        sync();
        write("d/Report.TXT", "second");
        sync();
        assertThat(marked()).extracting(Trouble::path).containsExactly("d/Report.TXT");
        write("d/REPORT.txt.allmende", "third");

        quiet(exact);
        for (int i = 0; i < 5; i++) {
            oneCase.pass(); // it goes on trying whether the name has become free
        }

        assertThat(oneCase.root.resolve("d"))
                .isDirectoryContaining(path -> path.endsWith("report.txt.allmende"));
        assertThat(marked())
                .extracting(Trouble::path)
                .contains("d/Report.TXT", "d/REPORT.txt.allmende");
        assertThat(exact.tree())
                .containsEntry("d/report.txt", "f:first")
                .containsEntry("d/Report.TXT", "f:second")
                .containsEntry("d/REPORT.txt.allmende", "f:third");
        parts = oneCase.parts();
        parts.trees().standLocal(entry, Standing.RETURNING);
        parts.store().save();
        sync();
        assertThat(oneCase.root.resolve("d/report.txt")).hasContent("first");
        assertThat(exact.tree()).hasSize(4);
    }

    @Test
    void ofTwoNewOnesOneComesAndTheOtherWhenTheNameIsFree() throws Exception {
        write("a", "small");
        write("A", "capital");
        sync();
        assertThat(oneCase.tree()).hasSize(1);
        String here = oneCase.tree().keySet().iterator().next();

        Files.delete(exact.root.resolve(here));
        sync();

        assertThat(oneCase.tree()).isEqualTo(exact.tree()).hasSize(1).doesNotContainKey(here);
        assertThat(marked()).isEmpty();
    }

    @Test
    void whatIsDeletedHereLeavesTheMarkedOneAlone() throws Exception {
        write("d/a", "small");
        sync();
        write("d/A", "capital");
        sync();

        Files.delete(oneCase.root.resolve("d/a"));
        Files.delete(oneCase.root.resolve("d"));
        sync();

        assertThat(exact.tree()).containsEntry("d/A", "f:capital").hasSize(2);
        assertThat(oneCase.tree()).isEqualTo(exact.tree());
    }

    /// It was deleted here, but edited there, so it should have come back, and could not. When it
    /// is once more what it was before, it is none the more deleted.
    @Test
    void aDeletionThatWasOverruledStaysSo() throws Exception {
        write("a", "old");
        sync();
        Files.writeString(oneCase.root.resolve("A"), "capital");
        Files.delete(oneCase.root.resolve("a"));
        write("a", "newer");
        quiet(exact);
        sync();
        assertThat(marked()).extracting(Trouble::path).containsExactly("a");

        write("a", "old");
        sync();

        assertThat(exact.tree()).containsEntry("a", "f:old").containsEntry("A", "f:capital");
        assertThat(marked()).extracting(Trouble::path).containsExactly("a");
    }

    @Test
    void aChangeOfCaseAloneArrives() throws Exception {
        write("Letters/one", "1");
        write("two", "2");
        sync();

        Files.move(exact.root.resolve("Letters"), exact.root.resolve("letters"));
        Files.move(exact.root.resolve("two"), exact.root.resolve("Two"));
        sync();

        assertThat(oneCase.tree()).isEqualTo(exact.tree()).containsKeys("letters/one", "Two");
    }

    @Test
    void namesThatAreSwappedInCaseArrive() throws Exception {
        write("x/a", "1");
        write("x/b", "2");
        sync();

        Files.move(exact.root.resolve("x/a"), exact.root.resolve("x/c"));
        Files.move(exact.root.resolve("x/b"), exact.root.resolve("x/A"));
        Files.move(exact.root.resolve("x/c"), exact.root.resolve("x/B"));
        sync();

        assertThat(oneCase.tree()).isEqualTo(exact.tree());
    }

    @Test
    void whatThisDiskCannotHoldIsMarkedAndAllElseComes() throws Exception {
        write("CON", "device");
        write("a:b/inside", "in a directory");
        write("end.", "dot");
        write("fine", "fine");

        sync();

        assertThat(oneCase.tree()).isEqualTo(java.util.Map.of("fine", "f:fine"));
        assertThat(marked())
                .extracting(Trouble::path)
                .containsExactlyInAnyOrder("CON", "a:b", "end.");
        assertThat(exact.tree()).as("nothing was renamed or dropped").hasSize(5);
    }

    @Test
    void whatIsRenamedToSuchANameStaysWhereItIsAndItsContentIsSynced() throws Exception {
        write("plain", "1");
        sync();
        Files.move(exact.root.resolve("plain"), exact.root.resolve("aux"));
        sync();
        assertThat(oneCase.tree()).containsEntry("plain", "f:1");
        assertThat(marked()).extracting(Trouble::path).containsExactly("aux");

        write("aux", "from there");
        sync();
        assertThat(oneCase.tree()).containsEntry("plain", "f:from there");

        Files.writeString(oneCase.root.resolve("plain"), "from here, edited");
        sync();
        assertThat(exact.tree()).isEqualTo(java.util.Map.of("aux", "f:from here, edited"));
        assertThat(oneCase.tree()).containsEntry("plain", "f:from here, edited");
    }

    @Test
    void aDiskThatTurnsOutToTakeTwoNamesForOneIsBelieved() throws Exception {
        SimDevice.Tools mistaken =
                new SimDevice.Tools(
                        cores, InstantSource.system(), new OneCaseRenames(), Durability.none());
        try (SimDevice device = device("mistaken", mistaken)) {
            write("n", "small");
            write("N", "capital");
            quiet(exact);
            PassEnd end = new PassEnd.Again();
            for (int i = 0; i < 20 && end instanceof PassEnd.Again; i++) {
                end = device.pass();
            }

            assertThat(end).isInstanceOf(PassEnd.Waiting.class);
            assertThat(device.tree()).hasSize(1);
            assertThat(device.status.view().troubles())
                    .singleElement()
                    .satisfies(trouble ->
                            assertThat(trouble.reason()).contains("does not tell its name"));
        }
    }

    /// As on a disk to which capital letters are small ones, a name is taken if one like it is
    /// there, even the file's own.
    private static final class OneCaseRenames implements Renames {
        private final Renames renames = Renames.ofThisSystem();

        @Override
        public void moveNew(Path from, Path to) throws IOException {
            try (Stream<Path> siblings = Files.list(to.getParent())) {
                String key = WINDOWS.key(to.getFileName().toString());
                if (siblings.anyMatch(
                        path -> WINDOWS.key(path.getFileName().toString()).equals(key))) {
                    throw new FileAlreadyExistsException(to.toString());
                }
            }
            renames.moveNew(from, to);
        }

        @Override
        public void swapIn(Path fresh, Path target, Path slot) throws IOException {
            renames.swapIn(fresh, target, slot);
        }
    }
}
