package eu.allmende.checks.bench;

import eu.allmende.app.demo.Stage;
import eu.allmende.app.device.EngineOpener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The whole path, from one device's disk to another's, over the demo's commons on this machine.
final class PathBench implements Bench.Measured {
    private static final long MEBIBYTE = 1024L * 1024;
    private static final long WARM_BYTES = 512 * MEBIBYTE;
    private static final long BIG_BYTES = 1024 * MEBIBYTE;
    private static final Path MANY_FILES = Path.of("/usr/share");

    private final EngineOpener engines;

    PathBench(EngineOpener engines) {
        this.engines = engines;
    }

    @Override
    public List<Figure> measure() throws Exception {
        List<Figure> figures = new ArrayList<>();
        try (Scratch scratch = Scratch.make();
                Stage stage = scratch.stage(engines)) {
            transfer(stage, () -> random(stage, "warm", WARM_BYTES));
            double big = transfer(stage, () -> random(stage, "big", BIG_BYTES));
            figures.add(Figure.cost("1 GiB of random bytes, disk to disk", big, 40, "s"));
            figures.add(Figure.speed("the same", BIG_BYTES / 1e6 / big, 0, "MB/s"));
            if (Files.isDirectory(MANY_FILES)) {
                double many = transfer(stage, () -> copy(MANY_FILES, stage.first().files()));
                figures.add(Figure.cost("/usr/share, disk to disk", many, 90, "s"));
            }
            figures.addAll(CommitTiming.figures(CommitTiming.sortedMillis(stage)));
            double gigabytes = stage.mostMemoryBytes() / 1e9;
            figures.add(Figure.cost("memory of all processes", gigabytes, 2.5, "GB"));
        }
        return figures;
    }

    private interface Preparing {
        void prepare() throws IOException;
    }

    /// Seconds from A's disk to B's disk, for what is put on A's disk first.
    private static double transfer(Stage stage, Preparing preparing)
            throws IOException, InterruptedException {
        preparing.prepare();
        long start = System.nanoTime();
        stage.first().sync();
        stage.second().sync();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!stage.areEqual()) {
            throw new IOException("the devices do not have the same files");
        }
        return seconds;
    }

    private static void random(Stage stage, String name, long bytes) throws IOException {
        Random random = new Random(bytes);
        byte[] block = new byte[(int) MEBIBYTE];
        try (OutputStream out = Files.newOutputStream(stage.first().files().resolve(name))) {
            for (long written = 0; written < bytes; written += block.length) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    private static void copy(Path from, Path into) throws IOException {
        Path to = into.resolve("many");
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes seen)
                            throws IOException {
                        Files.createDirectories(to.resolve(from.relativize(dir)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes seen)
                            throws IOException {
                        Files.copy(
                                file, to.resolve(from.relativize(file)), LinkOption.NOFOLLOW_LINKS);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
