package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `restore`: brings back what a path held.
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Brings back what a file or folder was, on all devices; nothing is removed by it.",
            "What stands in its place goes to the trash and stays in the history.",
            "Without --version and --at: what was deleted there last."
        })
final class RestoreCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "PATH", description = "A path in a synced folder.")
    private Path path = Path.of("");

    @Option(
            names = "--version",
            paramLabel = "V",
            description = "A version's number, as `allmende history` shows it.")
    private @Nullable Long version;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "2026-03-01 (its beginning), \"2026-03-01 14:30\", 2026-03-01T14:30:00Z or \"2"
                            + " hours ago\".")
    private @Nullable String at;

    @Option(
            names = "--to",
            paramLabel = "P",
            description = "Writes it there instead, where nothing may be yet.")
    private @Nullable Path to;

    RestoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (version != null && at != null) {
            throw new CommandException(Ending.WRONG_USAGE, "Name a version or a time, not both.");
        }
        String moment =
                at == null
                        ? null
                        : TimeOfPast.read(at, ZonedDateTime.now(ZoneId.systemDefault())).toString();
        Question question =
                new Question.Restore(
                        absolute(path), version, moment, to == null ? null : absolute(to));
        Answer.Restored restored = new DeskCommand(console).ask(question, Answer.Restored.class);
        return PastTexts.show(restored, console).exitCode();
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }
}
