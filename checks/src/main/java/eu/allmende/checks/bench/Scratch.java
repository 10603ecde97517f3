package eu.allmende.checks.bench;

import eu.allmende.app.demo.Stage;
import eu.allmende.app.device.EngineOpener;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A folder for one bench, which goes with it.
///
/// @param dir the folder
record Scratch(Path dir) implements AutoCloseable {
    static Scratch make() throws IOException {
        return new Scratch(Files.createTempDirectory("allmende-bench"));
    }

    /// The demo's commons and its two devices, with no files yet.
    Stage stage(EngineOpener engines) throws IOException, InterruptedException {
        Path nothing = Files.createDirectories(dir.resolve("nothing"));
        return Stage.set(dir.resolve("stage"), nothing.toString(), engines, System.err::println);
    }

    @Override
    public void close() throws IOException {
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
