package eu.allmende.engine.watch;

import eu.allmende.engine.folder.FolderRoot;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Visits all directories of a folder but its house; leaves out what cannot be read, or is gone by
/// then.
record Directories(FolderRoot root) implements FileTreeVisitor {
    @Override
    public void recursiveVisitFiles(Path start, Callback onDirectory, Callback onFile)
            throws IOException {
        Files.walkFileTree(start, new Visiting(onDirectory));
    }

    private final class Visiting extends SimpleFileVisitor<Path> {
        private final Callback onDirectory;

        private Visiting(Callback onDirectory) {
            this.onDirectory = onDirectory;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                throws IOException {
            if (directory.equals(root.path().resolve(FolderRoot.HOUSE))) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            try {
                onDirectory.call(directory);
                return FileVisitResult.CONTINUE;
            } catch (IOException e) {
                if (directory.equals(root.path()) || WatchLimit.isReached(e)) {
                    throw e;
                }
                return FileVisitResult.SKIP_SUBTREE;
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(root.path())) {
                throw e;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
