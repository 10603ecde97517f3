package eu.allmende.app;

import eu.allmende.app.cli.CommandLineProgram;
import eu.allmende.app.cli.Terminal;
import eu.allmende.app.home.Home;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Where the program begins.
public final class Main {
    private Main() {}

    /// Does what the words say and ends the process with the exit code of that.
    public static void main(String[] words) {
        Terminal terminal =
                new Terminal(
                        stream(FileDescriptor.out, "stdout.encoding"),
                        stream(FileDescriptor.err, "stderr.encoding"),
                        new BufferedReader(
                                new InputStreamReader(System.in, charset("stdin.encoding"))));
        Home platformHome =
                Home.ofPlatform(
                        System.getProperty("os.name", ""),
                        Path.of(System.getProperty("user.home", ".")),
                        System.getenv());
        System.exit(run(terminal, platformHome, words));
    }

    /// Does what the words say, in this process.
    ///
    /// @param platformHome the home when `--home` names none
    /// @return the exit code
    public static int run(Terminal terminal, Home platformHome, String... words) {
        return new CommandLineProgram(terminal, platformHome, new Wiring()).run(words);
    }

    private static PrintStream stream(FileDescriptor to, String property) {
        return new PrintStream(new FileOutputStream(to), true, charset(property));
    }

    /// What the terminal speaks; UTF-8 where nobody has said.
    private static Charset charset(String property) {
        String name = System.getProperty(property, "");
        boolean said = !name.isEmpty() && Charset.isSupported(name);
        Charset charset = said ? Charset.forName(name) : StandardCharsets.UTF_8;
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }
}
