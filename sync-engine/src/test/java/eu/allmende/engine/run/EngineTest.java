package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.allmende.engine.Engine;
import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.FreedOnRemoval;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.SyncSummary;
import eu.allmende.protocol.fence.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The front door, over real directories and a commons in memory.
class EngineTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Fence FENCE = Fence.preset("anywhere");

    @TempDir Path dir;
    private final FakeAccount account = FakeAccount.create("laptop");
    private final List<Engine> engines = new ArrayList<>();
    private Engine laptop;
    private Path here;

    @BeforeEach
    void openOne() throws IOException {
        here = Files.createDirectories(dir.resolve("here"));
        laptop = open("laptop");
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

    private static FolderSnapshot only(Engine engine) {
        return engine.snapshot().folders().getFirst();
    }

    @Nested
    class WithTwoDevices {
        private Engine desktop;
        private Path there;

        @BeforeEach
        void linkBoth() throws Exception {
            Files.writeString(here.resolve("a.txt"), "alpha");
            Files.createDirectories(here.resolve("deep/er"));
            Files.writeString(here.resolve("deep/er/b.txt"), "beta");
            laptop.addFolder("docs", here, FENCE);
            desktop = open("desktop");
            there = dir.resolve("there");
            desktop.linkFolder("docs", there);
            laptop.syncOnce(LIMIT);
            desktop.syncOnce(LIMIT);
        }

        @Test
        void filesArriveWithTheirTimes() throws IOException {
            assertThat(there.resolve("a.txt")).hasContent("alpha");
            assertThat(there.resolve("deep/er/b.txt")).hasContent("beta");
            assertThat(Files.getLastModifiedTime(there.resolve("a.txt")))
                    .isEqualTo(Files.getLastModifiedTime(here.resolve("a.txt")));
            assertThat(only(desktop).state()).isEqualTo(SyncState.UP_TO_DATE);
        }

        @Test
        void aSecondSyncDoesNothing() throws Exception {
            assertThat(laptop.syncOnce(LIMIT)).isEqualTo(SyncSummary.NOTHING);
            assertThat(desktop.syncOnce(LIMIT)).isEqualTo(SyncSummary.NOTHING);
        }

        @Test
        void aFolderMovesAsOneAndWithoutContent() throws Exception {
            Files.move(here.resolve("deep"), here.resolve("moved"));

            SyncSummary up = laptop.syncOnce(LIMIT);
            SyncSummary down = desktop.syncOnce(LIMIT);

            assertThat(up.steps().move()).isOne();
            assertThat(up.steps().total()).isOne();
            assertThat(up.up().contentBytes()).isZero();
            assertThat(down.steps().move()).isOne();
            assertThat(down.down().contentBytes()).isZero();
            assertThat(there.resolve("moved/er/b.txt")).hasContent("beta");
            assertThat(there.resolve("deep")).doesNotExist();
        }

        @Test
        void twoEditsGiveAConflictedCopyOnBothSides() throws Exception {
            Files.writeString(here.resolve("a.txt"), "from here");
            Files.writeString(there.resolve("a.txt"), "from there");

            laptop.syncOnce(LIMIT);
            SyncSummary summary = desktop.syncOnce(LIMIT);
            laptop.syncOnce(LIMIT);

            assertThat(summary.steps().conflict()).isOne();
            FolderSnapshot.Conflict conflict = only(desktop).conflicts().getFirst();
            assertThat(conflict.path()).isEqualTo("a.txt");
            assertThat(conflict.copy())
                    .startsWith("a (conflicted copy desktop 20")
                    .endsWith(").txt");
            for (Path root : List.of(here, there)) {
                assertThat(root.resolve("a.txt")).hasContent("from here");
                assertThat(root.resolve(conflict.copy())).hasContent("from there");
            }
        }

        @Test
        void anEditBeatsADeletion() throws Exception {
            Files.delete(here.resolve("a.txt"));
            Files.writeString(there.resolve("a.txt"), "edited");

            desktop.syncOnce(LIMIT);
            laptop.syncOnce(LIMIT);
            desktop.syncOnce(LIMIT);

            assertThat(here.resolve("a.txt")).hasContent("edited");
            assertThat(there.resolve("a.txt")).hasContent("edited");
        }

        @Test
        void whatIsRemovedHereLiesInTheTrashThere() throws Exception {
            Files.delete(here.resolve("a.txt"));

            laptop.syncOnce(LIMIT);
            desktop.syncOnce(LIMIT);

            assertThat(there.resolve("a.txt")).doesNotExist();
            try (var trash = Files.walk(there.resolve(".allmende/trash"))) {
                assertThat(trash.filter(Files::isRegularFile).toList())
                        .singleElement()
                        .satisfies(file -> assertThat(file).hasContent("alpha"));
            }
        }

        @Test
        void aReplacedFileKeepsItsPermissions() throws Exception {
            Files.setPosixFilePermissions(
                    there.resolve("a.txt"), PosixFilePermissions.fromString("rw-------"));
            desktop.syncOnce(LIMIT);
            Files.writeString(here.resolve("a.txt"), "alpha 2");

            laptop.syncOnce(LIMIT);
            desktop.syncOnce(LIMIT);

            assertThat(there.resolve("a.txt")).hasContent("alpha 2");
            assertThat(Files.getPosixFilePermissions(there.resolve("a.txt")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }

        @Test
        void aLostMarkerDeletesNothing() throws Exception {
            Files.delete(there.resolve(".allmende/folder"));
            Files.delete(there.resolve("a.txt"));

            desktop.syncOnce(LIMIT);
            laptop.syncOnce(LIMIT);

            assertThat(only(desktop).state()).isEqualTo(SyncState.ATTENTION);
            assertThat(here.resolve("a.txt")).exists();
        }

        @Test
        void aDamagedDatabaseIsPutAsideAndNothingIsLost() throws Exception {
            desktop.close();
            engines.remove(desktop);
            Path database;
            try (var files = Files.list(dir.resolve("home-desktop/folders"))) {
                database =
                        files.filter(f -> f.toString().endsWith(".db")).findFirst().orElseThrow();
            }
            Files.deleteIfExists(database.resolveSibling(database.getFileName() + "-wal"));
            Files.writeString(database, "this is no database at all, but long enough to look like");
            Files.writeString(there.resolve("deep/er/b.txt"), "changed meanwhile");
            Files.delete(there.resolve("a.txt"));

            Engine again = open("desktop");
            again.syncOnce(LIMIT);
            laptop.syncOnce(LIMIT);
            again.syncOnce(LIMIT);

            assertThat(there.resolve("a.txt")).hasContent("alpha");
            assertThat(there.resolve("deep/er/b.txt")).hasContent("beta");
            try (var files = Files.list(there.resolve("deep/er"))) {
                assertThat(files.map(f -> f.getFileName().toString()))
                        .anyMatch(name -> name.startsWith("b (conflicted copy desktop"));
            }
            assertThat(database.resolveSibling(database.getFileName() + ".damaged-1")).exists();
        }

        @Test
        void continuousSyncCarriesAnEditAcross() throws Exception {
            laptop.start();
            desktop.start();

            Files.writeString(here.resolve("new.txt"), "fresh");

            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(there.resolve("new.txt")).hasContent("fresh"));
            await().atMost(LIMIT).until(() -> only(laptop).state() == SyncState.UP_TO_DATE);
        }

        @Test
        void listenersHearOfChanges() throws Exception {
            List<SyncState> states = new CopyOnWriteArrayList<>();
            try (Engine.Subscription _ =
                    desktop.onChange(s -> states.add(s.folders().getFirst().state()))) {
                Files.writeString(there.resolve("new.txt"), "fresh");
                desktop.syncOnce(LIMIT);
                await().atMost(LIMIT).until(() -> states.contains(SyncState.UP_TO_DATE));
            }
        }

        @Test
        void aCheckFindsWhatDiffers() throws Exception {
            assertThat(desktop.check("docs").findings()).isEmpty();

            Files.writeString(there.resolve("a.txt"), "rot");

            assertThat(desktop.check("docs").findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.path()).isEqualTo("a.txt"));
            assertThat(desktop.check("docs").ok()).isTrue();
        }
    }

    @Nested
    class WhenVeryMuchIsDeleted {
        @BeforeEach
        void fill() throws Exception {
            for (int i = 0; i < 30; i++) {
                Files.writeString(here.resolve("f" + i), "content " + i);
            }
            laptop.addFolder("docs", here, FENCE);
            laptop.syncOnce(LIMIT);
            for (int i = 0; i < 20; i++) {
                Files.delete(here.resolve("f" + i));
            }
            laptop.syncOnce(LIMIT);
        }

        @Test
        void aPersonIsAsked() {
            assertThat(only(laptop).state()).isEqualTo(SyncState.ATTENTION);
            assertThat(only(laptop).message()).contains("20 of 30");
        }

        @Test
        void aYesLetsItThrough() throws Exception {
            laptop.confirmDeletes("docs");
            SyncSummary summary = laptop.syncOnce(LIMIT);

            assertThat(summary.steps().delete()).isEqualTo(20);
            assertThat(only(laptop).state()).isEqualTo(SyncState.UP_TO_DATE);
        }

        @Test
        void aNoBringsItBack() throws Exception {
            laptop.restoreDeleted("docs");
            laptop.syncOnce(LIMIT);

            assertThat(here.resolve("f3")).hasContent("content 3");
            assertThat(only(laptop).state()).isEqualTo(SyncState.UP_TO_DATE);
        }
    }

    @Nested
    class WithBadInput {
        @Test
        void aMissingDirectoryIsRefused() {
            assertThatThrownBy(() -> laptop.addFolder("docs", dir.resolve("none"), FENCE))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("There is no directory");
        }

        @Test
        void aFileIsNoFolder() throws IOException {
            Path file = Files.writeString(dir.resolve("file"), "x");

            assertThatThrownBy(() -> laptop.addFolder("docs", file, FENCE))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("is not a directory");
        }

        @Test
        void aFolderInAFolderIsRefused() throws IOException {
            laptop.addFolder("docs", here, FENCE);
            Path inner = Files.createDirectory(here.resolve("inner"));

            assertThatThrownBy(() -> laptop.addFolder("inner", inner, FENCE))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("lie in each other");
        }

        @Test
        void theSameFolderTwiceIsRefused() throws IOException {
            laptop.addFolder("docs", here, FENCE);

            assertThatThrownBy(() -> laptop.addFolder("docs", here, FENCE))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("already");
        }

        @Test
        void theProgramsOwnHomeIsNoFolder() {
            assertThatThrownBy(() -> laptop.addFolder("all", dir, FENCE))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("own state");
        }

        @Test
        void anUnknownFolderCannotBeLinked() {
            assertThatThrownBy(() -> laptop.linkFolder("nope", here))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("no folder called nope");
        }

        @Test
        void oneHomeHasOneEngine() {
            assertThatThrownBy(() -> open("laptop")).isInstanceOf(RefusedException.class);
        }

        @Test
        void aRemovedFolderKeepsItsFiles() throws Exception {
            Files.writeString(here.resolve("a"), "kept");
            laptop.addFolder("docs", here, FENCE);
            laptop.syncOnce(LIMIT);

            laptop.removeFolder("docs", FreedOnRemoval.LEAVE);

            assertThat(here.resolve("a")).hasContent("kept");
            assertThat(laptop.snapshot().folders()).isEmpty();
        }

        @Test
        void ignoredFilesStayHere() throws Exception {
            Files.writeString(here.resolve(".allmendeignore"), "*.tmp\nbuild/\n");
            Files.writeString(here.resolve("a.tmp"), "no");
            Files.createDirectories(here.resolve("build"));
            Files.writeString(here.resolve("build/out"), "no");
            Files.writeString(here.resolve("a.txt"), "yes");
            laptop.addFolder("docs", here, FENCE);

            SyncSummary summary = laptop.syncOnce(LIMIT);

            assertThat(summary.up().files()).isEqualTo(2);
        }

        @Test
        void linksAreSyncedAndNeverFollowed() throws Exception {
            Path outside = Files.writeString(dir.resolve("outside"), "secret");
            Files.createSymbolicLink(here.resolve("link"), outside);
            laptop.addFolder("docs", here, FENCE);
            laptop.syncOnce(LIMIT);
            Engine desktop = open("desktop");
            Path there = dir.resolve("there");
            desktop.linkFolder("docs", there);
            desktop.syncOnce(LIMIT);

            assertThat(Files.isSymbolicLink(there.resolve("link"))).isTrue();
            assertThat(Files.exists(there.resolve("link"), LinkOption.NOFOLLOW_LINKS)).isTrue();
            assertThat(laptop.syncOnce(LIMIT)).isEqualTo(SyncSummary.NOTHING);
        }
    }
}
