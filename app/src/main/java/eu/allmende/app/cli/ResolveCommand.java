package eu.allmende.app.cli;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.Question;
import eu.allmende.engine.Keep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `resolve`: settles a conflict.
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Settles a conflict between two versions of a file.",
            "What is not kept goes to the folder's trash, .allmende/trash."
        })
final class ResolveCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "PATH",
            description = "The conflicted copy, or the file that it is a copy of.")
    private Path path = Path.of("");

    @Option(
            names = "--keep",
            paramLabel = "mine|theirs|both",
            required = true,
            description = "This device's version, the other device's, or both.")
    private Keep keep = Keep.BOTH;

    ResolveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        String absolute = path.toAbsolutePath().normalize().toString();
        Answer.Resolved resolved =
                new DeskCommand(console)
                        .ask(new Question.Resolve(absolute, keep), Answer.Resolved.class);
        console.show(resolved, Texts.of(resolved));
        return 0;
    }
}
