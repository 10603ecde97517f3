package eu.allmende.checks.commandline;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Random;
import java.util.Set;

/// A directory in which a person works: what people and their programs do there.
///
/// @param dir all names are inside it
/// @param topic goes into each text, so that no two scenarios hold the same content by chance
record Place(Path dir, String topic) {
    private static final int MIB = 1024 * 1024;

    /// Something that is done in a place.
    @FunctionalInterface
    interface Act {
        /// Nothing is done.
        Act NOTHING = place -> {};

        void in(Place place) throws IOException;
    }

    Path at(String name) {
        return dir.resolve(name);
    }

    private Path withParents(String name) throws IOException {
        Path path = at(name);
        Files.createDirectories(path.getParent());
        return path;
    }

    private byte[] bytes(String text) {
        return (topic + ": " + text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    Place write(String name, String text) throws IOException {
        Files.write(withParents(name), bytes(text));
        return this;
    }

    Place append(String name, String text) throws IOException {
        Files.write(at(name), bytes(text), StandardOpenOption.APPEND);
        return this;
    }

    Place empty(String name) throws IOException {
        Files.write(withParents(name), new byte[0]);
        return this;
    }

    Place cut(String name, long toBytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(at(name).toFile(), "rw")) {
            file.setLength(toBytes);
        }
        return this;
    }

    /// Random bytes.
    Place big(String name, int mebibytes, long seed) throws IOException {
        byte[] all = new byte[mebibytes * MIB];
        new Random(seed).nextBytes(all);
        Files.write(withParents(name), all);
        return this;
    }

    /// Puts one byte in, somewhere.
    Place insert(String name, int at) throws IOException {
        byte[] before = Files.readAllBytes(at(name));
        byte[] after = new byte[before.length + 1];
        System.arraycopy(before, 0, after, 0, at);
        after[at] = 42;
        System.arraycopy(before, at, after, at + 1, before.length - at);
        Files.write(at(name), after);
        return this;
    }

    Place directory(String name) throws IOException {
        Files.createDirectories(at(name));
        return this;
    }

    Place link(String name, String target) throws IOException {
        Files.createSymbolicLink(withParents(name), Path.of(target));
        return this;
    }

    /// A second name of the same file.
    Place hardLink(String name, String of) throws IOException {
        Files.createLink(at(name), at(of));
        return this;
    }

    Place copy(String from, String to) throws IOException {
        Files.copy(at(from), withParents(to));
        return this;
    }

    Place move(String from, String to) throws IOException {
        Files.move(at(from), withParents(to), StandardCopyOption.ATOMIC_MOVE);
        return this;
    }

    /// As many editors save: beside it, then over it.
    Place save(String name, String text) throws IOException {
        write(name + ".tmp", text);
        return move(name + ".tmp", name);
    }

    /// Deletes what is there, with all that lies in it.
    Place delete(String name) throws IOException {
        Files.walkFileTree(
                at(name),
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes seen)
                            throws IOException {
                        Files.delete(path);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path path, IOException thrown)
                            throws IOException {
                        Files.delete(path);
                        return FileVisitResult.CONTINUE;
                    }
                });
        return this;
    }

    Place executable(String name) throws IOException {
        Set<PosixFilePermission> modes = Files.getPosixFilePermissions(at(name));
        modes.add(PosixFilePermission.OWNER_EXECUTE);
        Files.setPosixFilePermissions(at(name), modes);
        return this;
    }

    Place notExecutable(String name) throws IOException {
        Set<PosixFilePermission> modes = Files.getPosixFilePermissions(at(name));
        modes.removeAll(
                Set.of(
                        PosixFilePermission.OWNER_EXECUTE,
                        PosixFilePermission.GROUP_EXECUTE,
                        PosixFilePermission.OTHERS_EXECUTE));
        Files.setPosixFilePermissions(at(name), modes);
        return this;
    }

    Place dated(String name, String time) throws IOException {
        Files.setLastModifiedTime(at(name), FileTime.from(Instant.parse(time)));
        return this;
    }
}
