package eu.allmende.app.demo;

import eu.allmende.app.cli.Doors;
import eu.allmende.app.cli.Terminal;
import eu.allmende.app.device.EngineOpener;
import eu.allmende.app.home.LogFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `allmende demo`: sets the stage in a folder of its own, runs all checks, prints the table, and
/// tidies up.
public final class WholeDemo {
    private final EngineOpener engines;
    private final PrintStream out;

    public WholeDemo(EngineOpener engines, Terminal terminal) {
        this.engines = engines;
        this.out = terminal.out();
    }

    /// Runs it.
    ///
    /// @return whether every check held
    public boolean run(Doors.DemoWishes wishes) throws IOException {
        Path dir = Files.createTempDirectory("allmende-demo");
        LogFile.to(dir.resolve("log"));
        try {
            boolean held = runIn(dir, wishes.folder());
            if (wishes.keep() || !held) {
                out.println("What the demo worked with stays in " + dir + ".");
            } else {
                delete(dir);
            }
            return held;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the demo was interrupted", e);
        } catch (IOException e) {
            out.println("What the demo worked with stays in " + dir + ".");
            throw e;
        }
    }

    private boolean runIn(Path dir, String source) throws IOException, InterruptedException {
        try (Stage stage = Stage.set(dir, source, engines, out::println)) {
            List<Demo.Result> results = Demo.ofEverything().run(stage, out::println);
            out.println(DemoTable.of(stage, results));
            return Demo.allHeld(results);
        }
    }

    private static void delete(Path dir) throws IOException {
        Files.walkFileTree(
                dir,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes seen)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path each, @Nullable IOException failed) throws IOException {
                        Files.delete(each);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
