package eu.allmende.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/// The commands of the program. Where the words name one, only that one is made: to read all costs
/// each start half a second.
final class Commands {
    private static final String HELP = "help";

    private final Map<String, Function<Console, Object>> all = new LinkedHashMap<>();
    private final Console console;

    Commands(Console console) {
        this.console = console;
        all.put(HELP, _ -> new HelpCommand());
        all.put("demo", DemoCommand::new);
        all.put("init", InitCommand::new);
        all.put("recover", RecoverCommand::new);
        all.put("invite", InviteCommand::new);
        all.put("join", JoinCommand::new);
        all.put("run", RunCommand::new);
        all.put("sync", SyncCommand::new);
        all.put("status", StatusCommand::new);
        all.put("pause", PauseCommands.Pause::new);
        all.put("resume", PauseCommands.Resume::new);
        all.put("limit", LimitCommand::new);
        all.put("free", SpaceCommands.Free::new);
        all.put("fetch", SpaceCommands.Fetch::new);
        all.put("where", WhereCommand::new);
        all.put("history", HistoryCommand::new);
        all.put("restore", RestoreCommand::new);
        all.put("rewind", RewindCommand::new);
        all.put("devices", DevicesCommand::new);
        all.put("check", CheckCommand::new);
        all.put("resolve", ResolveCommand::new);
        all.put("folder", FolderCommands::group);
        all.put("commons", CommonsCommands::group);
        all.put("validator", ValidatorCommands::group);
        all.put("node", NodeCommands::group);
    }

    /// Adds what these words can mean.
    void addTo(CommandLine root, String... words) {
        String named = first(words);
        if (all.containsKey(named) && !named.equals(HELP)) {
            add(root, named);
            NotBuiltYet.addTo(root, command -> command.startsWith(named + " "));
        } else {
            all.keySet().forEach(each -> add(root, each));
            NotBuiltYet.addTo(root, _ -> true);
        }
    }

    private void add(CommandLine root, String name) {
        Function<Console, Object> making = all.get(name);
        if (making != null) {
            root.addSubcommand(name, making.apply(console));
        }
    }

    /// The word that stands where the command stands; empty if there is none.
    private static String first(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--home")) {
                i++;
            } else if (!words[i].startsWith("-")) {
                return words[i];
            }
        }
        return "";
    }
}
