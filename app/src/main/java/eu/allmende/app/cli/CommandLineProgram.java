package eu.allmende.app.cli;

import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Explained;
import eu.allmende.app.home.Home;
import eu.allmende.app.home.LogFile;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/// The program as the command line sees it.
public final class CommandLineProgram {
    private static final Logger LOG = System.getLogger(CommandLineProgram.class.getName());

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Console console;
    private final CommandLine root;

    /// @param platformHome the home when `--home` names none
    public CommandLineProgram(Terminal terminal, Home platformHome, Doors doors) {
        this(new Console(terminal, platformHome, doors, PATIENCE));
    }

    CommandLineProgram(Console console) {
        this.console = console;
        Terminal terminal = console.terminal();
        root = new CommandLine(new Root(console));
        root.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
        root.setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()));
        addCommands();
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setExecutionStrategy(this::execute);
        root.setParameterExceptionHandler(this::misread);
        root.setExecutionExceptionHandler((thrown, _, _) -> failed(thrown));
    }

    /// Does what the words say.
    ///
    /// @return the exit code
    public int run(String... words) {
        console.reset();
        return root.execute(words);
    }

    private void addCommands() {
        root.addSubcommand("help", new CommandLine.HelpCommand());
        root.addSubcommand("demo", new DemoCommand(console));
        root.addSubcommand("init", new InitCommand(console));
        root.addSubcommand("recover", new RecoverCommand(console));
        root.addSubcommand("invite", new InviteCommand(console));
        root.addSubcommand("join", new JoinCommand(console));
        root.addSubcommand("run", new RunCommand(console));
        root.addSubcommand("sync", new SyncCommand(console));
        root.addSubcommand("status", new StatusCommand(console));
        root.addSubcommand("pause", new PauseCommands.Pause(console));
        root.addSubcommand("resume", new PauseCommands.Resume(console));
        root.addSubcommand("limit", new LimitCommand(console));
        root.addSubcommand("free", new SpaceCommands.Free(console));
        root.addSubcommand("fetch", new SpaceCommands.Fetch(console));
        root.addSubcommand("where", new WhereCommand(console));
        root.addSubcommand("history", new HistoryCommand(console));
        root.addSubcommand("restore", new RestoreCommand(console));
        root.addSubcommand("rewind", new RewindCommand(console));
        root.addSubcommand("devices", new DevicesCommand(console));
        root.addSubcommand("check", new CheckCommand(console));
        root.addSubcommand("resolve", new ResolveCommand(console));
        root.addSubcommand("folder", FolderCommands.group(console));
        root.addSubcommand("commons", CommonsCommands.group(console));
        root.addSubcommand("validator", ValidatorCommands.group(console));
        root.addSubcommand("node", NodeCommands.group(console));
        NotBuiltYet.addTo(root);
    }

    private int execute(ParseResult parsed) {
        LogFile.to(console.home().log());
        return new CommandLine.RunLast().execute(parsed);
    }

    private int misread(ParameterException thrown, String[] words) {
        String command = thrown.getCommandLine().getCommandSpec().qualifiedName();
        console.say(firstLine(thrown) + " (See `" + command + " --help`.)");
        return Ending.WRONG_USAGE.exitCode();
    }

    private int failed(Exception thrown) {
        Explained explained = Explained.of(thrown);
        String more = "";
        if (explained.expected() == Explained.Certainty.UNEXPECTED) {
            LOG.log(Level.ERROR, "a command failed", thrown);
            more = " (More in " + console.home().log() + ".)";
        } else {
            LOG.log(Level.DEBUG, "a command ended early", thrown);
        }
        console.say(explained.sentence() + more);
        return explained.ending().exitCode();
    }

    private static String firstLine(ParameterException thrown) {
        String line = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        return line.endsWith(".") ? line : line + ".";
    }

    /// The command without a word: opens the window.
    @Command(
            name = "allmende",
            mixinStandardHelpOptions = true,
            version = "allmende 0.1.0",
            synopsisSubcommandLabel = "COMMAND",
            description = "A commons of disk space: syncs folders over nodes nobody owns alone.",
            footer = {
                "",
                "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 needs attention, 4 not running."
            })
    static final class Root implements Callable<Integer> {
        private final Console console;

        Root(Console console) {
            this.console = console;
        }

        @Option(
                names = "--home",
                paramLabel = "DIR",
                scope = ScopeType.INHERIT,
                description = "One device's state; default: the platform's data folder.")
        void home(Path dir) {
            if (dir != null) {
                console.setHome(dir);
            }
        }

        @Option(
                names = "--json",
                scope = ScopeType.INHERIT,
                description = "One JSON object on standard output.")
        void json(boolean wanted) {
            console.setJson(wanted);
        }

        @Override
        public Integer call() throws Exception {
            console.doors().openWindow(console.home());
            return Ending.DONE.exitCode();
        }
    }
}
