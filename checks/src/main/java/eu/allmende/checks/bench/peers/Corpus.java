package eu.allmende.checks.bench.peers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Random;

/// Files that all are measured on.
enum Corpus {
    /// One file of random bytes.
    BIG("1 GiB random"),
    /// What a distribution puts there: names, links, sizes of all kinds.
    SHARE("/usr/share"),
    /// Random bytes in many files of 4 KiB.
    MANY("100,000 × 4 KiB");

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int SMALL_FILE_BYTES = 4096;
    private static final int FILES_PER_DIRECTORY = 500;
    private static final Path SHARED_FILES = Path.of("/usr/share");

    private final String label;

    Corpus(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /// What the account calls the folder that holds it.
    String folder() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// Makes the files.
    ///
    /// @param shrink takes only one part of so many; 1 for the whole
    void make(Path into, int shrink) throws IOException {
        Files.createDirectories(into);
        switch (this) {
            case BIG -> random(into.resolve("big"), 1024 / shrink, 1);
            case SHARE -> copy(SHARED_FILES, into, shrink);
            case MANY -> many(into, 100_000 / shrink);
        }
    }

    static void random(Path file, int mebibytes, long seed) throws IOException {
        Random random = new Random(seed);
        byte[] block = new byte[MEBIBYTE];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < mebibytes; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    static void many(Path into, int files) throws IOException {
        Random random = new Random(2);
        byte[] bytes = new byte[SMALL_FILE_BYTES];
        for (int i = 0; i < files; i++) {
            Path dir = into.resolve("d" + i / FILES_PER_DIRECTORY);
            if (i % FILES_PER_DIRECTORY == 0) {
                Files.createDirectories(dir);
            }
            random.nextBytes(bytes);
            Files.write(dir.resolve("f" + i), bytes);
        }
    }

    /// Copies a tree with its links and times.
    ///
    /// @param shrink takes only one file of so many
    static void copy(Path from, Path into, int shrink) throws IOException {
        int[] seen = new int[1];
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes at)
                            throws IOException {
                        Files.createDirectories(into.resolve(from.relativize(dir).toString()));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes at)
                            throws IOException {
                        if (seen[0]++ % shrink == 0) {
                            Files.copy(
                                    file,
                                    into.resolve(from.relativize(file).toString()),
                                    LinkOption.NOFOLLOW_LINKS,
                                    StandardCopyOption.COPY_ATTRIBUTES);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
