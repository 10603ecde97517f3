package eu.allmende.checks.bench.peers;

import eu.allmende.checks.bench.peers.Devices.Device;
import eu.allmende.checks.program.ProgramProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// What happens all day: nothing, one edit, one rename.
final class DailyRows {
    private static final int SAMPLES = 50;
    private static final int WARM_SAMPLES = 5;
    private static final int RENAMED_FILES = 10_000;
    private static final int PASSES = 5;
    private static final double MOST_NO_CHANGE_SECONDS = 1.5;
    private static final double MOST_P50_MILLIS = 600;
    private static final double MOST_P95_MILLIS = 2000;
    private static final double MOST_RENAME_KIBIBYTES = 64;
    private static final double MOST_IDLE_PERCENT = 1;
    private static final Duration MOST = Duration.ofMinutes(10);
    private static final long LOOK_NANOS = 2_000_000;
    private static final long REST_NANOS = 500_000_000;
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final Peers peers;

    DailyRows(Peers peers) {
        this.peers = peers;
    }

    List<Row> all() {
        return List.of(
                new Row("no-change", this::noChange),
                new Row("edit", DailyRows::edit),
                new Row("rename", DailyRows::rename),
                new Row("idle", DailyRows::idle));
    }

    private List<Line> noChange(Ground ground) throws IOException, InterruptedException {
        String what = "no change, " + Corpus.MANY.label();
        ground.upload(Corpus.MANY);
        Device a = ground.devices().first();
        double ours = median(a::sync);
        peers.unison(Corpus.MANY);
        double unison = median(() -> peers.unisonAgain(Corpus.MANY));
        peers.resticBackup(Corpus.MANY);
        double restic = median(() -> peers.resticBackupAgain(Corpus.MANY));
        peers.rsync(Corpus.MANY);
        double rsync = median(() -> peers.rsync(Corpus.MANY));
        return List.of(
                Line.alone(what, ours, "s", MOST_NO_CHANGE_SECONDS),
                Line.seconds(what, ours, "Unison", unison, 1),
                Line.seconds(what, ours, "restic", restic, 0),
                Line.seconds(what, ours, "rsync", rsync, 0));
    }

    @FunctionalInterface
    private interface Timed {
        double seconds() throws IOException, InterruptedException;
    }

    private static double median(Timed work) throws IOException, InterruptedException {
        double[] seconds = new double[PASSES];
        for (int i = 0; i < PASSES; i++) {
            seconds[i] = work.seconds();
        }
        Arrays.sort(seconds);
        return seconds[PASSES / 2];
    }

    private static List<Line> edit(Ground ground) throws IOException, InterruptedException {
        Ground.Shared shared = ground.share("edits");
        double[] ours = edits(shared.onA(), shared.onB());
        double[] theirs;
        try (Syncthing pair = Syncthing.start(ground.room("syncthing-edits"))) {
            theirs = edits(pair.onA(), pair.onB());
        }
        List<Line> lines = new ArrayList<>();
        lines.add(
                Line.alone(
                        "one edit to the other device, p50", at(ours, 50), "ms", MOST_P50_MILLIS));
        lines.add(
                Line.alone(
                        "one edit to the other device, p95", at(ours, 95), "ms", MOST_P95_MILLIS));
        for (int percent : List.of(50, 95)) {
            lines.add(
                    new Line(
                            "one edit to the other device, p" + percent,
                            at(ours, percent),
                            "ms",
                            "Syncthing",
                            at(theirs, percent),
                            0));
        }
        return lines;
    }

    private static double at(double[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    /// Milliseconds of each edit, the shortest first.
    private static double[] edits(Path onA, Path onB) throws IOException {
        double[] millis = new double[SAMPLES];
        for (int i = 0; i < WARM_SAMPLES + SAMPLES; i++) {
            String text = "edit " + i + "\n";
            long start = System.nanoTime();
            Files.writeString(onA.resolve("note"), text);
            await(() -> holds(onB.resolve("note"), text));
            millis[i % SAMPLES] = (System.nanoTime() - start) / 1e6;
            LockSupport.parkNanos(REST_NANOS);
        }
        Arrays.sort(millis);
        return millis;
    }

    private static boolean holds(Path file, String text) throws IOException {
        return Files.exists(file) && Files.readString(file).equals(text);
    }

    @FunctionalInterface
    private interface Look {
        boolean isSo() throws IOException;
    }

    private static void await(Look look) throws IOException {
        long end = System.nanoTime() + MOST.toNanos();
        while (!look.isSo()) {
            if (System.nanoTime() > end) {
                throw new IOException("it takes longer than " + MOST);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static List<Line> rename(Ground ground) throws IOException, InterruptedException {
        int files = ground.many(RENAMED_FILES);
        String what = "rename of a folder of " + files + " files";
        Ground.Shared shared = ground.share("rename");
        Corpus.many(shared.onA().resolve("before"), files);
        ground.settle();
        long wire = wire(ground);
        double ours = renamed(shared.onA(), shared.onB());
        ground.settle();
        double kibibytes = (wire(ground) - wire) / 1024.0;
        double theirs;
        try (Syncthing pair = Syncthing.start(ground.room("syncthing-rename"))) {
            Path before = pair.onA().resolve("before");
            Corpus.many(before, files);
            try (var walk = Files.walk(before)) {
                pair.bring(walk.count());
            }
            theirs = renamed(pair.onA(), pair.onB());
        }
        return List.of(
                Line.alone(what, ours, "s", 1),
                Line.seconds(what, ours, "Syncthing", theirs, 0),
                Line.alone(
                        "  traffic of both devices, with TLS",
                        kibibytes,
                        "KiB",
                        MOST_RENAME_KIBIBYTES));
    }

    private static long wire(Ground ground) throws IOException, InterruptedException {
        Devices devices = ground.devices();
        return Cpu.wireBytes(devices.first().run().id())
                + Cpu.wireBytes(devices.second().run().id());
    }

    private static double renamed(Path onA, Path onB) throws IOException {
        long files = count(onA.resolve("before"));
        long start = System.nanoTime();
        Files.move(onA.resolve("before"), onA.resolve("after"));
        await(() -> !Files.exists(onB.resolve("before")) && Files.exists(onB.resolve("after")));
        await(() -> count(onB.resolve("after")) == files);
        return (System.nanoTime() - start) / 1e9;
    }

    private static long count(Path dir) throws IOException {
        try (var walk = Files.walk(dir)) {
            return walk.count();
        } catch (java.io.UncheckedIOException e) {
            return -1; // it is being moved
        }
    }

    /// With all that the rows before have left in its folders.
    private static List<Line> idle(Ground ground) throws IOException, InterruptedException {
        ground.upload(Corpus.MANY);
        ground.settle();
        ProgramProcess run = ground.devices().first().run();
        double before = Cpu.seconds(run.id());
        LockSupport.parkNanos(IDLE.toNanos());
        double percent = 100 * (Cpu.seconds(run.id()) - before) / IDLE.toSeconds();
        return List.of(Line.alone("idle, one processor's share", percent, "%", MOST_IDLE_PERCENT));
    }
}
