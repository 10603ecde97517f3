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

    /// @param platformHome the home when `--home` names none
    public CommandLineProgram(Terminal terminal, Home platformHome, Doors doors) {
        this(new Console(terminal, platformHome, doors, PATIENCE));
    }

    CommandLineProgram(Console console) {
        this.console = console;
    }

    /// Does what the words say.
    ///
    /// @return the exit code
    public int run(String... words) {
        console.reset();
        return root(words).execute(words);
    }

    private CommandLine root(String... words) {
        Terminal terminal = console.terminal();
        CommandLine root = new CommandLine(new Root(console));
        root.setOut(new PrintWriter(terminal.out(), true, terminal.out().charset()));
        root.setErr(new PrintWriter(terminal.err(), true, terminal.err().charset()));
        new Commands(console).addTo(root, words);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setExecutionStrategy(this::execute);
        root.setParameterExceptionHandler(this::misread);
        root.setExecutionExceptionHandler((thrown, _, _) -> failed(thrown));
        return root;
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
