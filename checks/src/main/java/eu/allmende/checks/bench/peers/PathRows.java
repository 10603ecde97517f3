package eu.allmende.checks.bench.peers;

import eu.allmende.checks.bench.peers.Devices.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Corpora on their way: up, to another device, to a third one.
final class PathRows {
    private static final double GIBIBYTE = 1L << 30;
    private static final double MOST_BY_RESTIC_UP = 1.6;
    private static final double MOST_BY_RESTIC_DOWN = 1.5;
    private static final double MOST_BY_SYNCTHING = 1.9;
    private static final double MOST_BY_SYNCTHING_SHARE = 0.05;

    private final Peers peers;

    PathRows(Peers peers) {
        this.peers = peers;
    }

    List<Row> all() {
        List<Row> rows = new ArrayList<>();
        for (Corpus corpus : Corpus.values()) {
            rows.add(new Row("upload-" + corpus.folder(), ground -> upload(ground, corpus)));
        }
        rows.add(new Row("device-big", ground -> device(ground, Corpus.BIG)));
        rows.add(new Row("device-share", ground -> device(ground, Corpus.SHARE)));
        rows.add(new Row("restore", this::restore));
        return rows;
    }

    private List<Line> upload(Ground ground, Corpus corpus)
            throws IOException, InterruptedException {
        String what = "first upload, " + corpus.label();
        Device a = ground.devices().first();
        double deviceBefore = Cpu.seconds(a.run().id());
        double commonsBefore = ground.devices().commonsSeconds();
        double ours = ground.upload(corpus);
        double gibibytes = ground.bytes(corpus) / GIBIBYTE;
        double device = (Cpu.seconds(a.run().id()) - deviceBefore) / gibibytes;
        double commons = (ground.devices().commonsSeconds() - commonsBefore) / gibibytes;
        return List.of(
                Line.seconds(what, ours, "restic", peers.resticBackup(corpus), MOST_BY_RESTIC_UP),
                Line.seconds(what, ours, "rclone", peers.rclone(corpus), 0),
                Line.seconds(what, ours, "rsync", peers.rsync(corpus), 0),
                Line.alone("  processor of the device, for each GiB", device, "s", 0),
                Line.alone("  processor of the commons, for each GiB", commons, "s", 0));
    }

    /// From the moment at which the files are put into A's folder until B has them all.
    private List<Line> device(Ground ground, Corpus corpus)
            throws IOException, InterruptedException {
        String what = "device to device, " + corpus.label();
        Ground.Shared shared = ground.share("to-device-" + corpus.folder());
        Path ready = copyOf(ground, corpus, "for-allmende");
        long things = things(ready);
        long start = System.nanoTime();
        Files.move(ready, shared.onA().resolve("put"));
        ground.settle();
        double ours = (System.nanoTime() - start) / 1e9;
        if (things(shared.onB().resolve("put")) != things) {
            throw new IOException("the devices do not have the same files");
        }
        double syncthing = syncthing(ground, corpus, things);
        boolean share = corpus == Corpus.SHARE;
        List<Line> lines = new ArrayList<>();
        double limit = share ? MOST_BY_SYNCTHING_SHARE : MOST_BY_SYNCTHING;
        lines.add(Line.seconds(what, ours, "Syncthing", syncthing, limit));
        lines.add(Line.seconds(what, ours, "Unison", peers.unison(corpus), share ? 1 : 0));
        return lines;
    }

    private static double syncthing(Ground ground, Corpus corpus, long things)
            throws IOException, InterruptedException {
        Path ready = copyOf(ground, corpus, "for-syncthing");
        try (Syncthing pair = Syncthing.start(ground.room("syncthing-" + corpus.folder()))) {
            long start = System.nanoTime();
            Files.move(ready, pair.onA().resolve("put"));
            pair.bring(things);
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static Path copyOf(Ground ground, Corpus corpus, String name) throws IOException {
        Path copy = ground.room(name).resolve(corpus.folder());
        Corpus.copy(ground.corpus(corpus), copy, 1);
        return copy;
    }

    private static long things(Path dir) throws IOException {
        try (var walk = Files.walk(dir)) {
            return walk.count();
        }
    }

    /// All corpora, to a device that has nothing.
    private List<Line> restore(Ground ground) throws IOException, InterruptedException {
        for (Corpus corpus : Corpus.values()) {
            ground.upload(corpus);
        }
        Device c = ground.devices().add("C");
        long start = System.nanoTime();
        for (Corpus corpus : Corpus.values()) {
            Path files = ground.devices().files(c, corpus.folder());
            c.command("folder", "link", corpus.folder(), files, "--json");
        }
        c.sync();
        double ours = (System.nanoTime() - start) / 1e9;
        double restic = 0;
        for (Corpus corpus : Corpus.values()) {
            restic += peers.resticRestore(corpus);
        }
        String what = "everything to a third device";
        return List.of(Line.seconds(what, ours, "restic", restic, MOST_BY_RESTIC_DOWN));
    }
}
