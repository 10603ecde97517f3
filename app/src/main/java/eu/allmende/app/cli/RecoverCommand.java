package eu.allmende.app.cli;

import eu.allmende.protocol.ledger.CommonsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `recover`: a new device, from the 24 words alone.
@Command(
        mixinStandardHelpOptions = true,
        description = "Makes this computer a device of the account whose 24 words are typed.")
final class RecoverCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--commons",
            paramLabel = "FILE",
            required = true,
            description = "The commons.json of the account's commons.")
    private Path commons = Path.of("");

    @Option(names = "--device", paramLabel = "NAME", description = "What to call this computer.")
    private String device = DeviceName.ofThisComputer();

    RecoverCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        CommonsFile file = Console.commons(commons);
        console.say("Type the 24 words, then Enter:");
        String phrase = console.readLine();
        Doors.NewDevice made =
                NewHome.in(
                        console,
                        home -> console.doors().membership(home).recover(file, phrase, device));
        console.show(made, "Device " + made.device() + " of account " + made.account() + ".");
        return 0;
    }
}
