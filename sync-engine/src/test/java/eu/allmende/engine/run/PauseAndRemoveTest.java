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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person decides about a folder: to let it stand still, to sync it here no more, to let
/// deletions go out.
class PauseAndRemoveTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Fence FENCE = Fence.preset("anywhere");

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
        for (int i = 0; i < 30; i++) {
            Files.writeString(here.resolve("f" + i), "content " + i);
        }
        laptop = open("laptop");
        laptop.addFolder("docs", here, FENCE);
        desktop = open("desktop");
        desktop.linkFolder("docs", there);
        laptop.syncOnce(LIMIT);
        desktop.syncOnce(LIMIT);
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

    private static FolderSnapshot only(Engine engine) {
        return engine.snapshot().folders().getFirst();
    }

    @Nested
    class WhilePaused {
        @BeforeEach
        void pauseAndChange() throws Exception {
            desktop.pause("docs");
            Files.writeString(there.resolve("mine"), "from there");
            Files.writeString(here.resolve("yours"), "from here");
            Files.delete(here.resolve("f0"));
            laptop.syncOnce(LIMIT);
        }

        private void assertNothingMoves() throws Exception {
            assertThat(desktop.syncOnce(LIMIT)).isEqualTo(SyncSummary.NOTHING);
            assertThat(only(desktop).state()).isEqualTo(SyncState.PAUSED);
            assertThat(there.resolve("yours")).doesNotExist();
            assertThat(there.resolve("f0")).exists();
            laptop.syncOnce(LIMIT);
            assertThat(here.resolve("mine")).doesNotExist();
        }

        @Test
        void nothingIsSentFetchedOrChanged() throws Exception {
            assertNothingMoves();
        }

        @Test
        void aRestartDoesNotEndIt() throws Exception {
            reopenDesktop();

            assertThat(only(desktop).state()).isEqualTo(SyncState.PAUSED);
            desktop.start();
            assertNothingMoves();
        }

        @Test
        void resumingBringsEverything() throws Exception {
            desktop.resume("docs");
            desktop.syncOnce(LIMIT);
            laptop.syncOnce(LIMIT);

            assertThat(there.resolve("yours")).hasContent("from here");
            assertThat(there.resolve("f0")).doesNotExist();
            assertThat(here.resolve("mine")).hasContent("from there");
            reopenDesktop();
            assertThat(only(desktop).state()).isEqualTo(SyncState.STOPPED);
        }

        @Test
        void resumingAfterARestartGoesOnByItself() throws Exception {
            reopenDesktop();
            desktop.start();

            desktop.resume("docs");

            await().atMost(LIMIT).until(() -> only(desktop).state() == SyncState.UP_TO_DATE);
            assertThat(there.resolve("yours")).hasContent("from here");
        }

        @Test
        void aPauseForAWhileIsToldAndKept() throws Exception {
            Instant end = Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.SECONDS);
            desktop.pauseUntil("docs", end);
            assertThat(only(desktop).decisions().pausedUntil()).contains(end);
            assertThat(only(desktop).message()).startsWith("It goes on by itself at 20");

            reopenDesktop();

            assertThat(only(desktop).decisions().pausedUntil()).contains(end);
            assertNothingMoves();
        }

        @Test
        void aPauseThatIsOverIsNoneAfterARestart() throws Exception {
            desktop.pauseUntil("docs", Instant.now().minusSeconds(1));

            reopenDesktop();
            desktop.syncOnce(LIMIT);

            assertThat(there.resolve("yours")).hasContent("from here");
        }

        @Test
        void pausingAndResumingTwiceIsDoingItOnce() throws Exception {
            desktop.pause("docs");
            assertNothingMoves();

            desktop.resume("docs");
            desktop.resume("docs");
            desktop.syncOnce(LIMIT);

            assertThat(only(desktop).state()).isEqualTo(SyncState.UP_TO_DATE);
        }

        @Test
        void deletionsCannotBeConfirmed() {
            assertThatThrownBy(() -> desktop.confirmDeletes("docs"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("is paused");
            assertThatThrownBy(() -> desktop.restoreDeleted("docs"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("is paused");
        }

        @Test
        void aFolderThatIsRemovedAndLinkedAgainIsNotPaused() throws Exception {
            desktop.removeFolder("docs", FreedOnRemoval.LEAVE);
            desktop.linkFolder("docs", there);
            desktop.syncOnce(LIMIT);

            assertThat(only(desktop).state()).isEqualTo(SyncState.UP_TO_DATE);
        }
    }

    @Nested
    class WhenAFolderIsRemoved {
        @BeforeEach
        void remove() throws Exception {
            desktop.removeFolder("docs", FreedOnRemoval.LEAVE);
        }

        @Test
        void itsFilesStayOnAllDevices() throws Exception {
            Files.delete(there.resolve("f0"));
            desktop.syncOnce(LIMIT);
            laptop.syncOnce(LIMIT);

            assertThat(there.resolve("f1")).hasContent("content 1");
            assertThat(here.resolve("f0")).hasContent("content 0");
            assertThat(only(laptop).state()).isEqualTo(SyncState.UP_TO_DATE);
        }

        @Test
        void nothingIsRememberedOfIt() throws IOException {
            reopenDesktop();

            assertThat(desktop.snapshot().folders()).isEmpty();
            try (var left = Files.list(dir.resolve("home-desktop/folders"))) {
                assertThat(left.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.contains(".db") || name.contains(".link"));
            }
            assertThat(there.resolve(".allmende/folder")).doesNotExist();
        }

        @Test
        void linkingAgainMergesAndDeletesNothing() throws Exception {
            Files.delete(there.resolve("f0"));
            Files.writeString(here.resolve("later"), "later");
            laptop.syncOnce(LIMIT);

            desktop.linkFolder("docs", there);
            SyncSummary summary = desktop.syncOnce(LIMIT);
            laptop.syncOnce(LIMIT);

            assertThat(summary.steps().delete()).isZero();
            assertThat(summary.steps().conflict()).isZero();
            assertThat(there.resolve("f0")).hasContent("content 0");
            assertThat(there.resolve("later")).hasContent("later");
            assertThat(here.resolve("f0")).exists();
        }
    }

    @Nested
    class WhenDeletionsAreHeldBack {
        @BeforeEach
        void deleteMany() throws Exception {
            for (int i = 0; i < 20; i++) {
                Files.delete(here.resolve("f" + i));
            }
            laptop.syncOnce("docs", LIMIT);
        }

        @Test
        void aYesIsAYesToThoseOnly() throws Exception {
            for (int i = 20; i < 30; i++) {
                Files.delete(here.resolve("f" + i));
            }

            laptop.confirmDeletes("docs");
            laptop.syncOnce("docs", LIMIT);

            assertThat(only(laptop).state()).isEqualTo(SyncState.ATTENTION);
            desktop.syncOnce(LIMIT);
            for (int i = 20; i < 30; i++) {
                assertThat(there.resolve("f" + i)).exists();
            }
        }

        @Test
        void aYesLetsThemGoOut() throws Exception {
            laptop.confirmDeletes("docs");
            laptop.syncOnce("docs", LIMIT);
            desktop.syncOnce("docs", LIMIT);

            assertThat(there.resolve("f0")).doesNotExist();
            assertThat(there.resolve("f29")).exists();
        }
    }

    @Test
    void aPauseBreaksOffWhatIsUnderWayAndNothingIsLost() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        FakeRemote.Mischief stuckOnce =
                moment -> {
                    if (moment == FakeRemote.Moment.BEFORE_SENDING && reached.getCount() > 0) {
                        reached.countDown();
                        waitForTheInterrupt();
                    }
                };
        Engine tablet =
                Engine.open(dir.resolve("home-tablet"), account.another("tablet", stuckOnce));
        engines.add(tablet);
        Path third = Files.createDirectories(dir.resolve("third"));
        Files.writeString(third.resolve("mine"), "from the tablet");
        tablet.linkFolder("docs", third);
        tablet.start();
        assertThat(reached.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

        tablet.pause("docs");

        assertThat(only(tablet).state()).isEqualTo(SyncState.PAUSED);
        tablet.resume("docs");
        tablet.syncOnce(LIMIT);
        laptop.syncOnce(LIMIT);
        assertThat(here.resolve("mine")).hasContent("from the tablet");
    }

    private static void waitForTheInterrupt() throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Test
    void whereNothingIsHeldBackThereIsNothingToConfirm() {
        assertThatThrownBy(() -> laptop.confirmDeletes("docs"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("No deletions are held back in the folder docs.");
    }
}
