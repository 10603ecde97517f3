package eu.allmende.engine.run;

import eu.allmende.engine.RefusedException;
import eu.allmende.engine.folder.FolderRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Finds the folder in which a path of this disk lies.
final class FolderPaths {
    private FolderPaths() {}

    /// A folder, and a path in it.
    ///
    /// @param inside with `/`; empty for the folder itself
    record Found(LinkedFolder folder, String inside) {}

    /// Finds it; whether anything lies there does not matter.
    ///
    /// @throws RefusedException if it lies in none of the folders
    static Found find(Collection<LinkedFolder> folders, Path path) throws IOException {
        Path real = real(path.toAbsolutePath().normalize());
        for (LinkedFolder folder : folders) {
            Path root = folder.link().path();
            if (real.startsWith(root)) {
                return new Found(folder, inside(root.relativize(real)));
            }
        }
        throw new RefusedException(path + " lies in no synced folder.");
    }

    /// The folder in which a path lies, or would lie.
    static Optional<FolderRoot> root(Collection<LinkedFolder> folders, Path path)
            throws IOException {
        Path real = real(path.toAbsolutePath().normalize());
        return folders.stream()
                .map(folder -> folder.link().path())
                .filter(real::startsWith)
                .findFirst()
                .map(FolderRoot::new);
    }

    /// The path with the links in it followed, but for its last name; as far as there is something.
    private static Path real(Path path) throws IOException {
        Path there = path.getParent();
        while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        return there == null ? path : resolved(there, path);
    }

    private static Path resolved(@Nullable Path there, Path path) throws IOException {
        return there == null || !Files.isDirectory(there)
                ? path
                : there.toRealPath().resolve(there.relativize(path));
    }

    private static String inside(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
