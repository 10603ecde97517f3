package eu.allmende.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.watch.FolderWatch.Terms;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A watch over a real directory.
class FolderWatchTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Terms EVERYTHING =
            new Terms(UnaryOperator.identity(), Duration.ofMinutes(10));

    @TempDir Path dir;
    private final Heard heard = new Heard();
    private Path root;
    private FolderWatch watch;

    /// What the watch said.
    private static final class Heard implements Hints {
        private final AtomicInteger starts = new AtomicInteger();
        private final AtomicInteger changes = new AtomicInteger();
        private final List<String> losses = new CopyOnWriteArrayList<>();
        private final List<String> directories = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch held = new CountDownLatch(0);

        @Override
        public void watching() {
            starts.incrementAndGet();
        }

        @Override
        public void changedWithin(String directory) {
            changedIn(directory + "/**");
        }

        @Override
        public void changedIn(String directory) {
            directories.add(directory);
            changes.incrementAndGet();
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void lost(String sentence) {
            losses.add(sentence);
        }
    }

    @BeforeEach
    void makeFolder() throws IOException {
        root = Files.createDirectories(dir.resolve("folder"));
        Files.createDirectories(root.resolve("deep/er"));
        new FolderRoot(root).makeHouse();
    }

    @AfterEach
    void end() {
        heard.held.countDown();
        watch.close();
    }

    private void start(Terms terms) {
        watch = FolderWatch.start(new FolderRoot(root), heard, terms);
    }

    private void startAndAwait(Terms terms) {
        start(terms);
        await().atMost(LONG).until(() -> heard.starts.get() == 1);
    }

    /// Whether a hint comes of what is done. The hints of what was done before must have come.
    private void hears(Act act) throws IOException {
        int before = heard.changes.get();
        act.run();
        await().atMost(LONG).until(() -> heard.changes.get() > before);
        awaitSilence();
    }

    @FunctionalInterface
    private interface Act {
        void run() throws IOException;
    }

    private void awaitSilence() {
        AtomicInteger last = new AtomicInteger(-1);
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> last.getAndSet(heard.changes.get()) == heard.changes.get());
    }

    @Nested
    class OnARealDirectory {
        @BeforeEach
        void begin() {
            startAndAwait(EVERYTHING);
        }

        @Test
        void everyKindOfChangeIsHeard() throws IOException {
            Path file = root.resolve("deep/er/a");
            hears(() -> Files.writeString(file, "1"));
            hears(() -> Files.writeString(file, "12"));
            hears(() -> Files.move(file, root.resolve("b")));
            hears(() -> Files.delete(root.resolve("b")));
        }

        @Test
        void newDirectoriesAreWatchedToo() throws IOException {
            hears(() -> Files.createDirectories(root.resolve("x/y/z")));
            hears(() -> Files.writeString(root.resolve("x/y/z/a"), "1"));
        }

        @Test
        void aDirectoryThatMovesIsStillWatched() throws IOException {
            hears(() -> Files.move(root.resolve("deep"), root.resolve("moved")));
            hears(() -> Files.writeString(root.resolve("moved/er/a"), "1"));
        }

        /// Awaits hints at these directories after something is done.
        private void hints(Act act, String... directories) throws IOException {
            heard.directories.clear();
            act.run();
            await().atMost(LONG).until(() -> heard.directories.containsAll(List.of(directories)));
            awaitSilence();
        }

        @Test
        void aHintSaysInWhichDirectory() throws IOException {
            hints(() -> Files.writeString(root.resolve("deep/er/a"), "1"), "deep/er");
            hints(() -> Files.move(root.resolve("deep/er/a"), root.resolve("b")), "deep/er", "");
            hints(() -> Files.delete(root.resolve("b")), "");

            assertThat(heard.directories).containsOnly("");
        }

        @Test
        void ofANewDirectoryAllIsHintedAt() throws IOException {
            hints(() -> Files.createDirectories(root.resolve("deep/x/y")), "deep", "deep/x/**");
        }

        @Test
        void aHintOfADirectoryThatMovedSaysWhereItIsNow() throws IOException {
            hints(() -> Files.move(root.resolve("deep"), root.resolve("moved")), "", "moved/**");
            hints(() -> Files.writeString(root.resolve("moved/er/a"), "1"), "moved/er");

            assertThat(heard.directories).doesNotContain("deep/er");
        }

        @Test
        void theHouseIsNotWatched() throws IOException {
            Files.writeString(root.resolve(".allmende/stage/a"), "1");
            Files.writeString(root.resolve(".allmende/b"), "1");
            awaitSilence();

            assertThat(heard.changes).hasValue(0);
        }

        @Test
        void nothingIsSaidAfterTheEnd() throws IOException {
            watch.close();
            Files.writeString(root.resolve("a"), "1");
            awaitSilence();

            assertThat(heard.changes).hasValue(0);
            assertThat(heard.losses).isEmpty();
        }

        @Test
        void aFolderThatVanishesIsLost() throws IOException {
            Files.delete(root.resolve("deep/er"));
            Files.delete(root.resolve("deep"));
            for (String part : List.of("stage", "trash", "")) {
                Files.delete(root.resolve(".allmende").resolve(part));
            }
            Files.delete(root);

            await().atMost(LONG).until(() -> !heard.losses.isEmpty());
            assertThat(heard.losses.getFirst()).contains("stopped telling");
        }

        @Test
        void afterAnOverflowEverythingIsWatchedAnew() throws IOException {
            int most = Integer.getInteger("jdk.nio.file.WatchService.maxEventsPerPoll", 512);
            heard.held = new CountDownLatch(1);
            Files.writeString(root.resolve("first"), "1");
            await().atMost(LONG).until(() -> heard.changes.get() == 1);
            for (int i = 0; i < most + 100; i++) {
                Files.createFile(root.resolve("f" + i));
            }
            Files.createDirectories(root.resolve("unheard/of"));
            heard.held.countDown();

            await().atMost(LONG).until(() -> heard.starts.get() == 2);
            awaitSilence();
            assertThat(heard.losses).isEmpty();
            hears(() -> Files.writeString(root.resolve("unheard/of/a"), "1"));
        }
    }

    @Nested
    class WhenTheSystemGivesNoMoreWatches {
        private volatile int most = 4;
        private final AtomicInteger given = new AtomicInteger();

        /// Gives so many watches and then fails as Linux does.
        private FileTreeVisitor limited(FileTreeVisitor all) {
            return (start, onDirectory, onFile) ->
                    all.recursiveVisitFiles(
                            start,
                            directory -> {
                                if (given.incrementAndGet() > most) {
                                    throw new IOException("User limit of inotify watches reached");
                                }
                                onDirectory.call(directory);
                            },
                            onFile);
        }

        @Test
        void aPersonReadsHowToRaiseTheLimit() {
            start(new Terms(this::limited, Duration.ofMinutes(10)));

            await().atMost(LONG).until(() -> !heard.losses.isEmpty());
            assertThat(heard.losses)
                    .containsExactly(
                            "The system's limit of watched directories is reached, so changes are"
                                    + " found up to a minute late: raise it with `sudo sysctl"
                                    + " fs.inotify.max_user_watches=1048576`.");
            assertThat(heard.starts).hasValue(0);
        }

        @Test
        void aLimitThatIsReachedLaterIsHeardOfToo() throws IOException {
            most = 1000;
            startAndAwait(new Terms(this::limited, Duration.ofMinutes(10)));
            most = 0;
            Files.createDirectories(root.resolve("one/more"));

            await().atMost(LONG).until(() -> !heard.losses.isEmpty());
            assertThat(heard.losses.getFirst()).contains("max_user_watches");
        }

        @Test
        void itIsTriedAgainAndThenAllIsHeard() throws IOException {
            start(new Terms(this::limited, Duration.ofMillis(50)));
            await().atMost(LONG).until(() -> !heard.losses.isEmpty());
            most = Integer.MAX_VALUE;

            await().atMost(LONG).until(() -> heard.starts.get() == 1);
            hears(() -> Files.writeString(root.resolve("deep/er/a"), "1"));
        }
    }

    @Test
    void aMissingFolderIsLost() throws IOException {
        watch = FolderWatch.start(new FolderRoot(dir.resolve("none")), heard);

        await().atMost(LONG).until(() -> !heard.losses.isEmpty());
        assertThat(heard.losses.getFirst()).contains("cannot be watched");
    }

    @Test
    void aDirectoryThatNobodyMayReadDoesNotEndTheWatch() throws IOException {
        Path closed = Files.createDirectory(root.resolve("closed"));
        FileTreeVisitorThatMayNotRead mayNot = new FileTreeVisitorThatMayNotRead(closed);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        startAndAwait(new Terms(mayNot::over, Duration.ofMinutes(10)));

        hears(() -> Files.writeString(root.resolve("deep/a"), "1"));
        assertThat(heard.losses).isEmpty();
    }

    /// Fails for one directory as the system does for who is not root.
    private record FileTreeVisitorThatMayNotRead(Path closed) {
        FileTreeVisitor over(FileTreeVisitor all) {
            return (start, onDirectory, onFile) ->
                    all.recursiveVisitFiles(
                            start,
                            directory -> {
                                if (directory.equals(closed)) {
                                    throw new java.nio.file.AccessDeniedException(
                                            closed.toString());
                                }
                                onDirectory.call(directory);
                            },
                            onFile);
        }
    }

    @Test
    void closingBeforeAllIsWatchedEndsIt() throws Exception {
        CountDownLatch registering = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        start(
                new Terms(
                        all ->
                                (start, onDirectory, onFile) -> {
                                    registering.countDown();
                                    try {
                                        goOn.await();
                                    } catch (InterruptedException e) {
                                        throw new IOException(e);
                                    }
                                    all.recursiveVisitFiles(start, onDirectory, onFile);
                                },
                        Duration.ofMinutes(10)));
        assertThat(registering.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        watch.close();
        goOn.countDown();
        awaitSilence();

        assertThat(heard.starts).hasValue(0);
        assertThat(heard.losses).isEmpty();
    }
}
