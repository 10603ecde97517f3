package eu.allmende.app.cli;

import eu.allmende.app.home.LogFile;
import eu.allmende.protocol.fence.Country;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `node`: contributes disk.
final class NodeCommands {
    private NodeCommands() {}

    static CommandLine group(Console console) {
        CommandLine group = new CommandLine(new Group("node"));
        group.getCommandSpec().usageMessage().description("Contributes disk: start, status.");
        group.addSubcommand("start", new Start(console));
        group.addSubcommand("status", new Status(console));
        return group;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Keeps pieces for others until stopped; prints `ready`.")
    static final class Start implements Callable<Integer> {
        private final Console console;

        @Option(names = "--dir", paramLabel = "DIR", required = true, description = "Its place.")
        private Path dir = Path.of("");

        @Option(
                names = "--commons",
                paramLabel = "FILE",
                required = true,
                description = "The commons.json of the commons to serve.")
        private Path commons = Path.of("");

        @Option(
                names = "--country",
                paramLabel = "XX",
                required = true,
                converter = Converters.OfCountry.class,
                description = "Where the disk is.")
        private Country country = new Country("DE");

        @Option(
                names = "--operator",
                paramLabel = "NAME",
                required = true,
                description = "Who runs it: a person or a company.")
        private String operator = "";

        @Option(
                names = "--law",
                paramLabel = "XX",
                required = true,
                converter = Converters.OfCountry.class,
                description = "Whose law binds the operator and its parent company.")
        private Country law = new Country("DE");

        @Option(
                names = "--quota",
                paramLabel = "SIZE",
                required = true,
                converter = Converters.OfSize.class,
                description = "How much disk to give, for example 50GiB.")
        private Long quotaBytes = 0L;

        @Option(
                names = "--port",
                paramLabel = "PORT",
                description = "Where to answer; default: any free port.")
        private int port;

        Start(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            Path place = dir.toAbsolutePath().normalize();
            LogFile.to(place.resolve("log"));
            Doors.NodeWishes wishes =
                    new Doors.NodeWishes(
                            place,
                            Console.commons(commons),
                            country.code(),
                            law.code(),
                            operator,
                            quotaBytes,
                            port);
            try (Stopping stopping = Stopping.onSignal();
                    AutoCloseable _ = console.doors().hosting().startNode(wishes)) {
                console.ready();
                stopping.await();
            }
            return 0;
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "What a running node keeps.")
    static final class Status implements Callable<Integer> {
        private final Console console;

        @Option(names = "--dir", paramLabel = "DIR", required = true, description = "Its place.")
        private Path dir = Path.of("");

        Status(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            Doors.NodeState state =
                    console.doors().hosting().nodeState(dir.toAbsolutePath().normalize());
            console.show(state, Texts.of(state));
            return 0;
        }
    }
}
