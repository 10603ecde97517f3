package eu.allmende.app.cli;

import eu.allmende.app.home.LogFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `commons`: a commons of this machine.
final class CommonsCommands {
    private CommonsCommands() {}

    static CommandLine group(Console console) {
        CommandLine group = new CommandLine(new Group("commons"));
        group.getCommandSpec().usageMessage().description("A commons on this machine: start.");
        group.addSubcommand("start", new Start(console));
        return group;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Runs validators and nodes on this machine until stopped; writes"
                            + " DIR/commons.json, prints `ready`.")
    static final class Start implements Callable<Integer> {
        private final Console console;

        @Option(names = "--dir", paramLabel = "DIR", required = true, description = "Its place.")
        private Path dir = Path.of("");

        @Option(
                names = "--nodes",
                paramLabel = "N",
                description = "How many nodes; default: ${DEFAULT-VALUE}.")
        private int nodes = 8;

        @Option(
                names = "--validators",
                paramLabel = "N",
                description = "How many validators; default: ${DEFAULT-VALUE}.")
        private int validators = 4;

        @Option(names = "--without-nodes", split = ",", hidden = true)
        private List<Integer> withoutNodes = new ArrayList<>();

        @Option(names = "--without-validators", split = ",", hidden = true)
        private List<Integer> withoutValidators = new ArrayList<>();

        Start(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            Path place = dir.toAbsolutePath().normalize();
            LogFile.to(place.resolve("log"));
            Doors.CommonsWishes wishes =
                    new Doors.CommonsWishes(
                            place, nodes, validators, withoutNodes, withoutValidators);
            try (Stopping stopping = Stopping.onSignal();
                    AutoCloseable _ = console.doors().hosting().startCommons(wishes)) {
                console.ready();
                stopping.await();
            }
            return 0;
        }
    }
}
