package eu.allmende.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Which versions stay.
class KeepingTest {
    private static final Instant TUESDAY = Instant.parse("2026-03-03T12:00:00Z");
    private static final Instant MONDAY = Instant.parse("2026-03-09T00:00:00Z");
    private final Keeping keeping = Keeping.USUAL;

    @Test
    void whatStoodOverNoMondayStaysThirtyDaysAfterItWasReplaced() {
        Instant to = TUESDAY.plus(Duration.ofDays(2));

        assertThat(keeping.until(TUESDAY, to)).isEqualTo(to.plus(Duration.ofDays(30)));
    }

    @Test
    void whatStoodOnMondayMorningStaysAYearFromThen() {
        assertThat(keeping.until(TUESDAY, MONDAY.plusMillis(1)))
                .isEqualTo(MONDAY.plus(Duration.ofDays(365)));
    }

    @Test
    void whatWasReplacedAtTheVeryMomentOfMondayDidNotStandThen() {
        assertThat(keeping.until(TUESDAY, MONDAY)).isEqualTo(MONDAY.plus(Duration.ofDays(30)));
    }

    @Test
    void whatStoodForTwoYearsStaysOnAfterItsDeletion() {
        Instant from = TUESDAY.minus(Duration.ofDays(730));

        assertThat(keeping.until(from, TUESDAY))
                .isAfterOrEqualTo(TUESDAY.plus(Duration.ofDays(30)))
                .isEqualTo(Instant.parse("2026-03-02T00:00:00Z").plus(Duration.ofDays(365)));
    }

    @Test
    void aVersionStaysExactlyWhileItStoodAtAKeptMoment() {
        long seed = Long.getLong("seed", 20260301);
        Random random = new Random(seed);
        Keeping small = new Keeping(Duration.ofDays(3), Duration.ofDays(24));
        for (int i = 0; i < 3000; i++) {
            Instant from = MONDAY.plus(Duration.ofHours(random.nextInt(24 * 60)));
            Instant to = from.plus(Duration.ofHours(1 + random.nextInt(24 * 10)));
            Instant now = to.plus(Duration.ofHours(random.nextInt(24 * 40)));

            assertThat(small.keeps(from, to, now))
                    .as("seed %d: from %s to %s at %s", seed, from, to, now)
                    .isEqualTo(stoodAtAKeptMoment(small, from, to, now));
        }
    }

    private static boolean stoodAtAKeptMoment(
            Keeping keeping, Instant from, Instant to, Instant now) {
        for (Instant m = from; m.isBefore(to); m = m.plus(Duration.ofHours(1))) {
            ZonedDateTime date = m.atZone(ZoneOffset.UTC);
            boolean weekBegins = date.getDayOfWeek() == DayOfWeek.MONDAY && date.getHour() == 0;
            if (!m.isBefore(now.minus(keeping.every()))
                    || (weekBegins && m.isAfter(now.minus(keeping.weekly())))) {
                return true;
            }
        }
        return false;
    }
}
