package eu.allmende.app.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// This program, started once more as a process of its own. It does not outlive the demo.
final class JavaProcess implements AutoCloseable {
    private static final String READY = "ready";
    private static final Duration MOST_STOP = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final CompletableFuture<String> output = new CompletableFuture<>();

    private JavaProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /// Starts the program with these words.
    ///
    /// @param name for messages
    /// @param heapMegabytes the most heap it may take
    /// @param errors where its messages go
    static JavaProcess start(String name, int heapMegabytes, Path errors, List<String> words)
            throws IOException {
        Process process =
                new ProcessBuilder(command(heapMegabytes, words))
                        .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                        .start();
        JavaProcess started = new JavaProcess(name, process);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread.ofVirtual().name("output of " + name).start(started::read);
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
        command.add("-Xmx" + heapMegabytes + "m");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("eu.allmende.app.Main");
        command.addAll(words);
        return command;
    }

    private void read() {
        StringBuilder all = new StringBuilder();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(READY)) {
                    ready.complete(true);
                }
                all.append(line).append('\n');
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.complete(false);
        output.complete(all.toString());
    }

    /// Waits until it prints `ready`.
    ///
    /// @throws IOException if it ends before, or time runs out
    void awaitReady(Duration limit) throws IOException, InterruptedException {
        if (!within(ready, limit)) {
            throw new IOException(name + " ended before it was ready");
        }
    }

    /// Types into it, and closes its input.
    void type(String text) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Waits for its end.
    ///
    /// @return what it printed
    /// @throws IOException if it does not end with 0, or time runs out
    String awaitDone(Duration limit) throws IOException, InterruptedException {
        String printed = within(output, limit);
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException(name + " does not end");
        }
        if (process.exitValue() != 0) {
            throw new IOException(name + " ended with " + process.exitValue());
        }
        return printed;
    }

    private <T> T within(CompletableFuture<T> future, Duration limit)
            throws IOException, InterruptedException {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(name + " took longer than " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(name + " failed", e.getCause());
        }
    }

    /// SIGKILL: it has no chance to tidy up.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long id() {
        return process.pid();
    }

    String name() {
        return name;
    }

    /// Asks it to end, and kills it if it does not.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(MOST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
