package eu.allmende.app.cli;

import eu.allmende.protocol.ledger.CommonsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `join`: becomes a device of the account that gave the code.
@Command(
        mixinStandardHelpOptions = true,
        description = "Makes this computer a device of the account that gave the code.")
final class JoinCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "CODE", description = "What `allmende invite` prints.")
    private String code = "";

    @Option(
            names = "--commons",
            paramLabel = "FILE",
            required = true,
            description = "The commons.json of the account's commons.")
    private Path commons = Path.of("");

    @Option(names = "--device", paramLabel = "NAME", description = "What to call this computer.")
    private String device = DeviceName.ofThisComputer();

    JoinCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        CommonsFile file = Console.commons(commons);
        Doors.NewDevice made =
                NewHome.in(
                        console,
                        home -> console.doors().membership(home).join(file, code, new Person()));
        console.show(made, "Device " + made.device() + " of account " + made.account() + ".");
        return 0;
    }

    private final class Person implements Doors.Joiner {
        @Override
        public String device() {
            return device;
        }

        @Override
        public void words(List<String> words) {
            console.say("The other screen must show: " + String.join(" ", words));
        }
    }
}
