package eu.allmende.app.control;

import eu.allmende.app.home.Home;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a home's control socket is: in the home, or, where the system allows no path so long, in a
/// private folder to which a file in the home points.
final class ControlPlace {
    /// What all systems allow: Linux 107 bytes, macOS 103.
    private static final int MOST_PATH_BYTES = 100;

    private ControlPlace() {}

    static UnixDomainSocketAddress choose(Home home) throws IOException {
        Path socket = inHome(home);
        Files.deleteIfExists(socket);
        Files.deleteIfExists(pointer(home));
        if (isShort(socket)) {
            return UnixDomainSocketAddress.of(socket);
        }
        Path elsewhere = Files.createTempDirectory("allmende").resolve("control");
        Files.writeString(pointer(home), elsewhere.toString());
        return UnixDomainSocketAddress.of(elsewhere);
    }

    static UnixDomainSocketAddress find(Home home) throws IOException {
        Path pointer = pointer(home);
        return UnixDomainSocketAddress.of(
                Files.exists(pointer) ? Path.of(Files.readString(pointer)) : inHome(home));
    }

    static void clear(Home home) throws IOException {
        Path socket = find(home).getPath();
        Files.deleteIfExists(socket);
        if (Files.deleteIfExists(pointer(home))) {
            Path folder = socket.getParent();
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        }
    }

    private static boolean isShort(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length <= MOST_PATH_BYTES;
    }

    private static Path inHome(Home home) {
        return home.dir().resolve("control");
    }

    private static Path pointer(Home home) {
        return home.dir().resolve("control.path");
    }
}
