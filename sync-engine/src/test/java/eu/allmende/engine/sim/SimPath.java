package eu.allmende.engine.sim;

import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Objects;

/// A path of a simulated disk; its letters are dealt with as the real system does.
final class SimPath implements Path {
    private final SimFileSystem system;
    private final Path letters;

    SimPath(SimFileSystem system, Path letters) {
        this.system = system;
        this.letters = letters;
    }

    private Path of(Path other) {
        return new SimPath(system, other);
    }

    private static Path letters(Path other) {
        return ((SimPath) other).letters;
    }

    @Override
    public SimFileSystem getFileSystem() {
        return system;
    }

    @Override
    public boolean isAbsolute() {
        return letters.isAbsolute();
    }

    @Override
    public Path getRoot() {
        return letters.getRoot() == null ? null : of(letters.getRoot());
    }

    @Override
    public Path getFileName() {
        return letters.getFileName() == null ? null : of(letters.getFileName());
    }

    @Override
    public Path getParent() {
        return letters.getParent() == null ? null : of(letters.getParent());
    }

    @Override
    public int getNameCount() {
        return letters.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return of(letters.getName(index));
    }

    @Override
    public Path subpath(int from, int to) {
        return of(letters.subpath(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        return other instanceof SimPath && letters.startsWith(letters(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return other instanceof SimPath && letters.endsWith(letters(other));
    }

    @Override
    public Path normalize() {
        return of(letters.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return of(letters.resolve(letters(other)));
    }

    @Override
    public Path relativize(Path other) {
        return of(letters.relativize(letters(other)));
    }

    @Override
    public URI toUri() {
        throw new UnsupportedOperationException("a simulated path has no address");
    }

    @Override
    public Path toAbsolutePath() {
        return of(letters.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return normalize();
    }

    @Override
    public WatchKey register(
            WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("a simulated disk is not watched");
    }

    @Override
    public int compareTo(Path other) {
        return letters.compareTo(letters(other));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SimPath that
                && system == that.system
                && letters.equals(that.letters);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(letters.toString());
    }

    @Override
    public String toString() {
        return letters.toString();
    }
}
