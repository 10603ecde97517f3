package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import eu.allmende.engine.sim.Traits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is done for a change is what the change needs: acts on the disk, messages and bytes are
/// counted. The marker is read once a pass, whatever happens.
///
/// `-Dsoak` takes 100,000 files.
class EfficiencyTest {
    private static final int FILES = System.getProperty("soak") == null ? 300 : 100_000;
    private static final int MOST_ROUNDS = 20;

    /// What arrives waits in a queue, and in a simulation nobody takes from it meanwhile.
    private static final int MOST_AT_ONCE = 4000;

    private static final Map<String, Integer> NOTHING = Map.of("read", 1);

    @TempDir Path dir;
    private final FakeCommons commons = new FakeCommons();
    private SimMachine here;
    private SimMachine there;
    private long agreed;

    @BeforeEach
    void fill() throws Exception {
        SimMachine.Kit kit = new SimMachine.Kit(dir, commons, new SimTrace(), new Random(1));
        here = new SimMachine("here", Traits.GOOD, kit);
        there = new SimMachine("there", Traits.GOOD, kit);
        Path folder = here.root().resolve("folder");
        here.disk.byUser(() -> Files.createDirectory(folder));
        for (int i = 0; i < FILES; i += MOST_AT_ONCE) {
            int from = i;
            here.disk.byUser(() -> write(folder, from, Math.min(from + MOST_AT_ONCE, FILES)));
            untilQuiet(here);
            untilQuiet(there);
        }
        agreed = commons.head();
        count(here);
        count(there);
    }

    private static void write(Path folder, int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            Files.writeString(folder.resolve("file " + i), "content " + i);
        }
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private static void untilQuiet(SimMachine machine) throws Exception {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            machine.clock.pass(Duration.ofSeconds(10));
            if (machine.pass() instanceof PassEnd.Quiet) {
                return;
            }
        }
        fail("no rest after " + MOST_ROUNDS + " rounds");
    }

    /// What a machine does until nothing is left to do.
    ///
    /// @param acts on the disk, but for looks at names
    private record Count(Map<String, Integer> acts, long messages, long bytes) {}

    private static Count count(SimMachine machine) throws Exception {
        machine.faults.takeCounts();
        long messages = machine.wire.messages();
        long bytes = machine.wire.moved();
        untilQuiet(machine);
        return new Count(
                machine.faults.takeCounts(),
                machine.wire.messages() - messages,
                machine.wire.moved() - bytes);
    }

    private interface Deed {
        void on(Path file) throws IOException;
    }

    private void does(Deed deed) throws IOException {
        here.disk.byUser(() -> deed.on(here.root().resolve("folder/file 7")));
    }

    @Test
    void aSecondPassReadsNoFileAndAsksOnlyForNews() throws Exception {
        for (SimMachine machine : List.of(here, there)) {
            assertThat(count(machine)).isEqualTo(new Count(NOTHING, 1, 0));
        }
    }

    @Test
    void anEditReadsAndSendsOneFile() throws Exception {
        does(file -> Files.writeString(file, "something else"));

        Count up = count(here);

        assertThat(up.bytes()).isEqualTo("something else".length());
        assertThat(up.acts()).containsOnlyKeys("read");
        assertThat(up.acts().get("read") - 2).as("once to know, once to send").isEqualTo(2);
        assertThat(count(there).bytes()).isEqualTo("something else".length());
        assertThat(commons.after(agreed)).singleElement().matches(one -> one.changes().size() == 1);
    }

    @Test
    void aRenamedFolderMovesNoContent() throws Exception {
        here.disk.byUser(() -> Files.move(here.root().resolve("folder"), here.root().resolve("b")));

        Count up = count(here);
        Count down = count(there);

        assertThat(up.bytes()).isZero();
        assertThat(up.acts()).isEqualTo(Map.of("read", 2));
        assertThat(down.bytes()).isZero();
        assertThat(down.acts()).containsEntry("rename", 1).containsEntry("read", 2);
        assertThat(down.acts()).doesNotContainKeys("open", "write", "delete", "mkdir", "link");
        assertThat(commons.after(agreed)).singleElement().matches(one -> one.changes().size() == 1);
    }

    @Test
    void aTouchSendsNothing() throws Exception {
        does(file -> Files.setLastModifiedTime(file, FileTime.fromMillis(1)));

        assertThat(count(here)).isEqualTo(new Count(Map.of("read", 2), 1, 0));
        assertThat(commons.head()).isEqualTo(agreed);
        assertThat(count(here)).isEqualTo(new Count(NOTHING, 1, 0));
    }

    @Test
    void anExecBitSendsNoContent() throws Exception {
        does(file ->
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x")));

        assertThat(count(here).bytes()).isZero();
        Count down = count(there);
        assertThat(down.bytes()).isZero();
        assertThat(down.acts()).containsEntry("chmod", 1).doesNotContainKeys("open", "rename");
        assertThat(SimJudge.tree(there)).containsEntry("folder/file 7", "f:content 7:x");
    }

    @Test
    void aCopyOfWhatIsThereSendsNoContent() throws Exception {
        does(file -> Files.copy(file, file.resolveSibling("copy")));

        assertThat(count(here).bytes()).isZero();
        assertThat(count(there).bytes()).isEqualTo("content 7".length());
    }
}
