package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `sync`: one pass until quiet.
@Command(
        mixinStandardHelpOptions = true,
        description = "Syncs all folders once, until nothing is left to do.")
final class SyncCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "Gives up after so long; default: ${DEFAULT-VALUE}.")
    private long timeoutSeconds = 3_600;

    SyncCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Answer.Synced synced =
                new DeskCommand(console)
                        .ask(new Question.SyncNow(timeoutSeconds), Answer.Synced.class);
        console.show(synced, Texts.of(synced));
        synced.messages().forEach(console::say);
        return ending(synced).exitCode();
    }

    /// A folder that a person paused is no failure; it is said.
    static Ending ending(Answer.Synced synced) {
        return switch (synced.state()) {
            case Answer.State.UP_TO_DATE, Answer.State.PAUSED -> Ending.DONE;
            case Answer.State.ATTENTION -> Ending.NEEDS_ATTENTION;
            default -> Ending.FAILED;
        };
    }
}
