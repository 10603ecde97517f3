package eu.allmende.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `init`: a new account with this computer as its first device.
@Command(
        mixinStandardHelpOptions = true,
        description = "Makes an account and its first device; prints the phrase once.")
final class InitCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--commons",
            paramLabel = "FILE",
            required = true,
            description = "The commons.json of the commons to join.")
    private Path commons = Path.of("");

    @Option(names = "--device", paramLabel = "NAME", description = "What to call this computer.")
    private String device = DeviceName.ofThisComputer();

    InitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Doors.NewAccount made =
                NewHome.in(
                        console,
                        home ->
                                console.doors()
                                        .membership(home)
                                        .create(Console.commons(commons), device));
        console.show(made, text(made));
        return 0;
    }

    private static String text(Doors.NewAccount made) {
        return """
        Account %s with its first device %s.

        These 24 words bring everything back, and nobody can reset them for you.
        Write them down now; they are not shown again:

        %s\
        """
                .formatted(made.account(), made.device(), made.phrase());
    }
}
