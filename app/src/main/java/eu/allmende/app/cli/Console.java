package eu.allmende.app.cli;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.home.Home;
import eu.allmende.protocol.ledger.CommonsFile;
import eu.allmende.protocol.wire.MalformedException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Where one run of the program reads and prints.
final class Console {
    private final Terminal terminal;
    private final Home platformHome;
    private final Doors doors;
    private final Duration patience;
    private Home home;
    private boolean json;

    /// @param patience how long a program that has the home may take to answer
    Console(Terminal terminal, Home platformHome, Doors doors, Duration patience) {
        this.patience = patience;
        this.terminal = terminal;
        this.platformHome = platformHome;
        this.doors = doors;
        this.home = platformHome;
    }

    void setHome(Path dir) {
        home = new Home(dir);
    }

    void setJson(boolean wanted) {
        json = wanted;
    }

    /// Forgets what the last command line said.
    void reset() {
        home = platformHome;
        json = false;
    }

    Home home() {
        return home;
    }

    Duration patience() {
        return patience;
    }

    Doors doors() {
        return doors;
    }

    Terminal terminal() {
        return terminal;
    }

    /// Prints a result: its fields as JSON, or as text for a person.
    void show(Object result, String text) throws IOException {
        terminal.out().println(json ? Json.MAPPER.writeValueAsString(result) : text);
        terminal.out().flush();
    }

    /// Tells scripts that what was started now serves.
    void ready() {
        terminal.out().println("ready");
        terminal.out().flush();
    }

    /// Whether results are printed for programs.
    boolean isJson() {
        return json;
    }

    /// Prints a message, which is no result.
    void say(String message) {
        terminal.err().println(message);
        terminal.err().flush();
    }

    /// The next line typed.
    String readLine() throws IOException {
        String line = terminal.in().readLine();
        if (line == null) {
            throw new CommandException(Ending.FAILED, "The input ended before the answer came.");
        }
        return line;
    }

    /// Reads what others join a commons with.
    static CommonsFile commons(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(Ending.FAILED, "There is no file " + file + ".");
        }
        try {
            return CommonsFile.parse(Files.readString(file));
        } catch (MalformedException | MalformedInputException e) {
            throw new CommandException(
                    Ending.FAILED, file + " is not a commons file (commons.json).", e);
        }
    }

    /// Made where JSON is asked for.
    private static final class Json {
        static final ObjectMapper MAPPER =
                JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

        private Json() {}
    }
}
