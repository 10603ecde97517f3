package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `check`: whether disk, trees, ledger and pieces of a folder agree.
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Whether disk, trees, ledger and pieces of a folder agree.",
            "It tells how far it is. Ctrl-C ends it, and nothing is lost by that."
        })
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "NAME", description = "The folder's name.")
    private String name = "";

    @Option(
            names = "--repair",
            description =
                    "Mends what can be mended; deletes nothing. Files whose bytes are others than"
                            + " remembered are read again, and lost pieces are made anew.")
    private boolean repair;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Question question = repair ? new Question.Repair(name) : new Question.Check(name);
        try (CheckWatching watching = CheckWatching.of(name, console)) {
            Answer.Checked checked = watching.ask(question);
            console.show(checked, Texts.of(checked));
            return (checked.ok() ? Ending.DONE : Ending.FAILED).exitCode();
        }
    }
}
