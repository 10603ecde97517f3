package eu.allmende.node.store;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// A process of its own that works on a store and prints what it did, until it is killed.
final class KilledChild {
    private static final Duration MOST = Duration.ofMinutes(2);

    private KilledChild() {}

    /// Starts a class's `main` with a directory, and kills the process once it has said enough.
    ///
    /// @param said a file for what it prints
    /// @return the whole lines that it printed
    static List<String> after(Class<?> main, Path dir, Path said, Predicate<List<String>> enough)
            throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "--enable-native-access=ALL-UNNAMED",
                                main.getName(),
                                dir.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectOutput(said.toFile())
                        .start();
        try {
            await().atMost(MOST).until(() -> !child.isAlive() || enough.test(wholeLines(said)));
        } finally {
            child.destroyForcibly().waitFor();
        }
        return wholeLines(said);
    }

    private static List<String> wholeLines(Path file) throws IOException {
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
