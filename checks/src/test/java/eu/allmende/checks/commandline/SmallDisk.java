package eu.allmende.checks.commandline;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A disk in memory, small enough to be full. Only root may mount one: else the test is skipped.
record SmallDisk(Path dir) implements AutoCloseable {
    static SmallDisk mount(Path dir, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectories(dir);
        boolean mounted = run("mount", "-t", "tmpfs", "-o", size(mebibytes), "tmpfs", dir);
        assumeThat(mounted).as("only root can mount a small disk to fill").isTrue();
        return new SmallDisk(dir);
    }

    private static String size(int mebibytes) {
        return "size=" + mebibytes + "m";
    }

    void grow(int mebibytes) throws IOException, InterruptedException {
        if (!run("mount", "-o", "remount," + size(mebibytes), dir)) {
            throw new IOException("the disk does not grow");
        }
    }

    private static boolean run(Object... words) throws IOException, InterruptedException {
        List<String> command = List.of(words).stream().map(Object::toString).toList();
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such command here
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "-l", dir);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
