package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `folder select`, `mode` and `revert`: what a person decides about a folder on this device.
final class DecisionCommands {
    private DecisionCommands() {}

    private static int ask(Console console, Question question) throws IOException {
        Answer.Synced synced = new DeskCommand(console).ask(question, Answer.Synced.class);
        console.show(synced, Texts.of(synced));
        synced.messages().forEach(console::say);
        return SyncCommand.ending(synced).exitCode();
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Keeps directories of a folder off this disk, or brings them back to it.",
                "What was changed in them is sent first. They stay in the commons and on other"
                        + " devices."
            })
    static final class Select implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "NAME", description = "The folder's name.")
        private String name = "";

        @Option(
                names = "--exclude",
                paramLabel = "DIR",
                arity = "1..*",
                description = "Directories in the folder that shall leave this disk.")
        private List<String> exclude = List.of();

        @Option(
                names = "--include",
                paramLabel = "DIR",
                arity = "1..*",
                description = "Excluded directories that shall come back.")
        private List<String> include = List.of();

        Select(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            if (exclude.isEmpty() && include.isEmpty()) {
                throw new CommandException(
                        Ending.WRONG_USAGE, "Say what to --exclude or to --include.");
            }
            return ask(console, new Question.Select(name, exclude, include));
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Syncs a folder both ways, or only one way, on this device.",
                "send: changes of others are not applied here. receive: changes made here stay"
                        + " here."
            })
    static final class Mode implements Callable<Integer> {
        private final Console console;

        @Parameters(index = "0", paramLabel = "NAME", description = "The folder's name.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "MODE", description = "both, send or receive.")
        private String mode = "";

        Mode(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            if (!List.of("both", "send", "receive").contains(mode)) {
                throw new CommandException(
                        Ending.WRONG_USAGE,
                        "There is no mode " + mode + ": use both, send or receive.");
            }
            return ask(console, new Question.SetMode(name, mode));
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Undoes what was changed here in a folder that only receives.",
                "What that removes or replaces is kept in the folder's trash for 30 days."
            })
    static final class Revert implements Callable<Integer> {
        private final Console console;

        @Parameters(paramLabel = "NAME", description = "The folder's name.")
        private String name = "";

        Revert(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws IOException {
            return ask(console, new Question.Revert(name));
        }
    }
}
