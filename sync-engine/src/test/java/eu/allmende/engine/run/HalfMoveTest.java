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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Where the system has no rename that spares what is there, a move is a link and a deletion. The
/// process dies between the two.
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "elsewhere Java knows no file numbers")
class HalfMoveTest {
    private final ExecutorService cores = Executors.newFixedThreadPool(1);
    private final FakeCommons commons = new FakeCommons();
    @TempDir Path dir;
    private SimDevice one;
    private SimDevice other;
    private boolean deadly;

    /// Portable renames that end the process in the middle.
    private final class Half implements Renames {
        private final Renames whole = Renames.portable();

        @Override
        public void moveNew(Path from, Path to) throws IOException {
            if (deadly && !from.toString().contains("stage")) {
                Files.createLink(to, from);
                throw new CrashingDisk.Crash();
            }
            whole.moveNew(from, to);
        }

        @Override
        public void swapIn(Path fresh, Path target, Path slot) throws IOException {
            whole.swapIn(fresh, target, slot);
        }
    }

    @BeforeEach
    void agree() throws Exception {
        one = device("one");
        other = device("other");
        Files.writeString(one.root.resolve("file"), "content");
        one.pass();
        other.pass();
    }

    @AfterEach
    void end() {
        one.close();
        other.close();
        cores.shutdownNow();
    }

    private SimDevice device(String name) throws IOException {
        return new SimDevice(
                dir,
                name,
                new FakeRemote(commons, name, FakeRemote.Mischief.NONE),
                new SimDevice.Tools(cores, InstantSource.system(), new Half(), Durability.none()));
    }

    private void dieAndComeBack() throws Exception {
        one.pass();
        deadly = true;
        assertThat(catchThrowable(other::pass)).isInstanceOf(CrashingDisk.Crash.class);
        deadly = false;
        other.crash();
        other.open();
        for (int i = 0; i < 5; i++) {
            other.pass();
            one.pass();
        }
        assertThat(other.tree()).isEqualTo(one.tree());
    }

    @Test
    void whatWasDeletedDoesNotComeBack() throws Exception {
        Files.delete(one.root.resolve("file"));

        dieAndComeBack();

        assertThat(other.tree()).isEmpty();
    }

    @Test
    void whatWasMovedIsNotDoubled() throws Exception {
        Files.move(one.root.resolve("file"), one.root.resolve("moved"));

        dieAndComeBack();

        assertThat(other.tree()).containsOnlyKeys("moved");
    }
}
