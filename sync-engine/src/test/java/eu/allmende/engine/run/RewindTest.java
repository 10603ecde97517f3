package eu.allmende.engine.run;

import static eu.allmende.engine.run.TwoPasts.LIMIT;
import static eu.allmende.engine.run.TwoPasts.files;
import static eu.allmende.engine.run.TwoPasts.trash;
import static eu.allmende.engine.run.TwoPasts.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.engine.Engine;
import eu.allmende.engine.FolderMode;
import eu.allmende.engine.FreedOnRemoval;
import eu.allmende.engine.History;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.history.Version;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole folder goes back, with two devices; and what a device tells of the past.
class RewindTest {
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
    class Rewinding {
        private long first;

        @BeforeEach
        void aBusyDay() throws Exception {
            for (int i = 0; i < 30; i++) {
                two.write("many/f" + i, "content " + i);
            }
            two.write("edited", "before");
            two.write("moved/m", "m");
            first = two.sync();
            for (int i = 0; i < 12; i++) {
                Files.delete(two.here.resolve("many/f" + i));
            }
            two.write("edited", "after");
            Files.move(two.here.resolve("moved"), two.here.resolve("elsewhere"));
            for (int i = 0; i < 60; i++) {
                two.write("new/n" + i, "new " + i);
            }
            two.sync();
        }

        @Test
        void thePlanSaysInNumbersWhatWillBeDone() throws Exception {
            History.Rewind plan = two.laptop.history().plan("docs", two.commons().timeOf(first));

            assertThat(plan.counts().created()).isEqualTo(12);
            assertThat(plan.counts().updated()).isOne();
            assertThat(plan.counts().moved()).isOne();
            assertThat(plan.counts().removed()).isEqualTo(61);
            assertThat(plan.expired()).isZero();
            assertThat(two.here.resolve("new/n0")).exists();
        }

        @Test
        void theWholeFolderGoesBackInOneCommitAndNoGuardStandsInTheWay() throws Exception {
            Map<String, String> after = files(two.here);
            long head = two.commons().head();

            History.Outcome outcome = two.rewind(two.desktop, first);

            assertThat(outcome.left()).isEmpty();
            assertThat(outcome.unsent()).isEmpty();
            assertThat(two.commons().head()).isEqualTo(head + 1);
            two.sync();
            assertThat(files(two.there)).hasSize(32).containsEntry("moved/m", "m");
            assertThat(files(two.here)).isEqualTo(files(two.there));
            assertThat(files(two.here))
                    .doesNotContainKey("new/n0")
                    .containsEntry("edited", "before");
            assertThat(trash(two.there)).contains("new 0", "after");
            assertThat(two.desktop.snapshot().folders().getFirst().state())
                    .isEqualTo(SyncState.UP_TO_DATE);

            two.rewind(two.laptop, head);
            two.sync();

            assertThat(files(two.there)).isEqualTo(after);
        }

        @Test
        void itCostsNoContentThatIsThere() throws Exception {
            History.Rewind plan = two.laptop.history().plan("docs", two.commons().timeOf(first));

            assertThat(plan.counts().bytes()).isLessThan(200);
        }

        @Test
        void whatChangedSinceItWasAskedIsAskedAgain() throws Exception {
            History.Rewind plan = two.laptop.history().plan("docs", two.commons().timeOf(first));
            Files.writeString(two.there.resolve("one more"), "x");
            two.desktop.syncOnce(LIMIT);

            assertThatThrownBy(() -> two.laptop.history().rewind(plan))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("ask again");
            assertThat(two.here.resolve("new/n0")).exists();
        }

        @Test
        void aCommitThatChangesNothingMeanwhileIsNoReasonToAskAgain() throws Exception {
            History.Rewind plan = two.laptop.history().plan("docs", two.commons().timeOf(first));
            DeviceId other = new DeviceId(Hash.sha256(new byte[] {1}));
            assertThat(two.commons().commit(two.commons().head(), other, List.of())).isPresent();

            assertThat(two.laptop.history().rewind(plan).left()).isEmpty();
            assertThat(two.here.resolve("new/n0")).doesNotExist();
        }

        @Test
        void oneThatBreaksOffIsFinishedByDoingItAgain() throws Exception {
            AtomicInteger failures = new AtomicInteger();
            Engine again =
                    two.reopen(moment -> {
                        if (moment == FakeRemote.Moment.BETWEEN_FILES
                                && failures.incrementAndGet() == 5) {
                            throw new IOException("the commons is silent");
                        }
                    });

            History.Outcome broken = two.rewind(again, first);
            History.Outcome whole = two.rewind(again, first);
            two.desktop.syncOnce(LIMIT);

            assertThat(broken.left()).isNotEmpty();
            assertThat(whole.left()).isEmpty();
            assertThat(files(two.there)).isEqualTo(files(two.here)).hasSize(32);
        }

        @Test
        void whereAFolderOnlyReceivesNothingIsBroughtBack() throws Exception {
            two.laptop.mode("docs", FolderMode.RECEIVE);
            Path edited = two.here.resolve("edited");

            assertThatThrownBy(() -> two.laptop.history().plan("docs", two.commons().timeOf(first)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("only receives");
            assertThatThrownBy(() -> two.laptop.history().restore(edited, two.at(first)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("only receives");
            assertThat(edited).hasContent("after");
        }

        @Test
        void aPausedFolderIsNotRewound() throws Exception {
            two.laptop.pause("docs");

            assertThatThrownBy(() -> two.laptop.history().plan("docs", two.commons().timeOf(first)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("paused");
        }

        @Test
        void somebodyElsesEditMeanwhileIsKept() throws Exception {
            rewindWithAnEditOnTheOtherDevice();

            assertThat(files(two.here)).isEqualTo(files(two.there));
            assertThat(files(two.here)).containsEntry("new/n3", "edited over there");
            assertThat(files(two.here)).doesNotContainKey("new/n4");
        }

        private void rewindWithAnEditOnTheOtherDevice() throws Exception {
            History.Rewind plan = two.laptop.history().plan("docs", two.commons().timeOf(first));
            Files.writeString(two.there.resolve("new/n3"), "edited over there");
            two.laptop.history().rewind(plan);
            two.sync();
            two.sync();
        }
    }

    @Nested
    class AfterSomeTime {
        @Test
        void onlyWhatIsKeptIsListed() throws Exception {
            for (int days : new int[] {80, 79, 78, 77, 2, 1}) {
                two.commons().past(Duration.ofDays(days));
                two.write("a", "as it was " + days + " days ago");
                two.sync();
            }

            List<Version> versions =
                    two.laptop.history().of(two.here.resolve("a")).kept().versions();

            assertThat(versions).extracting(Version::sequence).contains(6L, 5L, 4L);
            assertThat(versions).hasSizeBetween(3, 4);
            assertThat(versions)
                    .filteredOn(version -> version.sequence() == 5)
                    .singleElement()
                    .satisfies(version ->
                            assertThat(version.keptUntil().orElseThrow())
                                    .isAfterOrEqualTo(
                                            two.commons().timeOf(6).plus(Duration.ofDays(30))));
        }

        @Test
        void whatThisDeviceKnewIsToldWhileTheCommonsIsSilent() throws Exception {
            AtomicBoolean silent = new AtomicBoolean();
            Engine again =
                    two.reopen(moment -> {
                        if (silent.get()) {
                            throw new IOException("too few validators");
                        }
                    });
            two.write("a", "one");
            again.syncOnce(LIMIT);
            assertThat(again.history().of(two.here.resolve("a")).completeness())
                    .isEqualTo(History.Completeness.NEWEST);

            silent.set(true);
            History.Past past = again.history().of(two.here.resolve("a"));

            assertThat(past.completeness()).isEqualTo(History.Completeness.AS_LAST_KNOWN);
            assertThat(past.kept().versions()).hasSize(1);
            assertThatThrownBy(() -> again.history().restore(two.here.resolve("a"), version(1)))
                    .hasMessageContaining("too few validators");
        }

        @Test
        void aRemovedFolderForgetsItsHistoryAndFindsItAgain() throws Exception {
            two.write("a", "one");
            two.sync();
            two.laptop.history().of(two.here.resolve("a"));
            two.laptop.removeFolder("docs", FreedOnRemoval.LEAVE);
            try (Stream<Path> files = Files.list(dir.resolve("home-laptop/folders"))) {
                assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("history"));
            }
            Files.move(
                    two.here.resolve("a"),
                    two.here.resolve("b"),
                    StandardCopyOption.REPLACE_EXISTING);
            two.laptop.linkFolder("docs", two.here);
            two.laptop.syncOnce(LIMIT);

            assertThat(two.laptop.history().of(two.here.resolve("a")).kept().versions())
                    .isNotEmpty();
        }
    }
}
