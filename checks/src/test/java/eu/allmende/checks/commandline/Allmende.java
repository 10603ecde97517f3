package eu.allmende.checks.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.allmende.checks.program.ShortCommand;
import java.io.IOException;
import java.nio.file.Path;

/// The program on one home, run in this process: what it prints, and how it ends.
final class Allmende {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;

    Allmende(Path home) {
        this.home = home;
    }

    /// How a command ended.
    record Ended(int code, String printed, String said) {
        JsonNode json() throws IOException {
            return JSON.readTree(printed);
        }

        Ended isDone() {
            assertThat(code).as(said).isZero();
            return this;
        }

        /// One sentence, no stack trace.
        void isRefused(int expected, String sentence) {
            assertThat(said).startsWith(sentence).doesNotContain("\tat ", "Exception", "More in");
            assertThat(code).isEqualTo(expected);
        }
    }

    Path home() {
        return home;
    }

    Ended run(Object... words) {
        return typing("", words);
    }

    Ended typing(String typed, Object... words) {
        ShortCommand.Ended ended = ShortCommand.typing(typed, home, words);
        return new Ended(ended.code(), ended.printed(), ended.said());
    }
}
