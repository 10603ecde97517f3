package eu.allmende.app.cli;

import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The commands that the design promises and this version does not have: the one list of them.
final class NotBuiltYet {
    /// The words of each command, one or two.
    static final List<String> COMMANDS =
            List.of(
                    "report",
                    "share",
                    "unshare",
                    "revoke",
                    "validator init",
                    "validator add",
                    "validator remove",
                    "validator replace",
                    "commons found",
                    "commons sign",
                    "account export",
                    "account close",
                    "node drain",
                    "doctor");

    private NotBuiltYet() {}

    /// Adds each that is wanted to the command that it belongs to.
    static void addTo(CommandLine root, Predicate<String> wanted) {
        COMMANDS.stream().filter(wanted).forEach(command -> add(root, command));
    }

    private static void add(CommandLine root, String command) {
        List<String> words = List.of(command.split(" ", 2));
        CommandLine above = words.size() == 1 ? root : group(root, words.getFirst());
        above.addSubcommand(words.getLast(), spec(command));
    }

    private static CommandLine group(CommandLine root, String name) {
        CommandLine group = root.getSubcommands().get(name);
        if (group == null) {
            group = new CommandLine(new Group(name));
            group.getCommandSpec().usageMessage().hidden(true);
            root.addSubcommand(name, group);
        }
        return group;
    }

    private static CommandSpec spec(String command) {
        Callable<Integer> refusal =
                () -> {
                    throw new CommandException(
                            Ending.WRONG_USAGE, "`allmende " + command + "` is not built yet.");
                };
        CommandSpec spec = CommandSpec.wrapWithoutInspection(refusal);
        spec.usageMessage().description("Not built yet.").hidden(true);
        spec.parser().unmatchedOptionsArePositionalParams(true).unmatchedArgumentsAllowed(true);
        spec.addPositional(
                PositionalParamSpec.builder().arity("0..*").type(List.class).hidden(true).build());
        return spec;
    }
}
