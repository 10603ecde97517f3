package eu.allmende.engine.run;

import static eu.allmende.engine.run.TwoPasts.LIMIT;
import static eu.allmende.engine.run.TwoPasts.files;
import static eu.allmende.engine.run.TwoPasts.trash;
import static eu.allmende.engine.run.TwoPasts.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.engine.Engine;
import eu.allmende.engine.History;
import eu.allmende.engine.History.When;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.history.Version;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Single files and directories come back, with two devices.
class RestoreTest {
    @TempDir Path dir;
    private TwoPasts two;

    @BeforeEach
    void begin() throws IOException {
        two = new TwoPasts(dir);
    }

    @AfterEach
    void end() {
        two.close();
    }

    @Nested
    class Restoring {
        @Test
        void anOldVersionBecomesTheNewestEverywhereAndTheOtherStaysInTheHistory() throws Exception {
            two.write("a.txt", "one");
            long first = two.sync();
            two.write("a.txt", "two");
            two.sync();

            History.Outcome outcome =
                    two.laptop.history().restore(two.here.resolve("a.txt"), version(first));
            two.sync();

            assertThat(outcome.left()).isEmpty();
            assertThat(outcome.unsent()).isEmpty();
            assertThat(outcome.done().updated()).isOne();
            assertThat(two.there.resolve("a.txt")).hasContent("one");
            assertThat(trash(two.here)).containsExactly("two");
            List<Version> versions =
                    two.desktop.history().of(two.there.resolve("a.txt")).kept().versions();
            assertThat(versions).extracting(Version::sequence).containsExactly(3L, 2L, 1L);
        }

        @Test
        void aDeletedFileComesBackWithItsDirectoriesAndItsHistory() throws Exception {
            two.write("deep/er/a.txt", "one");
            long first = two.sync();
            Files.delete(two.here.resolve("deep/er/a.txt"));
            Files.delete(two.here.resolve("deep/er"));
            Files.delete(two.here.resolve("deep"));
            two.sync();

            two.desktop.history().restore(two.there.resolve("deep/er/a.txt"), two.at(first));
            two.sync();

            assertThat(files(two.here)).isEqualTo(Map.of("deep/er/a.txt", "one"));
            assertThat(files(two.there)).isEqualTo(files(two.here));
            assertThat(two.laptop.history().of(two.here.resolve("deep/er/a.txt")).kept().versions())
                    .extracting(Version::isDeletion)
                    .containsExactly(false, true, false);
        }

        @Test
        void ofARenamedFileTheOldContentComesToItsNewName() throws Exception {
            two.write("a.txt", "one");
            long first = two.sync();
            Files.move(two.here.resolve("a.txt"), two.here.resolve("b.txt"));
            two.sync();
            two.write("b.txt", "two");
            two.sync();

            two.laptop.history().restore(two.here.resolve("b.txt"), version(first));

            assertThat(files(two.here)).isEqualTo(Map.of("b.txt", "one"));
        }

        @Test
        void theOldNameOfARenamedFileGivesAnotherFile() throws Exception {
            two.write("a.txt", "one");
            long first = two.sync();
            Files.move(two.here.resolve("a.txt"), two.here.resolve("b.txt"));
            two.sync();

            two.laptop.history().restore(two.here.resolve("a.txt"), version(first));
            two.sync();

            assertThat(files(two.there)).isEqualTo(Map.of("a.txt", "one", "b.txt", "one"));
        }

        @Test
        void aDirectoryComesBackAsItWasAndWhatIsNewInItStays() throws Exception {
            two.write("d/kept", "kept");
            two.write("d/edited", "before");
            two.write("d/gone/f", "gone");
            two.write("other", "before");
            long first = two.sync();
            two.write("d/edited", "after");
            two.write("d/new", "new");
            two.write("other", "after");
            Files.delete(two.here.resolve("d/gone/f"));
            Files.delete(two.here.resolve("d/gone"));
            two.sync();

            History.Outcome outcome =
                    two.laptop.history().restore(two.here.resolve("d"), two.at(first));
            two.sync();

            assertThat(outcome.left()).isEmpty();
            assertThat(files(two.there))
                    .isEqualTo(
                            Map.of(
                                    "d/kept", "kept",
                                    "d/edited", "before",
                                    "d/gone/f", "gone",
                                    "d/new", "new",
                                    "other", "after"));
        }

        @Test
        void anEditThatWasNotSentYetStaysInTheHistory() throws Exception {
            two.write("a.txt", "one");
            long first = two.sync();
            two.write("a.txt", "typed a moment ago");

            two.laptop.history().restore(two.here.resolve("a.txt"), version(first));
            two.sync();

            assertThat(two.there.resolve("a.txt")).hasContent("one");
            two.laptop.history().restore(two.here.resolve("a.txt"), version(2));
            assertThat(two.here.resolve("a.txt")).hasContent("typed a moment ago");
        }

        @Test
        void anEditAtTheVeryMomentIsLeftAlone() throws Exception {
            two.write("a.txt", "one");
            long first = two.sync();
            two.write("a.txt", "two");
            two.sync();
            FakeRemote.Mischief typing =
                    moment -> {
                        if (moment == FakeRemote.Moment.BETWEEN_FILES) {
                            Files.writeString(two.here.resolve("a.txt"), "typed meanwhile");
                        }
                    };
            Engine again = two.reopen(typing);

            History.Outcome outcome =
                    again.history().restore(two.here.resolve("a.txt"), version(first));

            assertThat(two.here.resolve("a.txt")).hasContent("typed meanwhile");
            assertThat(outcome.left()).isNotEmpty();
        }

        @Test
        void whatStandsInTheWayIsNotReplaced() throws Exception {
            two.write("a", "one");
            long first = two.sync();
            Files.delete(two.here.resolve("a"));
            two.write("a/inner", "two");
            two.sync();

            assertThatThrownBy(() ->
                            two.laptop.history().restore(two.here.resolve("a"), version(first)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("another kind");
            assertThat(files(two.here)).isEqualTo(Map.of("a/inner", "two"));
        }

        @Test
        void ofManyDeletionsThatAreHeldBackOneFileComesBack() throws Exception {
            for (int i = 0; i < 20; i++) {
                two.write("d/f" + i, "content " + i);
            }
            long first = two.sync();
            for (int i = 0; i < 20; i++) {
                Files.delete(two.here.resolve("d/f" + i));
            }
            two.laptop.syncOnce(LIMIT);
            assertThat(two.laptop.snapshot().folders().getFirst().state())
                    .isEqualTo(SyncState.ATTENTION);

            two.laptop.history().restore(two.here.resolve("d/f7"), version(first));
            two.sync();

            assertThat(files(two.here)).isEqualTo(Map.of("d/f7", "content 7"));
            assertThat(files(two.there)).hasSize(20).containsEntry("d/f7", "content 7");
        }

        @Test
        void whatNeverWasIsRefusedInOneSentence() throws Exception {
            two.write("a", "one");
            long first = two.sync();
            Files.delete(two.here.resolve("a"));
            two.sync();

            assertThatThrownBy(
                            () -> two.laptop.history().restore(two.here.resolve("b"), version(1)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("has no version 1");
            assertThatThrownBy(() ->
                            two.laptop.history().restore(two.here.resolve("a"), version(first + 1)))
                    .hasMessageContaining("is its deletion");
            assertThatThrownBy(() ->
                            two.laptop
                                    .history()
                                    .restore(two.here.resolve("a"), new When.AtTime(Instant.EPOCH)))
                    .hasMessageContaining("nothing from before");
        }

        @Test
        void contentThatIsGoneIsNamedAndNothingElseIsTouched() throws Exception {
            two.write("d/a", "one");
            two.write("d/b", "two");
            long first = two.sync();
            two.write("d/a", "one!");
            two.write("d/b", "two!");
            two.sync();
            two.commons().lose(Hash.sha256("one".getBytes(StandardCharsets.UTF_8)));

            History.Outcome outcome =
                    two.laptop.history().restore(two.here.resolve("d"), version(first));

            assertThat(outcome.left()).extracting(History.Left::path).containsExactly("d/a");
            assertThat(files(two.here)).isEqualTo(Map.of("d/a", "one!", "d/b", "two"));
        }
    }

    @Nested
    class CopyingElsewhere {
        @BeforeEach
        void twoVersions() throws Exception {
            two.write("d/a", "one");
            two.write("d/empty", "");
            Files.createSymbolicLink(two.here.resolve("d/link"), Path.of("a"));
            two.sync();
            two.write("d/a", "two");
            two.sync();
        }

        @Test
        void aDirectoryIsWrittenWhereNothingWas() throws Exception {
            Path to = dir.resolve("copy");

            History.Outcome outcome =
                    two.laptop.history().copy(two.here.resolve("d"), version(1), to);

            assertThat(outcome.left()).isEmpty();
            assertThat(files(to)).isEqualTo(Map.of("a", "one", "empty", "", "link", "one"));
            assertThat(Files.readSymbolicLink(to.resolve("link"))).isEqualTo(Path.of("a"));
            assertThat(files(two.here)).containsEntry("d/a", "two");
            try (Stream<Path> beside = Files.list(dir)) {
                assertThat(beside.map(path -> path.getFileName().toString()))
                        .noneMatch(name -> name.startsWith(".allmende"));
            }
        }

        @Test
        void intoTheFolderItIsANewFileOfIt() throws Exception {
            two.laptop
                    .history()
                    .copy(two.here.resolve("d/a"), version(1), two.here.resolve("old a"));
            two.sync();

            assertThat(two.there.resolve("old a")).hasContent("one");
            assertThat(two.there.resolve("d/a")).hasContent("two");
        }

        @Test
        void nothingIsEverOverwritten() throws Exception {
            Path to = Files.writeString(dir.resolve("mine"), "mine");

            assertThatThrownBy(() ->
                            two.laptop.history().copy(two.here.resolve("d/a"), version(1), to))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("already");
            assertThat(to).hasContent("mine");
        }
    }
}
