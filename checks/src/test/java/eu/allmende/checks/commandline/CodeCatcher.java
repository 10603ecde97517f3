package eu.allmende.checks.commandline;

import eu.allmende.app.Main;
import eu.allmende.app.cli.Terminal;
import eu.allmende.app.home.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An `invite` in the background, whose code is read as soon as it is printed.
final class CodeCatcher {
    private static final Pattern CODE = Pattern.compile("\"code\":\"([A-Z2-7]{26})\"");

    private final PipedInputStream printed = new PipedInputStream();
    private final PipedOutputStream out;

    CodeCatcher() throws IOException {
        out = new PipedOutputStream(printed);
    }

    int invite(Path home) {
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(
                                OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                        new BufferedReader(new StringReader("")));
        return Main.run(
                terminal, new Home(home), "--home", home.toString(), "invite", "--yes", "--json");
    }

    String code() throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8));
        Matcher code = CODE.matcher(lines.readLine());
        if (!code.find()) {
            throw new IOException("no code was printed");
        }
        return code.group(1);
    }
}
