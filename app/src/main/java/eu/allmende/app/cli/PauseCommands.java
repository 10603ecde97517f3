package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `pause` and `resume`: a folder stands still until a person says otherwise.
final class PauseCommands {
    private PauseCommands() {}

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Lets a folder stand still until `resume`, also after a restart.",
                "With --for, it goes on by itself after that time."
            })
    static final class Pause implements Callable<Integer> {
        private static final Pattern TIME = Pattern.compile("(\\d{1,6})\\s*([smhd])");

        private final Console console;

        @Parameters(
                arity = "0..1",
                paramLabel = "NAME",
                description = "The folder's name; default: all folders.")
        private @Nullable String name;

        @Option(
                names = "--for",
                paramLabel = "TIME",
                description = "Goes on by itself after so long: 30m, 2h, 1d.")
        private @Nullable String time;

        Pause(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            Answer.Status paused =
                    new DeskCommand(console)
                            .ask(new Question.Pause(name, seconds()), Answer.Status.class);
            console.show(paused, Texts.ofPaused(paused));
            return 0;
        }

        private @Nullable Long seconds() throws CommandException {
            if (time == null) {
                return null;
            }
            Matcher matcher = TIME.matcher(time.strip().toLowerCase(Locale.ROOT));
            if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
                throw new CommandException(
                        Ending.WRONG_USAGE, time + " is no time: write it like 30m, 2h or 1d.");
            }
            ChronoUnit unit =
                    switch (matcher.group(2)) {
                        case "s" -> ChronoUnit.SECONDS;
                        case "m" -> ChronoUnit.MINUTES;
                        case "h" -> ChronoUnit.HOURS;
                        default -> ChronoUnit.DAYS;
                    };
            return unit.getDuration().toSeconds() * Long.parseLong(matcher.group(1));
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Goes on after `pause`, and looks at everything again.")
    static final class Resume implements Callable<Integer> {
        private final Console console;

        @Parameters(
                arity = "0..1",
                paramLabel = "NAME",
                description = "The folder's name; default: all folders.")
        private @Nullable String name;

        Resume(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            Answer.Status resumed =
                    new DeskCommand(console).ask(new Question.Resume(name), Answer.Status.class);
            console.show(resumed, Texts.ofResumed(resumed));
            return 0;
        }
    }
}
