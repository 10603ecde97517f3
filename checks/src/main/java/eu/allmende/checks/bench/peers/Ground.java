package eu.allmende.checks.bench.peers;

import eu.allmende.checks.bench.peers.Devices.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What rows are measured on: corpora, Allmende's devices, room for peers. Each part is made when a
/// row first needs it, so that any row can be measured alone.
final class Ground implements AutoCloseable {
    private static final int WARM_MEBIBYTES = 512;

    private final Path dir;
    private final int shrink;
    private final Map<Corpus, Path> corpora = new EnumMap<>(Corpus.class);
    private final Map<Corpus, Double> uploads = new EnumMap<>(Corpus.class);
    private final Set<Corpus> linked = EnumSet.noneOf(Corpus.class);
    private @Nullable Devices devices;
    private int starts;

    /// @param dir an empty directory
    /// @param shrink everything is made so many times smaller; 1 for the real thing
    Ground(Path dir, int shrink) {
        this.dir = dir;
        this.shrink = shrink;
    }

    /// A number of things, made smaller as everything is.
    int many(int count) {
        return Math.max(1, count / shrink);
    }

    /// An empty directory for a peer.
    Path room(String name) throws IOException {
        return Files.createDirectories(dir.resolve("rooms").resolve(name));
    }

    /// Where what programs say is kept.
    Path scratch() throws IOException {
        return Files.createDirectories(dir.resolve("said"));
    }

    Path corpus(Corpus corpus) throws IOException {
        Path there = corpora.get(corpus);
        if (there == null) {
            there = dir.resolve("corpora").resolve(corpus.folder());
            corpus.make(there, shrink);
            corpora.put(corpus, there);
        }
        return there;
    }

    /// Allmende's devices, warm: they have carried some files before.
    Devices devices() throws IOException, InterruptedException {
        Devices there = devices;
        if (there == null) {
            starts++;
            there = Devices.start(dir.resolve("allmende-" + starts));
            devices = there;
            warm(there);
        }
        return there;
    }

    private void warm(Devices there) throws IOException, InterruptedException {
        Path files = there.files(there.first(), "warm");
        Corpus.random(files.resolve("bytes"), many(WARM_MEBIBYTES), 7);
        Corpus.many(files, many(4_000));
        there.first().command("folder", "add", "warm", files, "--json");
        there.first().sync();
        Path copy = there.files(there.second(), "warm");
        there.second().command("folder", "link", "warm", copy, "--json");
        there.second().sync();
    }

    /// A folder that both devices sync, with nothing in it.
    ///
    /// @return where A and B keep it
    Shared share(String folder) throws IOException, InterruptedException {
        Devices there = devices();
        Path onA = there.files(there.first(), folder);
        Path onB = there.files(there.second(), folder);
        there.first().command("folder", "add", folder, onA, "--json");
        there.second().command("folder", "link", folder, onB, "--json");
        settle();
        return new Shared(onA, onB);
    }

    /// Where two devices keep one folder.
    record Shared(Path onA, Path onB) {}

    void settle() throws IOException, InterruptedException {
        devices().first().sync();
        devices().second().sync();
    }

    /// Sends a corpus for the first time; once.
    ///
    /// @return seconds from `folder add` until all is committed
    double upload(Corpus corpus) throws IOException, InterruptedException {
        Double known = uploads.get(corpus);
        if (known == null) {
            Device a = devices().first();
            Path files = devices().files(a, corpus.folder());
            Corpus.copy(corpus(corpus), files, 1);
            long start = System.nanoTime();
            a.command("folder", "add", corpus.folder(), files, "--json");
            a.sync();
            known = (System.nanoTime() - start) / 1e9;
            uploads.put(corpus, known);
        }
        return known;
    }

    /// Lets B have a corpus too; once.
    void link(Corpus corpus) throws IOException, InterruptedException {
        upload(corpus);
        if (linked.add(corpus)) {
            Device b = devices().second();
            b.command(
                    "folder",
                    "link",
                    corpus.folder(),
                    devices().files(b, corpus.folder()),
                    "--json");
            b.sync();
        }
    }

    /// How many bytes a corpus has.
    long bytes(Corpus corpus) throws IOException {
        try (var walk = Files.walk(corpus(corpus))) {
            return walk.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Override
    public void close() {
        Devices there = devices;
        if (there != null) {
            there.close();
        }
    }
}
