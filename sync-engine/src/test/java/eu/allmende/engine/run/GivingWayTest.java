package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.sim.SimDisk;
import eu.allmende.engine.sim.Traits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that was renamed, so that a new one could have its name, and edited then. What
/// [SimSyncTest] once found, made small.
class GivingWayTest {
    @TempDir Path dir;
    private final FakeCommons commons = new FakeCommons();
    private SimMachine here;
    private SimMachine there;

    @BeforeEach
    void open() throws IOException {
        here = machine("here", Traits.CARD);
        there = machine("there", Traits.GOOD);
    }

    private SimMachine machine(String name, Traits traits) throws IOException {
        return new SimMachine(
                name, traits, new SimMachine.Kit(dir, commons, new SimTrace(), new Random(1)));
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private void does(SimDisk.Work work) throws Exception {
        there.disk.byUser(work);
        quiet(there);
    }

    private static void quiet(SimMachine machine) throws Exception {
        PassEnd end = new PassEnd.Again();
        for (int i = 0; i < 20 && !(end instanceof PassEnd.Quiet); i++) {
            machine.clock.pass(Duration.ofSeconds(4));
            end = machine.wholePass();
        }
        assertThat(end).isInstanceOf(PassEnd.Quiet.class);
    }

    /// The new one is put in place first, being smaller; then the other one is where it was renamed
    /// to. A disk without change times does not tell that it was moved.
    @Test
    void whatIsNewToItComesWhereItIsThen() throws Exception {
        Path log = there.root().resolve("log");
        Path old = there.root().resolve("log.1");
        does(() -> Files.writeString(log, "first"));
        quiet(here);
        does(() -> Files.move(log, old));
        does(() -> {
            Files.writeString(old, "first, and a line more");
            Files.writeString(log, "new");
        });

        quiet(here);

        assertThat(SimJudge.tree(here))
                .isEqualTo(SimJudge.tree(there))
                .containsEntry("log", "f:new")
                .containsEntry("log.1", "f:first, and a line more")
                .hasSize(2);
    }
}
