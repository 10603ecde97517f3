package eu.allmende.checks.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// What lies in a directory: read from the disk, byte by byte.
///
/// @param things by path inside the directory, what lies there in words
public record Picture(Map<String, String> things) {
    private static final int SHORT_BYTES = 200;

    public Picture {
        things = Map.copyOf(things);
    }

    /// Whether the time of a file, in milliseconds, belongs to the picture.
    public enum Times {
        /// It does.
        WITH,
        /// Only if the file is from before 2010: such a time is not one of this run.
        OLD_ONLY
    }

    /// Pictures a directory. The program's own house at the top is left out.
    public static Picture of(Path dir, Times times) throws IOException {
        Map<String, String> things = new TreeMap<>();
        Files.walkFileTree(
                dir,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes seen) {
                        if (path.equals(dir.resolve(".allmende"))) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        if (!path.equals(dir)) {
                            things.put(dir.relativize(path).toString(), "directory");
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path path, BasicFileAttributes seen)
                            throws IOException {
                        things.put(dir.relativize(path).toString(), thing(path, seen, times));
                        return FileVisitResult.CONTINUE;
                    }
                });
        return new Picture(things);
    }

    private static String thing(Path path, BasicFileAttributes seen, Times times)
            throws IOException {
        if (seen.isSymbolicLink()) {
            return "link to " + Files.readSymbolicLink(path);
        }
        if (!seen.isRegularFile()) {
            return "something else";
        }
        String mode =
                Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)
                                .contains(PosixFilePermission.OWNER_EXECUTE)
                        ? "program "
                        : "file ";
        String time = Instant.ofEpochMilli(seen.lastModifiedTime().toMillis()).toString();
        boolean shown = times == Times.WITH || time.compareTo("2010") < 0;
        return mode + content(path, seen.size()) + (shown ? " of " + time : "");
    }

    private static String content(Path path, long size) throws IOException {
        if (size <= SHORT_BYTES) {
            return "'" + Files.readString(path, StandardCharsets.ISO_8859_1) + "'";
        }
        return size + " bytes " + digest(path);
    }

    private static String digest(Path path) throws IOException {
        MessageDigest sha = sha256();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] buffer = new byte[256 * 1024];
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                sha.update(buffer, 0, got);
            }
        }
        return HexFormat.of().formatHex(sha.digest(), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The same with other paths.
    public Picture renamed(UnaryOperator<String> naming) {
        Map<String, String> named = new TreeMap<>();
        things.forEach((path, thing) -> named.put(naming.apply(path), thing));
        return new Picture(named);
    }

    /// What lies in one directory of it.
    public Picture inside(String directory) {
        String start = directory + "/";
        Map<String, String> inner = new TreeMap<>();
        things.forEach((path, thing) -> {
            if (path.startsWith(start)) {
                inner.put(path.substring(start.length()), thing);
            }
        });
        return new Picture(inner);
    }

    /// Where another one differs, one line for each path.
    public List<String> differences(Picture other) {
        TreeSet<String> paths = new TreeSet<>(things.keySet());
        paths.addAll(other.things.keySet());
        List<String> lines = new ArrayList<>();
        for (String path : paths) {
            String here = things.getOrDefault(path, "nothing");
            String there = other.things.getOrDefault(path, "nothing");
            if (!Objects.equals(here, there)) {
                lines.add(path + ": " + here + ", and there " + there);
            }
        }
        return lines;
    }
}
