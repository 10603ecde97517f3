package eu.allmende.app.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir private Path dir;

    @Test
    void thePlatformSaysWhereAHomeIs() {
        Path user = Path.of("/home/ada");

        assertThat(Home.ofPlatform("Linux", user, Map.of()).dir())
                .isEqualTo(user.resolve(".local/share/allmende"));
        assertThat(Home.ofPlatform("Linux", user, Map.of("XDG_DATA_HOME", "/data")).dir())
                .isEqualTo(Path.of("/data/allmende"));
        assertThat(Home.ofPlatform("Mac OS X", user, Map.of()).dir())
                .isEqualTo(user.resolve("Library/Application Support/Allmende"));
    }

    @Test
    void onlyItsOwnerLooksIntoAHome() throws IOException {
        Home home = new Home(dir.resolve("a/b"));

        home.make();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.dir())))
                .isEqualTo("rwx------");
    }

    @Test
    void oneProcessWorksWithAHomeAtATime() throws IOException {
        Home home = new Home(dir);

        try (HomeLock _ = HomeLock.take(home).orElseThrow()) {
            assertThat(HomeLock.take(home)).isEmpty();
            assertThat(HomeLock.take(home, Duration.ofMillis(120))).isEmpty();
        }
        try (HomeLock again = HomeLock.take(home).orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }
}
