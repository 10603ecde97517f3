package eu.allmende.engine.apply;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Permission bits, where the system has them.
final class Modes {
    private static final Set<OpenOption> FRESH =
            Set.of(
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);

    private Modes() {}

    /// Opens a fresh file for writing, with the bits that a new file of this user has.
    static WritableByteChannel create(Path path, boolean executable) throws IOException {
        if (!hasBits(path)) {
            return Files.newByteChannel(path, FRESH);
        }
        return Files.newByteChannel(
                path,
                FRESH,
                PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString(executable ? "rwxrwxrwx" : "rw-rw-rw-")));
    }

    /// Gives a file these bits, but for the exec bits, which follow the bits for reading.
    static void set(Path path, int bits, boolean executable) throws IOException {
        if (hasBits(path)) {
            int plain = bits & ~0111;
            int wanted = executable ? plain | ((plain & 0444) >> 2) | 0100 : plain;
            Files.setPosixFilePermissions(path, permissions(wanted));
        }
    }

    /// Whether its owner may run the file; false where the system has no such bit.
    static boolean isExecutable(Path path) throws IOException {
        return hasBits(path)
                && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE);
    }

    private static Set<PosixFilePermission> permissions(int bits) {
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        String letters = "rwxrwxrwx";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            boolean on = (bits & (0400 >> i)) != 0;
            text.append(on ? letters.charAt(i) : '-');
        }
        set.addAll(PosixFilePermissions.fromString(text.toString()));
        return set;
    }

    private static boolean hasBits(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
