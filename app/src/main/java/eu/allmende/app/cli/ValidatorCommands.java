package eu.allmende.app.cli;

import eu.allmende.app.home.LogFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `validator`: of a commons on this machine, in a process of its own.
final class ValidatorCommands {
    private ValidatorCommands() {}

    static CommandLine group(Console console) {
        CommandLine group = new CommandLine(new Group("validator"));
        group.getCommandSpec().usageMessage().hidden(true);
        group.addSubcommand("start", new Start(console));
        return group;
    }

    @Command(
            hidden = true,
            mixinStandardHelpOptions = true,
            description = "Runs one validator of a commons on this machine until stopped.")
    static final class Start implements Callable<Integer> {
        private final Console console;

        @Option(
                names = "--dir",
                paramLabel = "DIR",
                required = true,
                description = "The place of the whole commons.")
        private Path dir = Path.of("");

        @Option(
                names = "--seat",
                paramLabel = "I",
                required = true,
                description = "Which of its validators, from 0.")
        private int seat;

        Start(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws Exception {
            Path place = dir.toAbsolutePath().normalize();
            LogFile.to(place.resolve("validators/" + seat + "/log"));
            try (Stopping stopping = Stopping.onSignal();
                    AutoCloseable _ = console.doors().hosting().startValidator(place, seat)) {
                console.ready();
                stopping.await();
            }
            return 0;
        }
    }
}
