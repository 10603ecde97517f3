package eu.allmende.app.demo;

import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The files that the demo works on: copies, so that nothing of the user's is touched.
final class DemoFiles {
    /// The folder of files that the demo makes itself, to edit, rename and delete.
    static final String OWN = "allmende-demo";

    private static final Set<String> NOT_TRACKED = Set.of(".git", "target");
    private static final int OWN_FILES = 12;

    private DemoFiles() {}

    /// Copies a folder, or the project's own tracked files, and adds some of the demo's own.
    ///
    /// @param source a folder; an empty string for the project's own
    static void copy(String source, Path to) throws IOException, InterruptedException {
        Files.createDirectories(to);
        if (source.isEmpty()) {
            copyProject(to);
        } else {
            copyTree(Path.of(source), to, Set.of());
        }
        Path own = Files.createDirectories(to.resolve(OWN));
        Files.createDirectories(own.resolve("moving"));
        for (int i = 0; i < OWN_FILES; i++) {
            Files.writeString(own.resolve("note " + i + ".txt"), text(i));
        }
        Files.writeString(own.resolve("moving/über uns.txt"), text(OWN_FILES));
    }

    private static String text(int seed) {
        return Stream.iterate(seed, i -> i + 1)
                .limit(200)
                .map(i -> "Line " + i + " of a note that the demo made.")
                .collect(java.util.stream.Collectors.joining("\n"));
    }

    private static void copyProject(Path to) throws IOException, InterruptedException {
        String checkout = System.getProperty("allmende.checkout", "");
        if (checkout.isEmpty() || !Files.isDirectory(Path.of(checkout))) {
            throw new CommandException(
                    Ending.WRONG_USAGE,
                    "There is no checkout of the project to copy: name files with --folder DIR.");
        }
        Path root = Path.of(checkout);
        List<String> tracked = tracked(root);
        if (tracked.isEmpty()) {
            copyTree(root, to, NOT_TRACKED);
            return;
        }
        for (String name : tracked) {
            Path from = root.resolve(name);
            if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
                Path target = to.resolve(name);
                Files.createDirectories(target.getParent());
                copyOne(from, target);
            }
        }
    }

    /// What git tracks; nothing if there is no git.
    private static List<String> tracked(Path root) throws IOException, InterruptedException {
        try {
            Process git =
                    new ProcessBuilder("git", "-C", root.toString(), "ls-files", "-z")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            byte[] names = git.getInputStream().readAllBytes();
            return git.waitFor() == 0
                    ? Stream.of(new String(names, StandardCharsets.UTF_8).split("\0", -1))
                            .filter(name -> !name.isEmpty())
                            .toList()
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void copyTree(Path from, Path to, Set<String> without) throws IOException {
        if (!Files.isReadable(from)) {
            throw new CommandException(Ending.FAILED, "This user may not read " + from + ".");
        }
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes seen)
                            throws IOException {
                        if (without.contains(String.valueOf(dir.getFileName()))) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(to.resolve(from.relativize(dir).toString()));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes seen)
                            throws IOException {
                        if (!seen.isOther()) {
                            copyOne(file, to.resolve(from.relativize(file).toString()));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static void copyOne(Path from, Path to) throws IOException {
        Files.copy(from, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
