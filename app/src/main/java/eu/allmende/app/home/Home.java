package eu.allmende.app.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;

/// The folder with all that one device keeps.
///
/// @param dir absolute
public record Home(Path dir) {
    public Home {
        dir = dir.toAbsolutePath().normalize();
    }

    /// Where the platform keeps the data of programs.
    ///
    /// @param system the name of the operating system
    /// @param user the user's own folder
    /// @param environment the variables of the process
    public static Home ofPlatform(String system, Path user, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("mac")) {
            return new Home(user.resolve("Library/Application Support/Allmende"));
        }
        if (name.contains("windows")) {
            String roaming = environment.getOrDefault("APPDATA", "");
            Path base = roaming.isEmpty() ? user.resolve("AppData/Roaming") : Path.of(roaming);
            return new Home(base.resolve("Allmende"));
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base = data.isEmpty() ? user.resolve(".local/share") : Path.of(data);
        return new Home(base.resolve("allmende"));
    }

    /// Makes the folder if there is none; only its owner may look into it.
    public void make() throws IOException {
        makePrivate(dir);
    }

    /// Makes a folder, and those above it, that only its owner may look into.
    public static void makePrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = folder.toAbsolutePath().getParent();
        if (above != null) {
            Files.createDirectories(above);
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(folder);
        }
    }

    /// Where the log goes.
    public Path log() {
        return dir.resolve("log");
    }

    /// Held by the process that works with this home.
    public Path lockFile() {
        return dir.resolve("lock");
    }
}
