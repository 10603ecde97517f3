package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `limit`: how fast content goes up and down, for all folders together.
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "How fast content may go, for all folders together; without options, tells it.",
            "A rate is like 2MB/s, 500KB/s or none. It holds at once and until it is changed."
        })
final class LimitCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--up", paramLabel = "RATE", description = "To the nodes.")
    private @Nullable String up;

    @Option(names = "--down", paramLabel = "RATE", description = "From the nodes.")
    private @Nullable String down;

    LimitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Question question = new Question.SetLimits(rate(up), rate(down));
        Answer.Limits limits = new DeskCommand(console).ask(question, Answer.Limits.class);
        console.show(limits, Texts.of(limits));
        return 0;
    }

    private static @Nullable Long rate(@Nullable String typed) throws CommandException {
        if (typed == null) {
            return null;
        }
        try {
            return Rate.parse(typed);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    Ending.WRONG_USAGE,
                    typed + " is no rate: write it like 2MB/s, 500KB/s or none.",
                    e);
        }
    }
}
