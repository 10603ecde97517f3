package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
        schedule.begun(NOW);
        schedule.ended(end, NOW);
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
        other.ended(QUIET, NOW);
        pass(QUIET);

        assertThat(other.due()).isNotEqualTo(schedule.due());
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule(1.5));
    }

    private boolean mustLook(Instant now) {
        schedule.begun(now);
        return schedule.mustLook();
    }

    private void lookOnceWatched() {
        schedule.watched(Schedule.Watched.TOLD);
        pass(QUIET);
    }

    @Test
    void theDiskIsNotLookedAtAgainWhileNothingIsTold() {
        assertThat(mustLook(NOW)).isTrue();
        lookOnceWatched();

        assertThat(mustLook(NOW)).isFalse();
        schedule.ended(new PassEnd.Again(), NOW);
        assertThat(mustLook(NOW)).isFalse();
        schedule.ended(QUIET, NOW);
        assertThat(untilDue()).isEqualTo(Duration.ofMinutes(66));
        assertThat(mustLook(NOW.plus(Duration.ofMinutes(66)))).isTrue();
    }

    @Test
    void theDiskIsLookedAtAfterAHintAndAfterAPassThatLeftSomethingOpen() {
        lookOnceWatched();
        schedule.hinted(NOW);
        assertThat(mustLook(NOW)).isTrue();
        schedule.hinted(NOW);
        schedule.ended(QUIET, NOW);
        assertThat(mustLook(NOW)).isTrue();
        schedule.ended(WAITING, NOW);
        assertThat(mustLook(NOW)).isTrue();
        schedule.ended(MOVING, NOW);
        assertThat(mustLook(NOW)).isTrue();
        schedule.ended(QUIET, NOW);
        assertThat(mustLook(NOW)).isFalse();
    }

    @Test
    void theDiskIsLookedAtEachTimeUnlessItIsWatched() {
        pass(QUIET);
        assertThat(mustLook(NOW)).isTrue();
        lookOnceWatched();
        schedule.watched(Schedule.Watched.BLIND);
        pass(QUIET);
        assertThat(mustLook(NOW)).isTrue();
        lookOnceWatched();
        schedule.watched(Schedule.Watched.UNKNOWN);
        schedule.watched(Schedule.Watched.TOLD);
        assertThat(mustLook(NOW)).isTrue();
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
        schedule.hinted(NOW);

        assertThat(untilDue()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aHintDuringAPassIsNotForgottenAtItsEnd() {
        schedule.begun(NOW);
        schedule.hinted(NOW);
        schedule.ended(QUIET, NOW);

        assertThat(untilDue()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void whatIsWantedDuringAPassIsDoneAfterIt() {
        schedule.begun(NOW);
        schedule.wantedBy(NOW);
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
        schedule.hinted(NOW);
        assertThat(untilDue()).isEqualTo(Duration.ofSeconds(10));

        pass(QUIET);
        schedule.hinted(NOW);
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
