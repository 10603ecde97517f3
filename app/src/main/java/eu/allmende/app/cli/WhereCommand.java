package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `where`: who holds a file's pieces.
@Command(
        mixinStandardHelpOptions = true,
        description = "Who holds a file's pieces, in which country, under whose law.")
final class WhereCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "PATH", description = "A file of a synced folder.")
    private Path path = Path.of("");

    WhereCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        String absolute = path.toAbsolutePath().normalize().toString();
        Answer.Place place =
                new DeskCommand(console).ask(new Question.Where(absolute), Answer.Place.class);
        console.show(place, Texts.of(place));
        return 0;
    }
}
