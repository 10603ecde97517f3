package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.io.TempDir;

/// A commit was made, and the answer was lost on its way to the device that asked for it.
class OwnCommitTest {
    private final ExecutorService cores = Executors.newFixedThreadPool(1);
    private final FakeCommons commons = new FakeCommons();
    @TempDir Path dir;
    private boolean deaf;
    private SimDevice device;
    private Path file;

    @BeforeEach
    void loseAnAnswer() throws Exception {
        FakeRemote remote =
                new FakeRemote(
                        commons,
                        "device",
                        moment -> {
                            if (deaf && moment == FakeRemote.Moment.AFTER_COMMIT) {
                                throw new IOException("no answer");
                            }
                        });
        device =
                new SimDevice(
                        dir,
                        "device",
                        remote,
                        new SimDevice.Tools(
                                cores,
                                InstantSource.system(),
                                Renames.ofThisSystem(),
                                Durability.none()));
        file = Files.writeString(device.root.resolve("file"), "first");
        deaf = true;
        assertThat(device.pass()).isInstanceOf(PassEnd.Waiting.class);
        deaf = false;
        assertThat(commons.head()).isOne();
    }

    @AfterEach
    void end() {
        device.close();
        cores.shutdownNow();
    }

    private void untilQuiet() throws InterruptedException {
        while (!(device.pass() instanceof PassEnd.Quiet)) {
            assertThat(commons.head()).isLessThan(9);
        }
    }

    @Test
    void whatIsDeletedThenStaysDeleted() throws Exception {
        Files.delete(file);

        untilQuiet();

        assertThat(device.tree()).isEmpty();
        assertThat(device.parts().trees().remote().size()).isZero();
    }

    @Test
    void whatIsEditedThenIsNoConflict() throws Exception {
        Files.writeString(file, "second");

        untilQuiet();

        assertThat(device.tree()).containsOnlyKeys("file").containsValue("f:second");
    }

    @Test
    void aProcessThatDiedKnowsItAgain() throws Exception {
        device.crash();
        Files.delete(file);

        device.open();
        untilQuiet();

        assertThat(device.tree()).isEmpty();
    }

    /// Without the note nobody knows what lay here: then nothing is deleted.
    @Test
    void aLostDatabaseDeletesNothing() throws Exception {
        device.crash();
        for (String part : new String[] {"", "-wal", "-shm"}) {
            Path database = device.database();
            Files.deleteIfExists(database.resolveSibling(database.getFileName() + part));
        }
        Files.delete(file);

        device.open();
        untilQuiet();

        assertThat(device.tree()).containsOnlyKeys("file").containsValue("f:first");
    }
}
