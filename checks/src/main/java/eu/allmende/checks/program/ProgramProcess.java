package eu.allmende.checks.program;

import eu.allmende.app.Main;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The program, started as a process of its own. It does not outlive the one that started it.
public final class ProgramProcess implements AutoCloseable {
    private static final Duration MOST_STOP = Duration.ofSeconds(20);

    /// Java says so at each start, and has no switch for it.
    private static final String OF_JAVA = "WARNING: Using incubator modules";

    /// Commands that `./allmende` also starts for a short life.
    private static final Set<String> SHORT =
            Set.of("init", "recover", "invite", "join", "status", "folder");

    private final List<String> words;
    private final Process process;
    private final StringBuilder printed = new StringBuilder();
    private final StringBuilder said = new StringBuilder();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final Thread atExit;

    private ProgramProcess(List<String> words, Process process) {
        this.words = List.copyOf(words);
        this.process = process;
        atExit = new Thread(process::destroyForcibly);
    }

    /// How a process ended.
    ///
    /// @param code its exit code
    /// @param printed what it wrote for programs
    /// @param said what it wrote for people
    public record Ended(int code, String printed, String said) {}

    /// Starts the program with these words.
    ///
    /// @param heapMegabytes the most heap it may take
    public static ProgramProcess start(int heapMegabytes, List<String> words) throws IOException {
        Process process = new ProcessBuilder(command(heapMegabytes, words)).start();
        ProgramProcess started = new ProgramProcess(words, process);
        Runtime.getRuntime().addShutdownHook(started.atExit);
        started.readAll();
        return started;
    }

    private static List<String> command(int heapMegabytes, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--") || flag.startsWith("-Djdk.")) {
                command.add(flag);
            }
        }
        command.add("-XX:+UseSerialGC");
        if (words.stream().anyMatch(SHORT::contains)) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.add("-Xmx" + heapMegabytes + "m");
        command.add("-cp");
        command.add(classPath());
        command.add(Main.class.getName());
        command.addAll(words);
        return command;
    }

    /// Tests are sometimes loaded by a loader of their launcher's own.
    private static String classPath() {
        if (Main.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(URL::getPath)
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private void readAll() {
        CompletableFuture<Void> out = reading(process.inputReader(StandardCharsets.UTF_8), printed);
        CompletableFuture<Void> err = reading(process.errorReader(StandardCharsets.UTF_8), said);
        var _ =
                CompletableFuture.allOf(out, err, process.onExit())
                        .whenComplete((_, _) -> ended.complete(process.exitValue()));
    }

    private static CompletableFuture<Void> reading(BufferedReader reader, StringBuilder into) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("output of the program")
                .start(() -> {
                    try (reader) {
                        for (String line = reader.readLine();
                                line != null;
                                line = reader.readLine()) {
                            append(into, line);
                        }
                    } catch (IOException e) {
                        append(into, "(unreadable: " + e.getMessage() + ")");
                    } finally {
                        done.complete(null);
                    }
                });
        return done;
    }

    private static void append(StringBuilder into, String line) {
        if (line.startsWith(OF_JAVA)) {
            return;
        }
        synchronized (into) {
            into.append(line).append('\n');
            into.notifyAll();
        }
    }

    /// Waits until it prints a line like this.
    ///
    /// @throws IOException if it ends before, or time runs out
    public String awaitLine(Predicate<String> wanted, Duration limit)
            throws IOException, InterruptedException {
        return await(printed, wanted, limit);
    }

    /// Waits until it says a line like this to people.
    ///
    /// @throws IOException if it ends before, or time runs out
    public String awaitSaid(Predicate<String> wanted, Duration limit)
            throws IOException, InterruptedException {
        return await(said, wanted, limit);
    }

    private String await(StringBuilder lines, Predicate<String> wanted, Duration limit)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (lines) {
            while (true) {
                Optional<String> found = lines.toString().lines().filter(wanted).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || ended.isDone()) {
                    throw new IOException(words + " wrote no such line; it said: " + said());
                }
                lines.wait(Math.min(left, 200));
            }
        }
    }

    /// Types into it, and closes its input.
    public void type(String text) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Waits for its end.
    ///
    /// @throws IOException if time runs out
    public Ended awaitEnd(Duration limit) throws IOException, InterruptedException {
        try {
            int code = ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            forget();
            return new Ended(code, text(printed), said());
        } catch (TimeoutException e) {
            throw new IOException(words + " took longer than " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(words + " failed", e.getCause());
        }
    }

    /// What it has said to people so far.
    public String said() {
        return text(said);
    }

    private static String text(StringBuilder from) {
        synchronized (from) {
            return from.toString().strip();
        }
    }

    /// SIGKILL: it has no chance to tidy up.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        forget();
    }

    /// SIGTERM: it may tidy up.
    public Ended stop() throws IOException, InterruptedException {
        process.destroy();
        return awaitEnd(MOST_STOP);
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // this process is ending, and the hook runs
        }
    }

    /// Whether it has not ended.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// Its process id.
    public long id() {
        return process.pid();
    }

    /// Asks it to end, and kills it if it does not.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(MOST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
            forget();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
