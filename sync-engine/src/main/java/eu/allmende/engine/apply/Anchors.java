package eu.allmende.engine.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Directories that are held open, so that a path leads into the very directory that was looked at,
/// whatever somebody puts at its place meanwhile.
///
/// On Linux such a path begins with `/proc/self/fd/NUMBER`, which is the open directory itself. On
/// other systems it is the plain path: there a directory that is swapped for a link in the moment
/// between look and use is followed.
final class Anchors {
    private static final Path OPEN = Path.of("/proc/self/fd");

    private final Optional<LinuxCalls> calls;
    private final Map<Path, Held> held = new HashMap<>();

    private Anchors(Optional<LinuxCalls> calls) {
        this.calls = calls;
    }

    /// An open directory.
    private record Held(int number, Path real) {}

    /// For the directories under this one.
    static Anchors under(Path root) {
        return new Anchors(
                LinuxCalls.load().filter(_ -> LinuxCalls.knows(root) && Files.isDirectory(OPEN)));
    }

    /// Holds a directory.
    ///
    /// @param path where it is, as far as it is held already
    /// @param real where it is, for those who want to know
    /// @return a path that leads into it
    /// @throws java.nio.file.NoSuchFileException if there is a link, or no directory
    Path hold(Path path, Path real) throws IOException {
        if (calls.isEmpty()) {
            return path;
        }
        int number = calls.get().openDirectory(path);
        Path anchor = OPEN.resolve(Integer.toString(number));
        held.put(anchor, new Held(number, real));
        return anchor;
    }

    /// Where a directory is, if it is held; else the same path.
    Path real(Path directory) {
        Held one = held.get(directory);
        return one == null ? directory : one.real;
    }

    /// How many directories are held.
    int size() {
        return held.size();
    }

    /// Holds none of them any more.
    void letGo() {
        calls.ifPresent(linux -> held.values().forEach(one -> linux.close(one.number)));
        held.clear();
    }

    /// Makes a symbolic link whose target is kept as it is.
    void link(Path at, String target) throws IOException {
        if (calls.isPresent()) {
            calls.get().symlink(target, at);
        } else {
            try {
                Files.createSymbolicLink(at, at.getFileSystem().getPath(target));
            } catch (java.nio.file.InvalidPathException e) {
                throw new UnholdableNameException(e);
            }
        }
    }
}
