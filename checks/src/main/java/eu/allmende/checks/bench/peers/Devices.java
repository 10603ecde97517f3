package eu.allmende.checks.bench.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.allmende.checks.program.ProgramProcess;
import eu.allmende.checks.program.ShortCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Allmende as its users have it: a commons of four validators and eight nodes in one process
/// (seven nodes are inside the fence), and devices that run, each a process of its own.
final class Devices implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration MOST = Duration.ofMinutes(10);
    private static final int COMMONS_HEAP_MEGABYTES = 1024;
    private static final int DEVICE_HEAP_MEGABYTES = 768;

    private final Path dir;
    private final ProgramProcess commons;
    private final List<Device> all = new ArrayList<>();

    private Devices(Path dir, ProgramProcess commons) {
        this.dir = dir;
        this.commons = commons;
    }

    /// A device that runs.
    record Device(String name, Path home, ProgramProcess run) {
        /// Does a command, through the program that runs.
        ///
        /// @throws IOException with what was said, if it does not end with 0
        JsonNode command(Object... words) throws IOException {
            ShortCommand.Ended ended = ShortCommand.run(home, words);
            if (ended.code() != 0) {
                throw new IOException(
                        words[0] + " ended with " + ended.code() + ": " + ended.said());
            }
            return JSON.readTree(ended.printed());
        }

        /// Syncs until nothing is left to do.
        ///
        /// @return seconds
        double sync() throws IOException {
            long start = System.nanoTime();
            command("sync", "--timeout", "3600", "--json");
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /// Starts a commons and two devices of one account.
    static Devices start(Path dir) throws IOException, InterruptedException {
        Files.createDirectories(dir);
        Path place = dir.resolve("commons");
        ProgramProcess commons =
                ProgramProcess.start(
                        COMMONS_HEAP_MEGABYTES,
                        List.of("commons", "start", "--dir", place.toString()));
        Devices devices = new Devices(dir, commons);
        try {
            commons.awaitLine("ready"::equals, MOST);
            devices.add("A");
            devices.add("B");
            return devices;
        } catch (IOException | InterruptedException | RuntimeException e) {
            devices.close();
            throw e;
        }
    }

    /// Makes one more device of the account, and starts it.
    Device add(String name) throws IOException, InterruptedException {
        Path home = dir.resolve(name).resolve("home");
        Path file = dir.resolve("commons/commons.json");
        if (all.isEmpty()) {
            done(ShortCommand.run(home, "init", "--commons", file, "--device", name));
        } else {
            join(home, file, name);
        }
        Device device = new Device(name, home, run(DEVICE_HEAP_MEGABYTES, home));
        all.add(device);
        return device;
    }

    private void join(Path home, Path file, String name) throws IOException, InterruptedException {
        String inviting = all.getFirst().home().toString();
        try (ProgramProcess invite =
                ProgramProcess.start(
                        DEVICE_HEAP_MEGABYTES,
                        List.of("--home", inviting, "invite", "--yes", "--json"))) {
            String line = invite.awaitLine(each -> each.contains("code"), MOST);
            String code = JSON.readTree(line).get("code").asText();
            done(ShortCommand.run(home, "join", code, "--commons", file, "--device", name));
            invite.awaitEnd(MOST);
        }
    }

    static ProgramProcess run(int heapMegabytes, Path home)
            throws IOException, InterruptedException {
        ProgramProcess run =
                ProgramProcess.start(heapMegabytes, List.of("--home", home.toString(), "run"));
        try {
            run.awaitSaid(line -> line.startsWith("Syncing until stopped"), MOST);
            return run;
        } catch (IOException | InterruptedException e) {
            run.close();
            throw e;
        }
    }

    private static void done(ShortCommand.Ended ended) throws IOException {
        if (ended.code() != 0) {
            throw new IOException("a command ended with " + ended.code() + ": " + ended.said());
        }
    }

    Device first() {
        return all.get(0);
    }

    Device second() {
        return all.get(1);
    }

    /// Where a device keeps a folder's files.
    Path files(Device device, String folder) throws IOException {
        return Files.createDirectories(dir.resolve(device.name()).resolve(folder));
    }

    /// Processor seconds of the commons so far.
    double commonsSeconds() throws IOException {
        return Cpu.seconds(commons.id());
    }

    @Override
    public void close() {
        all.reversed().forEach(device -> device.run().close());
        commons.close();
    }
}
