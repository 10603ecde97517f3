package eu.allmende.checks.bench.peers;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `./allmende bench peers`: Allmende beside restic, Syncthing, Unison, rclone and rsync.
public final class PeersBench {
    private static final long NEEDED_BYTES = 40L << 30;

    private PeersBench() {}

    /// Measures, and prints a table.
    ///
    /// @return the exit code: 0 if every row was measured, whether or not its promise is kept; 1 if
    ///   one failed or the peers are missing; 2 if the words make no sense
    public static int run(List<String> words) throws IOException {
        Wishes wishes;
        try {
            wishes = Wishes.read(words);
        } catch (IllegalArgumentException e) {
            System.err.println("This makes no sense: " + e.getMessage() + ".");
            return 2;
        }
        Path dir = Files.createTempDirectory(wishes.dir(), "allmende-peers");
        Thread tidying = new Thread(() -> sweep(dir));
        Runtime.getRuntime().addShutdownHook(tidying);
        try (Ground ground = new Ground(dir, wishes.shrink())) {
            return measure(wishes, ground, dir);
        }
    }

    private static int measure(Wishes wishes, Ground ground, Path dir) throws IOException {
        List<Row> rows = rows(new Peers(ground));
        List<String> names = rows.stream().map(Row::name).toList();
        List<String> unknown =
                wishes.only().stream().filter(name -> !names.contains(name)).toList();
        if (!unknown.isEmpty()) {
            System.err.println(
                    "There is no row "
                            + unknown.getFirst()
                            + ": "
                            + String.join(", ", names)
                            + ".");
            return 2;
        }
        if (!isReady(wishes, dir)) {
            return 1;
        }
        PeerTable table =
                measureAll(
                        rows.stream()
                                .filter(row ->
                                        wishes.only().isEmpty()
                                                || wishes.only().contains(row.name()))
                                .toList(),
                        ground,
                        wishes.shrink());
        System.out.print(wishes.json() ? table.json() : table.text());
        return table.failures().isEmpty() ? 0 : 1;
    }

    private static List<Row> rows(Peers peers) {
        List<Row> rows = new ArrayList<>(new PathRows(peers).all());
        rows.addAll(new DailyRows(peers).all());
        rows.addAll(CostRows.all());
        return rows;
    }

    private static boolean isReady(Wishes wishes, Path dir) throws IOException {
        long free = Files.getFileStore(dir).getUsableSpace();
        if (free < NEEDED_BYTES / wishes.shrink()) {
            System.err.println(
                    "This needs "
                            + ((NEEDED_BYTES / wishes.shrink()) >> 20)
                            + " MiB of free disk: say with --dir where they are.");
            return false;
        }
        try {
            Tool.installPeers(dir);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return false;
        }
    }

    /// A row that fails is named in the end, and the others go on.
    private static PeerTable measureAll(List<Row> rows, Ground ground, int shrink) {
        List<Line> lines = new ArrayList<>();
        Map<String, String> failures = new LinkedHashMap<>();
        for (Row row : rows) {
            System.err.println("… " + row.name());
            long start = System.nanoTime();
            try {
                List<Line> found = row.measuring().on(ground);
                lines.addAll(found);
                System.err.print(found.stream().map(PeerTable::text).collect(Collectors.joining()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.put(row.name(), "it was interrupted");
                break;
            } catch (Exception e) { // whatever one row runs into, the others are measured
                failures.put(row.name(), String.valueOf(e.getMessage()));
                System.err.println("  not measured: " + e);
            }
            System.err.printf("  (%.0f s)%n", (System.nanoTime() - start) / 1e9);
        }
        return new PeerTable(lines, failures, shrink);
    }

    /// Deletes all that was made. What is gone already is no matter.
    private static void sweep(Path dir) {
        try {
            Files.walkFileTree(
                    dir,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes seen)
                                throws IOException {
                            Files.deleteIfExists(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failed) {
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path each, @Nullable IOException failed) throws IOException {
                            Files.deleteIfExists(each);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            System.err.println("Some files stay in " + dir + ": " + e.getMessage());
        }
    }
}
