package eu.allmende.app.cli;

import eu.allmende.app.control.ControlServer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.home.Home;
import eu.allmende.app.home.HomeLock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `run`: syncs in the foreground until stopped.
@Command(
        mixinStandardHelpOptions = true,
        description = "Watches and syncs in the foreground until stopped.")
final class RunCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Console console;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Home home = console.home();
        if (!Files.isDirectory(home.dir())) {
            throw DeskCommand.noDevice(home);
        }
        try (Stopping stopping = Stopping.onSignal();
                HomeLock _ = lock(home);
                Desk desk = console.doors().openDesk(home, Doors.Working.ALWAYS);
                ControlServer _ = ControlServer.start(home, desk)) {
            console.say("Syncing until stopped (Ctrl-C).");
            stopping.await();
        }
        return Ending.DONE.exitCode();
    }

    /// A short command may have the lock for a moment.
    private static HomeLock lock(Home home) throws IOException {
        return HomeLock.take(home, PATIENCE)
                .orElseThrow(() ->
                        new CommandException(
                                Ending.FAILED,
                                "Another program works with " + home.dir() + " already."));
    }
}
