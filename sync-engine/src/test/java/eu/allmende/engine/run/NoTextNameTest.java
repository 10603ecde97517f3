package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import eu.allmende.engine.FolderSnapshot.Trouble;
import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A file whose name, or a link whose target, is no text: real bytes on a real disk.
@EnabledOnOs(OS.LINUX)
class NoTextNameTest {
    @TempDir Path dir;
    private final ExecutorService cores = Executors.newFixedThreadPool(2);
    private final FakeCommons commons = new FakeCommons();
    private SimDevice one;
    private SimDevice other;

    @BeforeEach
    void open() throws IOException {
        assumeThat(Charset.forName(System.getProperty("sun.jnu.encoding", "")))
                .as("Java reads names as the program's own start script has it do")
                .isEqualTo(StandardCharsets.UTF_8);
        one = device("one");
        other = device("other");
    }

    private SimDevice device(String name) throws IOException {
        return new SimDevice(
                dir,
                name,
                new FakeRemote(commons, name, FakeRemote.Mischief.NONE),
                new SimDevice.Tools(
                        cores, InstantSource.system(), Renames.ofThisSystem(), Durability.none()));
    }

    @AfterEach
    void close() {
        if (one != null) {
            one.close();
            other.close();
        }
        cores.shutdownNow();
    }

    private void shell(String script) throws Exception {
        Process shell =
                new ProcessBuilder("/bin/sh", "-c", script).directory(one.root.toFile()).start();
        assertThat(shell.waitFor()).isZero();
    }

    private static void sync(SimDevice device) throws InterruptedException {
        PassEnd end = new PassEnd.Again();
        for (int i = 0; i < 20 && end instanceof PassEnd.Again; i++) {
            end = device.pass();
        }
        assertThat(end).isInstanceOf(PassEnd.Quiet.class);
    }

    @Test
    void itIsReportedAndAllElseSyncs() throws Exception {
        shell("mkdir d; echo bytes > \"$(printf 'd/bad\\377name')\"");
        shell("ln -s \"$(printf 'to\\377there')\" link; echo fine > d/\u00e4");

        sync(one);
        sync(other);

        assertThat(one.status.view().troubles())
                .extracting(Trouble::path)
                .containsExactlyInAnyOrder("d/bad\uFFFDname", "link");
        assertThat(one.status.view().troubles())
                .extracting(Trouble::reason)
                .allSatisfy(reason -> assertThat(reason).contains("not valid UTF-8"));
        assertThat(other.tree()).containsOnlyKeys("d", "d/\u00e4");
    }

    @Test
    void aDirectoryDeletedElsewhereStaysWithIt() throws Exception {
        shell("mkdir d; echo fine > d/fine");
        sync(one);
        sync(other);
        shell("echo bytes > \"$(printf 'd/bad\\377name')\"");
        sync(one);

        Files.delete(other.root.resolve("d/fine"));
        Files.delete(other.root.resolve("d"));
        sync(other);
        sync(one);
        sync(other);

        try (var left = Files.list(one.root.resolve("d"))) {
            assertThat(left).hasSize(1);
        }
        assertThat(other.tree()).as("it is not made anew there").isEmpty();
    }

    @Test
    void aNameWithTheSignForWhatIsNoTextIsText() throws Exception {
        Files.writeString(one.root.resolve("odd\uFFFDname"), "text");

        sync(one);
        sync(other);

        assertThat(other.tree()).containsOnlyKeys("odd\uFFFDname");
    }
}
