package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eu.allmende.engine.scan.Parts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final PassEnd QUIET = new PassEnd.Quiet();
    private static final PassEnd MOVING = new PassEnd.Moving();
    private static final PassEnd WAITING =
            new PassEnd.Waiting(PassEnd.Cause.COMMONS, "It does not answer.");

    private final Schedule schedule = new Schedule(0.5);

    private void pass(PassEnd end) {
        begin(NOW);
        look(Parts.NONE);
        schedule.ended(end, NOW);
    }

    /// What a pass that begins must look at.
    private Parts begin(Instant now) {
        schedule.begun(now);
        return schedule.look();
    }

    /// The pass looks at what it must.
    private void look(Parts again) {
        schedule.looked(new Covered(schedule.look(), again), NOW);
    }

    private Duration untilDue() {
        return Duration.between(NOW, schedule.due());
    }

    @Test
    void theFirstPassIsDueAtOnce() {
        assertThat(schedule.due()).isBefore(NOW);
    }

    @Test
    void aQuietFolderIsLookedAtAfterAnHourAndABit() {
        pass(QUIET);

        assertThat(untilDue()).isEqualTo(Duration.ofMinutes(66));
    }

    @Test
    void foldersAreNotLookedAtAllAtOnce() {
        Schedule other = new Schedule(0.1);
        other.begun(NOW);
        other.looked(new Covered(Parts.WHOLE, Parts.NONE), NOW);
        other.ended(QUIET, NOW);
        pass(QUIET);

        assertThat(other.due()).isAfter(NOW).isNotEqualTo(schedule.due());
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule(1.5));
    }

    private void lookOnceWatched() {
        schedule.watched(Schedule.Watched.TOLD);
        pass(QUIET);
    }

    @Test
    void theDiskIsNotLookedAtAgainWhileNothingIsTold() {
        assertThat(begin(NOW)).isEqualTo(Parts.WHOLE);
        lookOnceWatched();

        assertThat(begin(NOW)).isEqualTo(Parts.NONE);
        schedule.ended(new PassEnd.Again(), NOW);
        assertThat(begin(NOW)).isEqualTo(Parts.NONE);
        schedule.ended(QUIET, NOW);
        assertThat(untilDue()).isEqualTo(Duration.ofMinutes(66));
        assertThat(begin(NOW.plus(Duration.ofMinutes(66)))).isEqualTo(Parts.WHOLE);
    }

    @Test
    void theDirectoriesOfHintsAreLookedAtAndThenNoMore() {
        lookOnceWatched();
        schedule.hinted(Parts.in("a"), NOW);
        schedule.hinted(Parts.within("b/c"), NOW);

        assertThat(begin(NOW)).isEqualTo(Parts.in("a").and(Parts.within("b/c")));
        schedule.hinted(Parts.in("d"), NOW);
        look(Parts.NONE);
        schedule.ended(QUIET, NOW);
        assertThat(begin(NOW)).isEqualTo(Parts.in("d"));
        look(Parts.NONE);
        schedule.ended(QUIET, NOW);
        assertThat(begin(NOW)).isEqualTo(Parts.NONE);
    }

    @Test
    void aLookThatWasNotMadeIsStillToBeMade() {
        lookOnceWatched();
        schedule.hinted(Parts.in("a"), NOW);
        begin(NOW);
        schedule.ended(new PassEnd.Underway(), NOW);

        assertThat(begin(NOW)).isEqualTo(Parts.in("a"));
    }

    @Test
    void whatIsBeingWrittenIsLookedAtAgain() {
        lookOnceWatched();
        schedule.hinted(Parts.in("a").and(Parts.in("b")), NOW);
        begin(NOW);
        look(Parts.in("b"));
        schedule.ended(MOVING, NOW);

        assertThat(begin(NOW)).isEqualTo(Parts.in("b"));
    }

    @Test
    void afterAPassThatLeftSomethingOpenAllIsLookedAt() {
        lookOnceWatched();
        pass(WAITING);
        assertThat(begin(NOW)).isEqualTo(Parts.WHOLE);
        look(Parts.NONE);
        schedule.ended(new PassEnd.Attention("It is gone."), NOW);
        assertThat(begin(NOW)).isEqualTo(Parts.WHOLE);
        look(Parts.WHOLE);
        schedule.ended(new PassEnd.Again(), NOW);
        assertThat(begin(NOW)).isEqualTo(Parts.WHOLE);
        look(Parts.NONE);
        schedule.ended(QUIET, NOW);
        assertThat(begin(NOW)).isEqualTo(Parts.NONE);
    }

    @Test
    void someDirectoriesAreNotTheHourlyLook() {
        lookOnceWatched();
        for (int i = 0; i < 10; i++) {
            schedule.hinted(Parts.in("a"), NOW);
            pass(QUIET);
        }
        Instant later = NOW.plus(Duration.ofMinutes(66));
        schedule.hinted(Parts.in("a"), later);

        assertThat(begin(later)).isEqualTo(Parts.WHOLE);
    }

    @Test
    void whoAsksHasAllLookedAt() {
        lookOnceWatched();
        schedule.hinted(Parts.in("a"), NOW);
        schedule.asked();

        assertThat(begin(NOW)).isEqualTo(Parts.WHOLE);
    }

    @Test
    void theDiskIsLookedAtEachTimeUnlessItIsWatched() {
        pass(QUIET);
        assertThat(begin(NOW)).isEqualTo(Parts.WHOLE);
        lookOnceWatched();
        schedule.watched(Schedule.Watched.BLIND);
        pass(QUIET);
        assertThat(begin(NOW)).isEqualTo(Parts.WHOLE);
        lookOnceWatched();
        schedule.watched(Schedule.Watched.UNKNOWN);
        schedule.watched(Schedule.Watched.TOLD);
        assertThat(begin(NOW)).isEqualTo(Parts.WHOLE);
    }

    @Test
    void whoAsksDoesNotWaitForPausesThatGrew() {
        for (int i = 0; i < 10; i++) {
            pass(WAITING);
        }
        assertThat(untilDue()).isEqualTo(Duration.ofMinutes(1));

        schedule.asked();
        pass(WAITING);

        assertThat(untilDue()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aHintAfterAPassIsLookedAtWhenItIsQuiet() {
        pass(QUIET);
        schedule.hinted(Parts.in("a"), NOW);

        assertThat(untilDue()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aHintDuringAPassIsNotForgottenAtItsEnd() {
        begin(NOW);
        schedule.hinted(Parts.in("a"), NOW);
        look(Parts.NONE);
        schedule.ended(QUIET, NOW);

        assertThat(untilDue()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void whatIsWantedDuringAPassIsDoneAfterIt() {
        begin(NOW);
        schedule.wantedBy(NOW);
        look(Parts.NONE);
        schedule.ended(QUIET, NOW);

        assertThat(untilDue()).isEqualTo(Duration.ZERO);
    }

    @Test
    void whatNobodyTellsOfIsLookedAtEveryMinute() {
        schedule.watched(Schedule.Watched.BLIND);
        pass(QUIET);
        assertThat(untilDue()).isEqualTo(Duration.ofMinutes(1));

        schedule.watched(Schedule.Watched.TOLD);
        pass(QUIET);
        assertThat(untilDue()).isGreaterThan(Duration.ofMinutes(59));
    }

    @Test
    void whatKeepsChangingIsLookedAtLessAndLessOften() {
        pass(MOVING);
        assertThat(untilDue()).isEqualTo(Duration.ofMillis(200));
        for (int i = 0; i < 10; i++) {
            pass(MOVING);
        }
        schedule.hinted(Parts.in("a"), NOW);
        assertThat(untilDue()).isEqualTo(Duration.ofSeconds(10));

        pass(QUIET);
        schedule.hinted(Parts.in("a"), NOW);
        assertThat(untilDue()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aCommonsThatDoesNotAnswerIsAskedLessAndLessOften() {
        pass(WAITING);
        assertThat(untilDue()).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            pass(WAITING);
        }
        assertThat(untilDue()).isEqualTo(Duration.ofMinutes(1));

        pass(QUIET);
        pass(WAITING);
        assertThat(untilDue()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void onePassFollowsAnotherUntilNothingIsDoneAnyMore() {
        pass(new PassEnd.Again());
        assertThat(untilDue()).isEqualTo(Duration.ZERO);
        for (int i = 0; i < 60; i++) {
            pass(new PassEnd.Again());
        }
        assertThat(untilDue()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whatAPersonMustMendIsLookedAtEveryTenSeconds() {
        pass(new PassEnd.Attention("Its disk is gone."));

        assertThat(untilDue()).isEqualTo(Duration.ofSeconds(10));
    }
}
