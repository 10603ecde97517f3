package eu.allmende.checks.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.allmende.checks.program.Picture;
import eu.allmende.checks.program.ProgramProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// One computer with one device: its home, its files, and its long-lived `run`, a process of its
/// own. Short commands go to that process through its socket, or work alone if it does not run.
final class Computer implements AutoCloseable {
    static final Duration MOST = Duration.ofMinutes(3);

    /// Each question is a whole command, which takes time from those that are waited for.
    static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);

    private static final int HEAP_MEGABYTES = 320;

    private final String name;
    private final Path home;
    private final Path files;
    private final Path commons;
    private @Nullable ProgramProcess run;

    /// @param commons what others join with
    Computer(String name, Path dir, Path commons) {
        this.name = name;
        home = dir.resolve(name + "/home");
        files = dir.resolve(name + "/files");
        this.commons = commons;
    }

    Path home() {
        return home;
    }

    Path files() {
        return files;
    }

    Allmende program() {
        return new Allmende(home);
    }

    /// Becomes the first device of a new account.
    Computer found() throws IOException {
        Files.createDirectories(files);
        program().run("init", "--commons", commons, "--device", name).isDone();
        return this;
    }

    /// Becomes a device of another computer's account.
    Computer joins(Computer other) throws IOException, InterruptedException {
        List<String> words = List.of("--home", other.home.toString(), "invite", "--yes", "--json");
        try (ProgramProcess inviting = ProgramProcess.start(HEAP_MEGABYTES, words)) {
            String line = inviting.awaitLine(each -> each.contains("code"), MOST);
            String code = line.replaceAll(".*\"code\":\"([A-Z2-7]+)\".*", "$1");
            program().run("join", code, "--commons", commons, "--device", name).isDone();
            assertThat(inviting.awaitEnd(MOST).code()).isZero();
        }
        return this;
    }

    /// Starts `run`.
    Computer start() throws IOException, InterruptedException {
        List<String> words = List.of("--home", home.toString(), "run");
        run = ProgramProcess.start(HEAP_MEGABYTES, words);
        run.awaitSaid(line -> line.startsWith("Syncing until stopped"), MOST);
        return this;
    }

    /// SIGKILL to `run`, at this moment.
    void kill() throws InterruptedException {
        running().kill();
    }

    /// SIGTERM to `run`, which ends with 0.
    void stop() throws IOException, InterruptedException {
        ProgramProcess.Ended ended = running().stop();
        assertThat(ended.code()).as(ended.said()).isZero();
    }

    private ProgramProcess running() {
        if (run == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return run;
    }

    /// Starts the program as a process of its own with a command, and waits for its end.
    ProgramProcess.Ended process(Object... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--home", home.toString()));
        for (Object word : words) {
            all.add(word.toString());
        }
        try (ProgramProcess process = ProgramProcess.start(HEAP_MEGABYTES, all)) {
            return process.awaitEnd(MOST);
        }
    }

    /// Syncs until nothing is left to do.
    JsonNode sync() throws IOException {
        return program().run("sync", "--timeout", MOST.toSeconds(), "--json").isDone().json();
    }

    /// How the one folder stands.
    JsonNode status() throws IOException {
        JsonNode folders = program().run("status", "--json").isDone().json().get("folders");
        assertThat(folders).hasSize(1);
        return folders.get(0);
    }

    void awaitState(String state) {
        Awaitility.await(name + " is " + state)
                .atMost(MOST)
                .pollInterval(BETWEEN_QUESTIONS)
                .until(() -> status().get("state").asText().equals(state));
    }

    /// Waits until a file is here, with exactly this text.
    void awaitText(String path, String text) {
        Path file = files.resolve(path);
        Awaitility.await(path + " on " + name)
                .atMost(MOST)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Files.isRegularFile(file) && Files.readString(file).equals(text));
    }

    void awaitGone(String path) {
        Awaitility.await(path + " is gone on " + name)
                .atMost(MOST)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !Files.exists(files.resolve(path)));
    }

    Picture picture(Picture.Times times) throws IOException {
        return Picture.of(files, times);
    }

    @Override
    public void close() {
        if (run != null) {
            run.close();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
