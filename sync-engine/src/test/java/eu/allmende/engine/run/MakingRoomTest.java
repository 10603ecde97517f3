package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both made a file of one name: the local one makes room for the one that arrives, and the process
/// dies just then.
class MakingRoomTest {
    private final ExecutorService cores = Executors.newFixedThreadPool(1);
    private final FakeCommons commons = new FakeCommons();
    @TempDir Path dir;
    private boolean deadly;

    @AfterEach
    void end() {
        cores.shutdownNow();
    }

    private SimDevice device(String name, String fatal) throws IOException {
        MarkedDisk disk =
                new MarkedDisk(
                        Renames.portable(),
                        Durability.none(),
                        moment -> {
                            if (deadly && moment.startsWith(fatal)) {
                                throw new CrashingDisk.Crash();
                            }
                        });
        return new SimDevice(
                dir,
                name,
                new FakeRemote(commons, name, FakeRemote.Mischief.NONE),
                new SimDevice.Tools(cores, InstantSource.system(), disk, disk));
    }

    @Test
    void theFolderOpensAgainAfterADeathOnceBothWereMoved() throws Exception {
        dieAndComeBack("before flush of directories");
    }

    @Test
    void theFolderOpensAgainAfterADeathBetweenTheTwoMoves() throws Exception {
        dieAndComeBack("before rename stage/");
    }

    private void dieAndComeBack(String fatal) throws Exception {
        try (SimDevice one = device("one", "never");
                SimDevice other = device("other", fatal)) {
            Files.writeString(one.root.resolve("name"), "made there");
            one.pass();
            Files.writeString(other.root.resolve("name"), "made here");
            deadly = true;
            assertThat(catchThrowable(other::pass)).isInstanceOf(CrashingDisk.Crash.class);
            deadly = false;
            other.crash();

            other.open();
            while (!(other.pass() instanceof PassEnd.Quiet)) {
                assertThat(commons.head()).isLessThan(9);
            }

            assertThat(other.root.resolve("name")).hasContent("made there");
            assertThat(other.tree().values())
                    .containsExactlyInAnyOrder("f:made there", "f:made here");
        }
    }
}
