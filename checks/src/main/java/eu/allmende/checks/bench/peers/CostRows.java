package eu.allmende.checks.bench.peers;

import eu.allmende.checks.bench.StageCost;
import eu.allmende.checks.bench.peers.Devices.Device;
import eu.allmende.checks.program.ProgramProcess;
import eu.allmende.checks.program.ShortCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What it takes: memory for each entry, processor for each stage, the floor of TLS.
final class CostRows {
    private static final double MOST_BYTES_PER_ENTRY = 512;
    private static final int MILLION = 1_000_000;
    private static final int MILLION_HEAP_MEGABYTES = 512;
    private static final int FILES_PER_DIRECTORY = 1000;
    private static final double MEGABYTE = 1e6;

    private CostRows() {}

    static List<Row> all() {
        return List.of(
                new Row("memory", CostRows::memory),
                new Row("stages", _ -> stages()),
                new Row("tls", _ -> TlsFloor.lines()),
                new Row("million", CostRows::million));
    }

    /// What a device keeps of a folder while it rests, by how much its live heap has grown. It has
    /// carried files before, so that what any transfer needs once is in both figures.
    private static List<Line> memory(Ground ground) throws IOException, InterruptedException {
        ground.upload(Corpus.MANY);
        Device device = ground.devices().add("M");
        Path warm = ground.devices().files(device, "warm");
        device.command("folder", "link", "warm", warm, "--json");
        device.sync();
        long before = liveBytes(device.run());
        Path files = ground.devices().files(device, Corpus.MANY.folder());
        device.command("folder", "link", Corpus.MANY.folder(), files, "--json");
        device.sync();
        long after = liveBytes(device.run());
        long entries;
        try (var walk = Files.walk(files)) {
            entries = walk.count();
        }
        if (after <= before) {
            throw new IOException("so few entries weigh less than what else comes and goes");
        }
        double each = (double) (after - before) / entries;
        return List.of(Line.alone("heap for each entry, at rest", each, "B", MOST_BYTES_PER_ENTRY));
    }

    private static List<Line> stages() throws Exception {
        List<Line> lines = new ArrayList<>();
        for (StageCost cost : StageCost.all()) {
            lines.add(
                    Line.alone(
                            "processor for each GiB: " + cost.stage(),
                            cost.secondsPerGibibyte(),
                            "s",
                            0));
        }
        return lines;
    }

    /// A device with so much heap and no more either comes to rest or fails.
    private static List<Line> million(Ground ground) throws IOException, InterruptedException {
        int entries = ground.many(MILLION);
        Device device = ground.devices().add("N");
        device.run().stop();
        Path files = ground.devices().files(device, "million");
        for (int i = 0; i < entries; i++) {
            Path dir = files.resolve("d" + i / FILES_PER_DIRECTORY);
            if (i % FILES_PER_DIRECTORY == 0) {
                Files.createDirectories(dir);
            }
            Files.createFile(dir.resolve("f" + i));
        }
        try (ProgramProcess run = Devices.run(MILLION_HEAP_MEGABYTES, device.home())) {
            Device small = new Device("N", device.home(), run);
            small.command("folder", "add", "million", files, "--json");
            double seconds = small.sync();
            double live = liveBytes(run) / MEGABYTE;
            String what = entries + " entries in a heap of 512 MB";
            return List.of(
                    Line.alone(what + ", live", live, "MB", MILLION_HEAP_MEGABYTES),
                    Line.alone(what + ", first sync", seconds, "s", 0));
        } finally {
            ShortCommand.run(device.home(), "folder", "remove", "million");
        }
    }

    /// Bytes of the heap that are in use after a full collection.
    private static long liveBytes(ProgramProcess run) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String id = String.valueOf(run.id());
        Tool.output(List.of(jcmd, id, "GC.run"));
        Tool.output(List.of(jcmd, id, "GC.run"));
        String heap = Tool.output(List.of(jcmd, id, "GC.heap_info"));
        return heap.lines()
                .filter(line -> line.contains("total") && line.contains("used"))
                .filter(line -> !line.contains("Metaspace"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")) * 1024)
                .sum();
    }
}
