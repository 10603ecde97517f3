package eu.allmende.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.app.desk.Answer;
import org.junit.jupiter.api.Test;

class CheckWatchingTest {
    @Test
    void tellsInWordsHowFarACheckIs() {
        assertThat(line("files", 3, 8)).isEqualTo("Reading files: 37 %");
        assertThat(line("files", 0, 0)).isEqualTo("Reading files: 100 %");
        assertThat(line("pieces", Long.MAX_VALUE / 2, Long.MAX_VALUE))
                .isEqualTo("Asking for proof of pieces: 50 %");
        assertThat(line("mending", 4, 9)).isEqualTo("Mending: 4 of 9 packs");
    }

    @Test
    void saysNothingWhereNothingIsKnown() {
        assertThat(CheckWatching.line(Answer.CheckStands.NONE)).isEmpty();
        assertThat(line("something newer", 1, 2)).isEmpty();
    }

    private static String line(String stage, long done, long all) {
        return CheckWatching.line(new Answer.CheckStands(stage, done, all));
    }
}
