package eu.allmende.engine.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class WatchLimitTest {
    private static final String WATCHES = "User limit of inotify watches reached";
    private static final String INSTANCES =
            "User limit of inotify instances reached or too many open files";

    @Test
    void theLimitIsFoundUnderWhatWrapsIt() {
        Exception wrapped =
                new CompletionException(new UncheckedIOException(new IOException(WATCHES)));

        assertThat(WatchLimit.isReached(wrapped)).isTrue();
        assertThat(WatchLimit.sentence(wrapped)).contains("fs.inotify.max_user_watches=");
    }

    @Test
    void theLimitOfProgramsHasASwitchOfItsOwn() {
        assertThat(WatchLimit.sentence(new IOException(INSTANCES)))
                .contains("fs.inotify.max_user_instances=");
    }

    @Test
    void anythingElseIsNoLimit() {
        Exception other = new IOException((String) null);

        assertThat(WatchLimit.isReached(other)).isFalse();
        assertThat(WatchLimit.sentence(other))
                .isEqualTo(
                        "This folder cannot be watched, so changes are found up to a minute"
                                + " late.");
    }
}
