package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.sim.Traits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One disk has neither permission bits nor file numbers, as on Windows; the other one has both.
class DiskWithoutBitsTest {
    @TempDir Path dir;
    private SimMachine full;
    private SimMachine bare;

    @BeforeEach
    void open() throws IOException {
        SimMachine.Kit kit =
                new SimMachine.Kit(dir, new FakeCommons(), new SimTrace(), new Random(1));
        full = new SimMachine("full", Traits.GOOD, kit);
        bare = new SimMachine("bare", Traits.CARD, kit);
    }

    @AfterEach
    void close() {
        full.close();
        bare.close();
    }

    private void sync() throws IOException, InterruptedException {
        for (int i = 0; i < 6; i++) {
            for (SimMachine machine : List.of(full, bare)) {
                machine.clock.pass(Duration.ofSeconds(5));
                machine.pass();
            }
        }
    }

    private static void write(SimMachine machine, String name, String content) throws IOException {
        machine.disk.byUser(() -> Files.writeString(machine.root().resolve(name), content));
    }

    @Test
    void itTakesNoExecBitAway() throws Exception {
        Path tool = full.root().resolve("tool");
        write(full, "tool", "a tool");
        full.disk.byUser(() ->
                Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x")));
        sync();
        write(bare, "tool", "a better tool");
        sync();

        assertThat(SimJudge.tree(full)).containsEntry("tool", "f:a better tool:x");
    }

    @Test
    void anExecBitMovesWithItsFile() throws Exception {
        write(full, "tool", "a tool");
        full.disk.byUser(() ->
                Files.setPosixFilePermissions(
                        full.root().resolve("tool"), PosixFilePermissions.fromString("rwxr-xr-x")));
        sync();
        bare.disk.byUser(
                () -> Files.move(bare.root().resolve("tool"), bare.root().resolve("moved")));
        sync();

        assertThat(SimJudge.tree(full)).containsOnlyKeys("moved");
        assertThat(SimJudge.tree(full)).containsEntry("moved", "f:a tool:x");
    }

    /// Two files out of one archive have one time, and perhaps one length.
    @Test
    void filesOfOneLengthAndTimeThatWereSwappedAreToldApart() throws Exception {
        write(bare, "a", "one");
        bare.clock.pass(Duration.ofSeconds(10));
        write(bare, "b", "two");
        Path a = bare.root().resolve("a");
        Path b = bare.root().resolve("b");
        bare.disk.byUser(() -> {
            for (Path file : List.of(a, b)) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
            }
        });
        sync();
        Path between = bare.root().resolve("between");
        bare.disk.byUser(() -> {
            Files.move(a, between);
            Files.move(b, a);
            Files.move(between, b);
        });
        sync();

        assertThat(SimJudge.tree(full)).containsEntry("a", "f:two").containsEntry("b", "f:one");
    }
}
