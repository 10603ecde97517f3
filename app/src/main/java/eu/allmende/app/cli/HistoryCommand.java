package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `history`: the versions of a path.
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "The versions of a file that can still be had, also of one that was deleted or renamed.",
            "Of a folder it also lists what was deleted in it."
        })
final class HistoryCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "PATH", description = "A path in a synced folder.")
    private Path path = Path.of("");

    HistoryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        String absolute = path.toAbsolutePath().normalize().toString();
        Answer.Versions versions =
                new DeskCommand(console).ask(new Question.History(absolute), Answer.Versions.class);
        console.show(versions, PastTexts.of(versions));
        if (versions.note() != null) {
            console.say(versions.note());
        }
        return 0;
    }
}
