package eu.allmende.app.demo;

import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/// What lies in a directory, byte by byte: read by the demo itself, not by the engine.
///
/// @param things by path inside the directory: `file <exec> <SHA-256>`, `dir` or `link <target>`
/// @param files how many files
/// @param bytes of all files
record TreePicture(Map<String, String> things, long files, long bytes) {
    private static final int BUFFER_BYTES = 256 * 1024;

    /// Pictures what the engine syncs: its own marker does not count.
    static TreePicture of(Path dir) throws IOException {
        Map<String, String> things = new TreeMap<>();
        long[] counts = new long[2];
        Files.walkFileTree(
                dir,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes seen) {
                        if (!path.equals(dir)) {
                            if (isOfTheEngine(path)) {
                                return FileVisitResult.SKIP_SUBTREE;
                            }
                            things.put(inside(dir, path), "dir");
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes seen)
                            throws IOException {
                        if (isOfTheEngine(path)) {
                            return FileVisitResult.CONTINUE;
                        }
                        things.put(inside(dir, path), thing(path, seen));
                        if (seen.isRegularFile()) {
                            counts[0]++;
                            counts[1] += seen.size();
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return new TreePicture(things, counts[0], counts[1]);
    }

    private static boolean isOfTheEngine(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(".allmende") && !name.equals(".allmendeignore");
    }

    private static String inside(Path dir, Path path) {
        return dir.relativize(path).toString();
    }

    private static String thing(Path path, BasicFileAttributes seen) throws IOException {
        if (seen.isSymbolicLink()) {
            return "link " + Files.readSymbolicLink(path);
        }
        boolean executable =
                Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)
                        .contains(java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE);
        return "file " + (executable ? "x " : "- ") + digest(path);
    }

    private static Hash digest(Path path) throws IOException {
        MessageDigest sha = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), sha)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            while (in.read(buffer) >= 0) {
                // the stream does the work
            }
        }
        return Hash.of(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Where the two differ: some paths, or nothing.
    List<String> differences(TreePicture other) {
        TreeSet<String> paths = new TreeSet<>(things.keySet());
        paths.addAll(other.things.keySet());
        List<String> different = new ArrayList<>();
        for (String path : paths) {
            if (!Objects.equals(things.get(path), other.things.get(path))) {
                different.add(path);
            }
        }
        return different;
    }
}
