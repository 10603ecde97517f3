package eu.allmende.checks.commandline;

import eu.allmende.checks.program.ProgramProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// `commons start`, a process of its own: validators with Ratis, nodes with disks, real TLS.
final class CommonsProcess implements AutoCloseable {
    private static final int HEAP_MEGABYTES = 512;
    private static final Duration MOST_START = Duration.ofMinutes(2);

    private final Path dir;
    private ProgramProcess process;

    private CommonsProcess(Path dir, ProgramProcess process) {
        this.dir = dir;
        this.process = process;
    }

    static CommonsProcess start(Path dir) throws IOException, InterruptedException {
        return new CommonsProcess(dir, begin(dir));
    }

    private static ProgramProcess begin(Path dir) throws IOException, InterruptedException {
        ProgramProcess process =
                ProgramProcess.start(
                        HEAP_MEGABYTES, List.of("commons", "start", "--dir", dir.toString()));
        try {
            process.awaitLine("ready"::equals, MOST_START);
            return process;
        } catch (IOException | InterruptedException e) {
            process.close();
            throw e;
        }
    }

    /// What others join with.
    Path file() {
        return dir.resolve("commons.json");
    }

    void stop() throws IOException, InterruptedException {
        process.stop();
    }

    void startAgain() throws IOException, InterruptedException {
        process = begin(dir);
    }

    @Override
    public void close() {
        process.close();
    }
}
