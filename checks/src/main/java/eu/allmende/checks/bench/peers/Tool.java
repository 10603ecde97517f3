package eu.allmende.checks.bench.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Other people's programs: installs them from the distribution, runs them, times them.
final class Tool {
    /// What Debian calls the peers.
    static final List<String> PEERS = List.of("syncthing", "restic", "rclone", "unison", "rsync");

    private static final Duration MOST = Duration.ofMinutes(40);

    private Tool() {}

    /// Whether a program is on the search path.
    static boolean isHere(String name) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(dir -> !dir.isEmpty() && Files.isExecutable(Path.of(dir, name)));
    }

    /// Installs which peers are missing.
    ///
    /// @throws IOException with the sentence that says what to do, if it cannot
    static void installPeers(Path scratch) throws IOException, InterruptedException {
        List<String> missing = PEERS.stream().filter(name -> !isHere(name)).toList();
        if (missing.isEmpty()) {
            return;
        }
        String by = "apt-get install " + String.join(" ", missing);
        if (!isHere("apt-get") || !System.getProperty("user.name", "").equals("root")) {
            throw new IOException("Some peers are not installed; as root: " + by);
        }
        System.err.println("Installing " + String.join(", ", missing) + " …");
        List<String> install =
                new ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
        install.addAll(missing);
        Map<String, String> quiet = Map.of("DEBIAN_FRONTEND", "noninteractive");
        try {
            run(scratch, quiet, install);
        } catch (IOException e) {
            run(scratch, quiet, List.of("apt-get", "update"));
            run(scratch, quiet, install);
        }
    }

    /// Runs a program to its end.
    ///
    /// @return seconds
    /// @throws IOException if it does not end with 0
    static double run(Path scratch, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path said = Files.createTempFile(scratch, "said", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            if (!process.waitFor(MOST.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(command.getFirst() + " takes longer than " + MOST);
            }
        } finally {
            process.destroyForcibly();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException(
                    command.getFirst() + " ended with " + process.exitValue() + ": " + last(said));
        }
        return seconds;
    }

    /// Runs a program to its end.
    ///
    /// @return what it printed
    static String output(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .start();
        byte[] all = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException(command.getFirst() + " ended with " + process.exitValue());
        }
        return new String(all, StandardCharsets.UTF_8);
    }

    private static String last(Path said) throws IOException {
        List<String> lines = Files.readAllLines(said, StandardCharsets.ISO_8859_1);
        return lines.isEmpty() ? "" : lines.getLast();
    }
}
