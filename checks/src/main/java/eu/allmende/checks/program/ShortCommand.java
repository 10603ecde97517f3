package eu.allmende.checks.program;

import eu.allmende.app.Main;
import eu.allmende.app.cli.Terminal;
import eu.allmende.app.home.Home;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A command of the program, done in this process: it asks the one that runs with the home, or does
/// the work here if none does.
public final class ShortCommand {
    private ShortCommand() {}

    /// How a command ended.
    ///
    /// @param code what the exit code would be
    /// @param printed what it wrote for programs
    /// @param said what it wrote for people
    public record Ended(int code, String printed, String said) {}

    /// Does a command that types nothing.
    public static Ended run(Path home, Object... words) {
        return typing("", home, words);
    }

    /// Does a command that reads what is typed.
    public static Ended typing(String typed, Path home, Object... words) {
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
