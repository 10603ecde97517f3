package eu.allmende.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Moments as people type them.
class TimeOfPastTest {
    private static final ZonedDateTime NOW =
            ZonedDateTime.parse("2026-03-31T15:00:00+02:00[Europe/Berlin]");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-02-28T23:00:00Z",
        "2026-03-01 14:30, 2026-03-01T13:30:00Z",
        "2026-03-30T14:30:05, 2026-03-30T12:30:05.999Z",
        "2026-03-01T14:30:00Z, 2026-03-01T14:30:00.999Z",
        "2026-03-01 14:30:00, 2026-03-01T13:30:00.999Z",
        "2026-03-01T14:30:00.125Z, 2026-03-01T14:30:00.125Z",
        "2026-03-01T14:30+01:00, 2026-03-01T13:30:00Z",
        "2 hours ago, 2026-03-31T11:00:00Z",
        "90 min ago, 2026-03-31T11:30:00Z",
        "an hour ago, 2026-03-31T12:00:00Z",
        "1 month ago, 2026-02-28T14:00:00Z",
        "Yesterday, 2026-03-30T13:00:00Z"
    })
    void eachFormIsRead(String text, String instant) throws IOException {
        assertThat(TimeOfPast.read(text, NOW)).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "2026-13-01", "2026-02-30", "25:00", "999999 years ago ago"})
    void whatIsNoMomentIsRefusedWithExamples(String text) {
        assertThatThrownBy(() -> TimeOfPast.read(text, NOW))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        e -> assertThat(e.ending()).isEqualTo(Ending.WRONG_USAGE))
                .hasMessageContaining("2 hours ago");
    }

    @Test
    void theSecondThatIsStillRunningIsNow() throws IOException {
        assertThat(TimeOfPast.read("2026-03-31 15:00:00", NOW)).isEqualTo(NOW.toInstant());
    }

    @Test
    void theFutureIsRefused() {
        assertThatThrownBy(() -> TimeOfPast.read("2026-04-01", NOW))
                .hasMessageContaining("has not come yet");
    }
}
