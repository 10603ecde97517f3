package eu.allmende.checks.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.allmende.app.Main;
import eu.allmende.app.cli.Terminal;
import eu.allmende.app.home.Home;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
            assertThat(said).startsWith(sentence).doesNotContain("\tat ", "Exception");
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
        List<String> all = new ArrayList<>(List.of("--home", home.toString()));
        for (Object word : words) {
            all.add(word.toString());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new BufferedReader(new StringReader(typed)));
        int code = Main.run(terminal, new Home(home), all.toArray(String[]::new));
        return new Ended(
                code,
                out.toString(StandardCharsets.UTF_8).strip(),
                err.toString(StandardCharsets.UTF_8).strip());
    }
}
