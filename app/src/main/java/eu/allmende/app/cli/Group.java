package eu.allmende.app.cli;

import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// A word that means nothing without a second one.
@Command
final class Group implements Callable<Integer> {
    private final String name;

    Group(String name) {
        this.name = name;
    }

    @Override
    public Integer call() throws CommandException {
        throw new CommandException(
                Ending.WRONG_USAGE,
                "`allmende " + name + "` needs a second word: see `allmende " + name + " --help`.");
    }
}
