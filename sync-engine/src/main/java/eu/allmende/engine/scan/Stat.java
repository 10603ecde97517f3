package eu.allmende.engine.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// What the system says of a path without reading it.
///
/// @param sizeBytes of a file; 0 for others
/// @param modifiedNanos since 1970
/// @param changedNanos since 1970; 0 where the system has no such time
/// @param mode the permission bits; 0 where the system has none
public record Stat(
        Kind kind,
        long sizeBytes,
        long modifiedNanos,
        long changedNanos,
        Identity identity,
        int mode) {
    private static final String FIELDS =
            "unix:mode,ino,dev,ctime,size,lastModifiedTime,creationTime";
    private static final int TYPE = 0xf000;
    private static final int OWNER_MAY_RUN = 0100;
    private static final int PERMISSIONS = 0777;

    /// What lies at a path.
    public enum Kind {
        /// A file.
        FILE,
        /// A directory.
        DIRECTORY,
        /// A symbolic link.
        LINK,
        /// A pipe, socket or device: not synced.
        OTHER
    }

    /// What lies at the path; links are not followed.
    ///
    /// @throws java.nio.file.NoSuchFileException if nothing does
    public static Stat of(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return ofUnix(Files.readAttributes(path, FIELDS, LinkOption.NOFOLLOW_LINKS));
        }
        return ofBasic(
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    /// What lies at the path where something was put a moment ago; if nothing does any more, what
    /// that was.
    ///
    /// @param put before it was put there
    public static Stat afterPutting(Path path, Stat put) throws IOException {
        try {
            return of(path);
        } catch (NoSuchFileException e) {
            return put;
        }
    }

    /// Whether its owner may run it.
    public boolean executable() {
        return (mode & OWNER_MAY_RUN) != 0;
    }

    /// The permission bits alone.
    public int permissions() {
        return mode & PERMISSIONS;
    }

    /// When it was last modified.
    public Instant modified() {
        return Instant.EPOCH.plusNanos(modifiedNanos);
    }

    /// Whether nothing points to a change since the other stat of the same path: the change rule.
    public boolean isUnchangedSince(Stat other) {
        return changedNanos == other.changedNanos
                && looksLike(other)
                && mode == other.mode
                && identity.birthNanos() == other.identity.birthNanos();
    }

    /// The same without the change time, which a rename alters.
    public boolean looksLike(Stat other) {
        return kind == other.kind
                && sizeBytes == other.sizeBytes
                && modifiedNanos == other.modifiedNanos
                && identity.inode() == other.identity.inode();
    }

    private static Stat ofUnix(Map<String, Object> fields) {
        int mode = Integer.class.cast(field(fields, "mode"));
        Kind kind =
                switch (mode & TYPE) {
                    case 0x8000 -> Kind.FILE;
                    case 0x4000 -> Kind.DIRECTORY;
                    case 0xa000 -> Kind.LINK;
                    default -> Kind.OTHER;
                };
        Identity identity =
                new Identity(
                        Long.class.cast(field(fields, "dev")),
                        Long.class.cast(field(fields, "ino")),
                        nanos(FileTime.class.cast(field(fields, "creationTime"))));
        return new Stat(
                kind,
                kind == Kind.FILE ? Long.class.cast(field(fields, "size")) : 0,
                nanos(FileTime.class.cast(field(fields, "lastModifiedTime"))),
                nanos(FileTime.class.cast(field(fields, "ctime"))),
                identity,
                mode & 07777);
    }

    private static Stat ofBasic(BasicFileAttributes basic) {
        Kind kind =
                basic.isRegularFile()
                        ? Kind.FILE
                        : basic.isDirectory()
                                ? Kind.DIRECTORY
                                : basic.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
        return new Stat(
                kind,
                kind == Kind.FILE ? basic.size() : 0,
                nanos(basic.lastModifiedTime()),
                0,
                new Identity(0, 0, nanos(basic.creationTime())),
                0);
    }

    private static Object field(Map<String, Object> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }
}
