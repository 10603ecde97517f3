package eu.allmende.app.cli;

import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `demo`: a whole commons on this machine, put to the test.
@Command(
        mixinStandardHelpOptions = true,
        description = "A whole commons on this machine: syncs, survives losses, catches liars.")
final class DemoCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Files to sync; default: a copy of the project's own.")
    private @Nullable Path folder;

    @Option(names = "--keep", description = "Leaves the folder it worked in.")
    private boolean keep;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            throw new CommandException(Ending.FAILED, "There is no folder " + folder + ".");
        }
        String files = folder == null ? "" : folder.toAbsolutePath().toString();
        Doors.DemoWishes wishes = new Doors.DemoWishes(files, keep);
        boolean held = console.doors().demonstrate(wishes, console.terminal());
        return (held ? Ending.DONE : Ending.FAILED).exitCode();
    }
}
