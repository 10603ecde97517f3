package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.apply.Disk;
import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.remote.GivenUp;
import eu.allmende.engine.remote.OpenedFolder;
import eu.allmende.engine.remote.RemoteCommit;
import eu.allmende.engine.remote.RemoteSnapshot;
import eu.allmende.engine.remote.Upkeep;
import eu.allmende.engine.run.FakeRemote.Moment;
import eu.allmende.engine.state.FolderDatabase;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.engine.tree.Tree;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.FolderId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The loop, over a real directory and a commons in memory that can be held up.
class FolderLoopTest {
    private static final FolderId FOLDER = new FolderId(3, 4);
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir Path dir;
    private final FakeCommons commons = new FakeCommons();
    private final ExecutorService cores = Executors.newFixedThreadPool(2);
    private final FolderStatus status = new FolderStatus(() -> {});
    private final Gate gate = new Gate();
    private Path root;
    private FolderLoop loop;
    private volatile Optional<GivenUp> givenUp = Optional.empty();
    private volatile Optional<Upkeep.Chore> chore = Optional.empty();

    /// Stops the loop inside a pass, each time at one moment, until it is let go.
    private static final class Gate implements FakeRemote.Mischief {
        private volatile CountDownLatch reached = new CountDownLatch(0);
        private volatile CountDownLatch open = new CountDownLatch(0);
        private volatile Moment moment = Moment.AFTER_COMMIT;
        private volatile boolean broken;
        private volatile boolean tooLarge;
        private volatile @Nullable Moment brokenAt;

        void shut(Moment where) {
            moment = where;
            reached = new CountDownLatch(1);
            open = new CountDownLatch(1);
        }

        void awaitReached() throws InterruptedException {
            assertThat(reached.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void at(Moment here) throws IOException {
            if (broken || here == brokenAt) {
                throw new IOException("nobody answers");
            }
            if (tooLarge) {
                throw new OutOfMemoryError("as if");
            }
            if (here == moment) {
                reached.countDown();
                try {
                    open.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
            }
        }
    }

    @BeforeEach
    void start() throws IOException {
        root = Files.createDirectories(dir.resolve("folder"));
        new FolderRoot(root).mark(FOLDER);
        loop =
                new FolderLoop(
                        new LinkFile(FOLDER, "docs", root),
                        Choices.in(dir.resolve("choices")),
                        this::open,
                        status);
    }

    @AfterEach
    void end() {
        gate.open.countDown();
        loop.close();
        cores.shutdownNow();
    }

    private Opening.Opened open() throws IOException {
        FolderDatabase.Opened database = FolderDatabase.open(dir.resolve("folder.db"));
        InstantSource clock = InstantSource.system();
        Disk disk =
                new Disk(
                        new FolderRoot(root),
                        Renames.ofThisSystem(),
                        Durability.ofThisSystem(),
                        clock);
        FolderParts parts =
                new FolderParts(
                        FOLDER,
                        disk,
                        warning(new FakeRemote(commons, "laptop", gate).opened()),
                        database.store(),
                        new FileReading(FakeCommons.NAMER, cores, clock),
                        "laptop",
                        Duration.ZERO);
        return new Opening.Opened(parts, database);
    }

    private OpenedFolder warning(OpenedFolder plain) {
        return new OpenedFolder(
                plain.remote(),
                plain.namer(),
                plain.inspection(),
                new Upkeep() {
                    @Override
                    public Optional<RemoteSnapshot> snapshotAfter(long sequence) {
                        return Optional.empty();
                    }

                    @Override
                    public Optional<Chore> due(long sequence, Tree tree) {
                        return chore;
                    }

                    @Override
                    public Optional<GivenUp> givenUp() {
                        return givenUp;
                    }
                });
    }

    private static PassEnd end(SyncRequest request) {
        return request.ending().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Nested
    class WhileMuchIsGivenUp {
        private static final String WARNING =
                "Much of this folder was given up: 1.5 GiB of 4.0 GiB, by laptop and desktop, since ";

        @BeforeEach
        void giveUp() {
            givenUp =
                    Optional.of(
                            new GivenUp(
                                    3L << 29,
                                    4L << 30,
                                    List.of("laptop", "desktop"),
                                    Instant.EPOCH,
                                    Instant.EPOCH.plus(Duration.ofDays(30))));
        }

        @Test
        void itIsSaidFromTheOpeningOnUntilItIsOver() throws Exception {
            loop.betweenPasses(loop::parts).get(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(status.view().message()).startsWith(WARNING).contains("`allmende rewind`");

            givenUp = Optional.empty();

            assertThat(end(loop.sync())).isEqualTo(new PassEnd.Quiet());
            assertThat(status.view().message()).isEmpty();
        }

        @Test
        void itIsSaidBesideWhatElseIsWrong() {
            gate.broken = true;

            end(loop.sync());

            assertThat(status.view().message())
                    .startsWith("The commons cannot be reached: nobody answers. " + WARNING);
        }

        @Test
        void whatAChoreBroughtToLightIsSaidAfterIt() {
            Optional<GivenUp> much = givenUp;
            givenUp = Optional.empty();
            chore =
                    Optional.of(_ -> {
                        givenUp = much;
                        return false;
                    });

            end(loop.sync());

            await().atMost(LONG).until(() -> status.view().message().startsWith(WARNING));
        }
    }

    @Nested
    class WhileAPassIsUnderWay {
        private SyncRequest first;

        @BeforeEach
        void holdItUp() throws Exception {
            Files.writeString(root.resolve("a"), "1");
            gate.shut(Moment.AFTER_COMMIT);
            first = loop.sync();
            gate.awaitReached();
        }

        @Test
        void aRequestIsServedByALaterOne() throws Exception {
            Files.writeString(root.resolve("b"), "2");
            SyncRequest second = loop.sync();
            gate.open.countDown();

            assertThat(end(first)).isEqualTo(new PassEnd.Quiet());
            assertThat(end(second)).isEqualTo(new PassEnd.Quiet());
            assertThat(commons.head()).isEqualTo(2);
        }

        @Test
        void aQuestionWaitsForItsEnd() {
            CompletableFuture<Long> answer =
                    loop.betweenPasses(() -> loop.parts().trees().sequence());
            assertThat(answer).isNotDone();

            gate.open.countDown();

            assertThat(answer.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join()).isOne();
        }

        @Test
        void whoWaitsNoMoreIsNotAnswered() {
            CompletableFuture<Object> impatient =
                    loop.betweenPasses(() -> {
                        throw new IllegalStateException("nobody asked");
                    });
            impatient.cancel(false);
            CompletableFuture<Integer> patient = loop.betweenPasses(() -> 7);
            gate.open.countDown();

            assertThat(patient.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join()).isEqualTo(7);
        }

        @Test
        void theEndOfTheLoopLeavesNobodyWaiting() {
            CompletableFuture<Integer> question = loop.betweenPasses(() -> 7);
            SyncRequest second = loop.sync();

            loop.close();

            assertThat(end(first)).isInstanceOf(PassEnd.Attention.class);
            assertThat(end(second)).isInstanceOf(PassEnd.Attention.class);
            assertThat(question)
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(RefusedException.class);
            assertThat(end(loop.sync())).isInstanceOf(PassEnd.Attention.class);
        }
    }

    @Nested
    class WhileItWatches {
        @BeforeEach
        void watch() {
            loop.watch();
            await().atMost(LONG).until(() -> status.state() == SyncState.UP_TO_DATE);
        }

        @Test
        void aFileThatIsWrittenDuringAPassIsFound() throws Exception {
            gate.shut(Moment.AFTER_COMMIT);
            Files.writeString(root.resolve("a"), "1");
            gate.awaitReached();
            Files.writeString(root.resolve("b"), "2");
            gate.open.countDown();

            await().atMost(LONG).until(() -> commons.head() == 2);
        }

        @Test
        void aFolderThatComesBackIsWatchedAgain() throws Exception {
            Path elsewhere = dir.resolve("elsewhere");
            Files.move(root, elsewhere);
            loop.sync();
            await().atMost(LONG).until(() -> status.state() == SyncState.ATTENTION);
            assertThat(status.view().message()).contains("not there");

            Files.move(elsewhere, root);
            end(loop.sync());
            Files.writeString(root.resolve("a"), "1");

            await().atMost(LONG).until(() -> commons.head() == 1);
        }

        @Test
        void aFolderThatIsMovedAwayIsMissedWithoutAHint() throws Exception {
            Path elsewhere = dir.resolve("elsewhere");
            Files.move(root, elsewhere);

            await().atMost(LONG).until(() -> status.state() == SyncState.ATTENTION);
            Files.move(elsewhere, root);
            await().atMost(LONG).until(() -> status.state() == SyncState.UP_TO_DATE);
        }

        @Test
        void aPausedFolderStandsStillUntilItIsResumed() throws Exception {
            loop.pause(Instant.MAX);
            Files.writeString(root.resolve("a"), "1");

            assertThat(end(loop.sync())).isEqualTo(new PassEnd.Quiet());
            assertThat(status.state()).isEqualTo(SyncState.PAUSED);
            assertThat(commons.head()).isZero();

            loop.resume();
            await().atMost(LONG).until(() -> commons.head() == 1);
        }
    }

    @Test
    void aPauseEndsByItselfWhenItsTimeIsOver() throws Exception {
        loop.watch();
        await().atMost(LONG).until(() -> status.state() == SyncState.UP_TO_DATE);
        Instant end = Instant.now().plusSeconds(1);
        loop.pause(end);
        Files.writeString(root.resolve("a"), "1");

        await().atMost(LONG).until(() -> commons.head() == 1);

        assertThat(Instant.now()).isAfter(end);
        await().atMost(LONG).until(() -> status.state() == SyncState.UP_TO_DATE);
        assertThat(loop.pausedUntil()).isEmpty();
    }

    @Nested
    class WhileMuchIsUnderWay {
        private final byte[] much = new byte[(int) Lane.SMALL_BYTES + 1];

        @Test
        void aSmallFileIsCommittedBeforeABigOneThatIsBeingSent() throws Exception {
            gate.shut(Moment.BEFORE_BULK);
            Files.write(root.resolve("big"), much);
            loop.watch();
            gate.awaitReached();

            Files.writeString(root.resolve("small"), "1");

            await().atMost(LONG).until(() -> commons.head() == 1);
            assertThat(namesOf(commons.after(0).getFirst())).containsExactly("small");
            assertThat(status.state()).isNotEqualTo(SyncState.UP_TO_DATE);
            gate.open.countDown();
            await().atMost(LONG).until(() -> commons.head() == 2);
            assertThat(namesOf(commons.after(1).getFirst())).containsExactly("big");
        }

        @Test
        void aSmallFileArrivesBeforeABigOneThatIsBeingFetched() throws Exception {
            gate.shut(Moment.BEFORE_BULK_FETCHING);
            commit("big", much);
            loop.watch();
            gate.awaitReached();

            commit("small", new byte[] {1});

            await().atMost(LONG).until(() -> Files.exists(root.resolve("small")));
            assertThat(root.resolve("big")).doesNotExist();
            gate.open.countDown();
            await().atMost(LONG).until(() -> status.state() == SyncState.UP_TO_DATE);
            assertThat(root.resolve("big")).hasBinaryContent(much);
        }

        @Test
        void aRequestEndsOnlyWhenTheBigFileIsCommitted() throws Exception {
            gate.shut(Moment.BEFORE_BULK);
            Files.write(root.resolve("big"), much);
            SyncRequest request = loop.sync();
            gate.awaitReached();
            long asked = loop.betweenPasses(() -> loop.parts().trees().sequence()).join();

            assertThat(asked).isZero();
            assertThat(request.ending()).isNotDone();
            gate.open.countDown();
            assertThat(end(request)).isEqualTo(new PassEnd.Quiet());
            assertThat(commons.head()).isOne();
        }

        @Test
        void theEndOfTheLoopBreaksOffWhatIsBeingSent() throws Exception {
            gate.shut(Moment.BEFORE_BULK);
            Files.write(root.resolve("big"), much);
            SyncRequest request = loop.sync();
            gate.awaitReached();

            loop.close();

            assertThat(loop.hasEnded()).isTrue();
            assertThat(end(request)).isInstanceOf(PassEnd.Attention.class);
            assertThat(commons.head()).isZero();
        }

        @Test
        void whatCannotBeSentIsSaidAndTriedAgain() throws Exception {
            gate.brokenAt = Moment.BEFORE_BULK;
            Files.write(root.resolve("big"), much);

            assertThat(end(loop.sync())).isInstanceOf(PassEnd.Waiting.class);
            assertThat(status.state()).isEqualTo(SyncState.WAITING);

            gate.brokenAt = null;
            assertThat(end(loop.sync())).isEqualTo(new PassEnd.Quiet());
            assertThat(commons.head()).isOne();
        }

        @Test
        void aNameIsNeverMissingElsewhereWhileItsBigFileIsSent() throws Exception {
            Files.createSymbolicLink(root.resolve("a"), Path.of("elsewhere"));
            end(loop.sync());
            Files.delete(root.resolve("a"));
            Files.write(root.resolve("a"), much);
            Files.writeString(root.resolve("small"), "1");

            end(loop.sync());

            assertThat(namesOf(commons.after(1).getFirst())).containsExactly("small");
            assertThat(commons.after(2).getFirst().changes()).hasSize(2);
        }

        @Test
        void aBigFileThatMovesWhileItWaitsIsSentFromWhereItIs() throws Exception {
            gate.shut(Moment.BEFORE_BULK);
            Files.write(root.resolve("big"), much);
            SyncRequest request = loop.sync();
            gate.awaitReached();
            Files.move(root.resolve("big"), root.resolve("moved"));
            gate.open.countDown();

            assertThat(end(request)).isEqualTo(new PassEnd.Quiet());
            assertThat(namesOf(commons.after(commons.head() - 1).getFirst()))
                    .containsExactly("moved");
        }

        private List<String> namesOf(RemoteCommit commit) {
            return commit.changes().stream()
                    .flatMap(change -> change.after().stream())
                    .map(EntryState::name)
                    .toList();
        }

        /// Another device commits a file.
        private void commit(String name, byte[] bytes) {
            Hash hash = Hash.sha256(bytes);
            commons.keep(bytes);
            Content.File file =
                    new Content.File(
                            hash,
                            bytes.length,
                            Instant.EPOCH,
                            false,
                            ChunkList.of(List.of(new ChunkId(hash))));
            EntryState state = new EntryState(EntryState.ROOT, name, file);
            assertThat(
                            commons.commit(
                                    commons.head(),
                                    new DeviceId(hash),
                                    List.of(new Change(EntryIds.fresh(), Optional.of(state)))))
                    .isPresent();
        }
    }

    @Test
    void aCommonsThatDoesNotAnswerEndsARequestAfterAFewTries() {
        gate.broken = true;

        assertThat(end(loop.sync()))
                .isEqualTo(
                        new PassEnd.Waiting(
                                PassEnd.Cause.COMMONS,
                                "The commons cannot be reached: nobody answers."));
        assertThat(status.state()).isEqualTo(SyncState.WAITING);
    }

    @Test
    void aCommonsThatFallsSilentIsNoticedWithoutAnythingToSend() {
        loop.watch();
        await().atMost(LONG).until(() -> status.state() == SyncState.UP_TO_DATE);
        gate.broken = true;

        await().atMost(LONG).until(() -> status.state() == SyncState.WAITING);
        assertThat(status.view().message()).startsWith("The commons cannot be reached");
        gate.broken = false;
        await().atMost(LONG).until(() -> status.state() == SyncState.UP_TO_DATE);
    }

    @Test
    void aFolderWhoseDirectoryIsMissingIsRecoveredWhenItComesBack() throws Exception {
        Path elsewhere = dir.resolve("elsewhere");
        Files.move(root, elsewhere);
        long files = loop.betweenPasses(() -> loop.parts().trees().sequence()).join();
        assertThat(files).isZero();
        assertThat(end(loop.sync())).isInstanceOf(PassEnd.Attention.class);

        Files.delete(elsewhere.resolve(".allmende/stage"));
        Files.move(elsewhere, root);

        assertThat(end(loop.sync())).isEqualTo(new PassEnd.Quiet());
        assertThat(root.resolve(".allmende/stage")).isDirectory();
    }

    @Test
    void aFolderThatNeedsMoreMemoryThanThereIsSaysSoAndGoesOnOnceItFits() throws Exception {
        Files.writeString(root.resolve("file"), "content");
        gate.tooLarge = true;

        assertThat(end(loop.sync()))
                .isInstanceOfSatisfying(
                        PassEnd.Attention.class,
                        end -> assertThat(end.reason()).contains("too little memory"));
        gate.tooLarge = false;

        assertThat(end(loop.sync())).isInstanceOf(PassEnd.Quiet.class);
        assertThat(commons.head()).isOne();
    }
}
