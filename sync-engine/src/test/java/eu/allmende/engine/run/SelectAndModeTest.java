package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.engine.Engine;
import eu.allmende.engine.FolderMode;
import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SyncState;
import eu.allmende.protocol.fence.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person decides about a folder: which of it is wanted here, and which way it is synced.
class SelectAndModeTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path dir;
    private final FakeAccount account = FakeAccount.create("laptop");
    private final List<Engine> engines = new ArrayList<>();
    private Engine laptop;
    private Engine desktop;
    private Path here;
    private Path there;

    @BeforeEach
    void linkBoth() throws Exception {
        here = Files.createDirectories(dir.resolve("here"));
        there = dir.resolve("there");
        Files.createDirectories(here.resolve("photos/raw/old"));
        Files.writeString(here.resolve("photos/best"), "best");
        Files.writeString(here.resolve("photos/raw/one"), "one");
        Files.writeString(here.resolve("photos/raw/old/two"), "two");
        laptop = open("laptop");
        laptop.addFolder("docs", here, Fence.preset("anywhere"));
        desktop = open("desktop");
        desktop.linkFolder("docs", there);
        sync();
    }

    @AfterEach
    void closeAll() {
        engines.forEach(Engine::close);
    }

    private Engine open(String device) throws IOException {
        Engine engine = Engine.open(dir.resolve("home-" + device), account.another(device));
        engines.add(engine);
        return engine;
    }

    private void reopenDesktop() throws IOException {
        desktop.close();
        desktop = open("desktop");
    }

    private void sync() throws Exception {
        for (int i = 0; i < 2; i++) {
            laptop.syncOnce(LIMIT);
            desktop.syncOnce(LIMIT);
        }
    }

    private static FolderSnapshot only(Engine engine) {
        return engine.snapshot().folders().getFirst();
    }

    private static void assertTrashIsEmpty(Path root) throws IOException {
        try (Stream<Path> trash = Files.walk(root.resolve(".allmende/trash"))) {
            assertThat(trash.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private static List<String> trashOf(Path root) throws IOException {
        try (Stream<Path> trash = Files.walk(root.resolve(".allmende/trash"))) {
            return trash.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString().replaceFirst("^\\S+ ", ""))
                    .sorted()
                    .toList();
        }
    }

    private void assertLaptopHasAll() {
        assertThat(here.resolve("photos/raw/one")).hasContent("one");
        assertThat(here.resolve("photos/raw/old/two")).hasContent("two");
    }

    @Nested
    class WithoutADirectory {
        @BeforeEach
        void exclude() throws Exception {
            desktop.exclude("docs", List.of("photos/raw"));
            sync();
        }

        @Test
        void itLeavesThisDiskAndNoOther() throws Exception {
            assertThat(there.resolve("photos/raw")).doesNotExist();
            assertThat(there.resolve("photos/best")).hasContent("best");
            assertTrashIsEmpty(there);
            assertLaptopHasAll();
            assertThat(only(desktop).state()).isEqualTo(SyncState.UP_TO_DATE);
            assertThat(only(desktop).decisions().excluded()).containsExactly("photos/raw");
            assertThat(desktop.check("docs").findings()).isEmpty();
        }

        @Test
        void whatOthersChangeInItIsNotFetchedAndAllElseIs() throws Exception {
            Files.writeString(here.resolve("photos/raw/one"), "one, edited");
            Files.writeString(here.resolve("photos/raw/three"), "three");
            Files.writeString(here.resolve("photos/best"), "best, edited");

            sync();

            assertThat(there.resolve("photos/raw")).doesNotExist();
            assertThat(there.resolve("photos/best")).hasContent("best, edited");
        }

        @Test
        void itStaysAwayWhereverItMoves() throws Exception {
            Files.move(here.resolve("photos/raw"), here.resolve("originals"));

            sync();

            assertThat(there.resolve("originals")).doesNotExist();
            assertThat(here.resolve("originals/one")).hasContent("one");
        }

        @Test
        void whatMovesIntoItLeavesThisDisk() throws Exception {
            Files.move(here.resolve("photos/best"), here.resolve("photos/raw/best"));

            sync();

            assertThat(there.resolve("photos/best")).doesNotExist();
            assertThat(here.resolve("photos/raw/best")).hasContent("best");
        }

        @Test
        void whatMovesOutOfItComes() throws Exception {
            Files.move(here.resolve("photos/raw/old"), here.resolve("old"));

            sync();

            assertThat(there.resolve("old/two")).hasContent("two");
        }

        @Test
        void aRestartChangesNothing() throws Exception {
            reopenDesktop();
            Files.writeString(here.resolve("photos/raw/three"), "three");

            sync();

            assertThat(there.resolve("photos/raw")).doesNotExist();
            assertLaptopHasAll();
        }

        @Test
        void wantingItAgainBringsIt() throws Exception {
            Files.writeString(here.resolve("photos/raw/one"), "one, edited");
            sync();

            desktop.include("docs", List.of("photos/raw"));
            sync();

            assertThat(there.resolve("photos/raw/one")).hasContent("one, edited");
            assertThat(there.resolve("photos/raw/old/two")).hasContent("two");
            assertThat(here.resolve("photos/raw/old/two")).hasContent("two");
            assertThat(only(desktop).decisions()).isEqualTo(FolderSnapshot.Decisions.NONE);
            assertThat(only(desktop).state()).isEqualTo(SyncState.UP_TO_DATE);
            Files.delete(there.resolve("photos/raw/one"));
            sync();
            assertThat(here.resolve("photos/raw/one")).doesNotExist();
        }

        @Test
        void whatIsMadeInItsPlaceIsKeptAndNamed() throws Exception {
            Files.createDirectories(there.resolve("photos/raw"));
            Files.writeString(there.resolve("photos/raw/mine"), "mine");
            Files.writeString(there.resolve("photos/raw/one"), "another one");

            sync();

            assertThat(there.resolve("photos/raw/mine")).hasContent("mine");
            assertThat(here.resolve("photos/raw/mine")).doesNotExist();
            assertThat(only(desktop).errors())
                    .singleElement()
                    .satisfies(error -> {
                        assertThat(error.path()).isEqualTo("photos/raw");
                        assertThat(error.reason()).contains("kept here only");
                    });
            desktop.include("docs", List.of("photos/raw"));
            sync();
            assertThat(here.resolve("photos/raw/mine")).hasContent("mine");
            assertThat(there.resolve("photos/raw/one")).hasContent("one");
            assertThat(only(desktop).conflicts()).hasSize(1);
        }

        @Test
        void deletingWhatIsAroundItDeletesNothingInIt() throws Exception {
            Files.delete(there.resolve("photos/best"));
            Files.delete(there.resolve("photos"));

            sync();

            assertThat(here.resolve("photos/best")).doesNotExist();
            assertLaptopHasAll();
            assertThat(only(desktop).state()).isEqualTo(SyncState.UP_TO_DATE);
            assertThat(only(desktop).errors()).isEmpty();
        }
    }

    @Test
    void whatIsNotInTheCommonsKeepsItsDirectoryHere() throws Exception {
        Files.writeString(there.resolve("photos/raw/mine"), "mine");

        desktop.exclude("docs", List.of("photos/raw"));
        sync();

        assertThat(there.resolve("photos/raw")).doesNotExist();
        assertThat(here.resolve("photos/raw/mine")).hasContent("mine");
    }

    @Test
    void onlyDirectoriesThatAreThereAreExcluded() {
        assertThatThrownBy(() -> desktop.exclude("docs", List.of("photos/best")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is no directory");
        assertThatThrownBy(() -> desktop.exclude("docs", List.of("nowhere")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has no directory nowhere");
        assertThatThrownBy(() -> desktop.include("docs", List.of("photos/raw")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is not excluded");
    }

    @Test
    void aFolderIsLinkedWithoutADirectory() throws Exception {
        Engine tablet = open("tablet");
        Path third = dir.resolve("third");
        tablet.linkFolder("docs", third, List.of("photos/raw"));

        tablet.syncOnce(LIMIT);

        assertThat(third.resolve("photos/best")).hasContent("best");
        assertThat(third.resolve("photos/raw")).doesNotExist();
    }

    @Nested
    class WhereAFolderOnlySends {
        @BeforeEach
        void sendOnly() throws Exception {
            desktop.mode("docs", FolderMode.SEND);
            sync();
        }

        @Test
        void whatIsChangedHereGoesOutAndWhatOthersChangeWaits() throws Exception {
            Files.writeString(there.resolve("mine"), "mine");
            Files.writeString(here.resolve("yours"), "yours");
            Files.delete(here.resolve("photos/best"));

            sync();

            assertThat(here.resolve("mine")).hasContent("mine");
            assertThat(there.resolve("yours")).doesNotExist();
            assertThat(there.resolve("photos/best")).hasContent("best");
            assertThat(only(desktop).decisions().notApplied()).isEqualTo(2);
            assertThat(only(desktop).message())
                    .isEqualTo(
                            "2 changes made elsewhere are not applied here: this folder only"
                                    + " sends.");
            assertThat(only(desktop).state()).isEqualTo(SyncState.UP_TO_DATE);
        }

        @Test
        void anEditOnBothSidesWaitsAndNothingIsLost() throws Exception {
            Files.writeString(here.resolve("photos/best"), "from here");
            laptop.syncOnce(LIMIT);
            Files.writeString(there.resolve("photos/best"), "from there");
            sync();

            assertThat(there.resolve("photos/best")).hasContent("from there");
            assertThat(here.resolve("photos/best")).hasContent("from here");

            desktop.mode("docs", FolderMode.BOTH);
            sync();

            assertThat(there.resolve("photos/best")).hasContent("from here");
            assertThat(only(desktop).conflicts()).hasSize(1);
            assertThat(here.resolve(only(desktop).conflicts().getFirst().copy()))
                    .hasContent("from there");
        }

        @Test
        void aRestartDoesNotEndIt() throws Exception {
            reopenDesktop();
            Files.writeString(here.resolve("yours"), "yours");

            sync();

            assertThat(there.resolve("yours")).doesNotExist();
            assertThat(only(desktop).decisions().mode()).isEqualTo(FolderMode.SEND);
        }

        @Test
        void allOfItMustBeHere() {
            assertThatThrownBy(() -> desktop.exclude("docs", List.of("photos")))
                    .isInstanceOf(RefusedException.class);
        }
    }

    @Nested
    class WhereAFolderOnlyReceives {
        @BeforeEach
        void receiveOnly() throws Exception {
            desktop.mode("docs", FolderMode.RECEIVE);
            sync();
        }

        @Test
        void whatIsChangedHereStaysHereAndWhatOthersChangeComes() throws Exception {
            Files.writeString(there.resolve("mine"), "mine");
            Files.delete(there.resolve("photos/raw/one"));
            Files.writeString(here.resolve("yours"), "yours");

            sync();

            assertThat(there.resolve("yours")).hasContent("yours");
            assertThat(here.resolve("mine")).doesNotExist();
            assertLaptopHasAll();
            assertThat(there.resolve("photos/raw/one")).doesNotExist();
            assertThat(only(desktop).decisions().hereOnly()).isEqualTo(2);
            assertThat(only(desktop).errors())
                    .extracting(FolderSnapshot.Trouble::path)
                    .containsExactlyInAnyOrder("mine", "photos/raw/one");
        }

        @Test
        void whatBothEditedBecomesAConflictedCopyThatStaysHere() throws Exception {
            Files.writeString(there.resolve("photos/best"), "from there");
            Files.writeString(here.resolve("photos/best"), "from here");

            sync();

            assertThat(there.resolve("photos/best")).hasContent("from here");
            String copy = only(desktop).conflicts().getFirst().copy();
            assertThat(there.resolve(copy)).hasContent("from there");
            assertThat(here.resolve(copy)).doesNotExist();
        }

        @Test
        void revertingUndoesWhatWasChangedHereAndKeepsItInTheTrash() throws Exception {
            Files.writeString(there.resolve("mine"), "mine");
            Files.writeString(there.resolve("photos/best"), "from there");
            Files.delete(there.resolve("photos/raw/one"));
            Files.move(there.resolve("photos/raw/old"), there.resolve("moved"));
            sync();

            desktop.revert("docs");
            sync();

            assertThat(there.resolve("mine")).doesNotExist();
            assertThat(there.resolve("moved")).doesNotExist();
            assertThat(there.resolve("photos/best")).hasContent("best");
            assertThat(there.resolve("photos/raw/one")).hasContent("one");
            assertThat(there.resolve("photos/raw/old/two")).hasContent("two");
            assertThat(trashOf(there)).containsExactly("best", "mine");
            assertThat(only(desktop).decisions().hereOnly()).isZero();
            assertThat(here.resolve("photos/best")).hasContent("best");
        }

        @Test
        void syncingBothWaysAgainSendsWhatStayedHere() throws Exception {
            Files.writeString(there.resolve("mine"), "mine");
            sync();

            desktop.mode("docs", FolderMode.BOTH);
            sync();

            assertThat(here.resolve("mine")).hasContent("mine");
        }
    }

    @Test
    void onlyWhatOnlyReceivesIsReverted() {
        assertThatThrownBy(() -> desktop.revert("docs")).isInstanceOf(RefusedException.class);
    }

    @Test
    void whereItCannotBeReadWhatWasDecidedNothingIsDone() throws Exception {
        desktop.mode("docs", FolderMode.RECEIVE);
        desktop.close();
        try (Stream<Path> files = Files.list(dir.resolve("home-desktop/folders"))) {
            Path choices =
                    files.filter(f -> f.toString().endsWith(".choices")).findFirst().orElseThrow();
            Files.writeString(choices, "nonsense");
        }
        desktop = open("desktop");
        Files.writeString(there.resolve("mine"), "mine");

        sync();

        assertThat(only(desktop).state()).isEqualTo(SyncState.ATTENTION);
        assertThat(here.resolve("mine")).doesNotExist();
        desktop.mode("docs", FolderMode.BOTH);
        sync();
        assertThat(here.resolve("mine")).hasContent("mine");
    }
}
