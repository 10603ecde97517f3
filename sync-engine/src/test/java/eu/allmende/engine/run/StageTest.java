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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where new content waits.
class StageTest {
    private final ExecutorService cores = Executors.newFixedThreadPool(1);
    private final FakeCommons commons = new FakeCommons();
    @TempDir Path dir;

    @AfterEach
    void end() {
        cores.shutdownNow();
    }

    private SimDevice device(String name, FakeRemote.Mischief mischief) throws IOException {
        return new SimDevice(
                dir,
                name,
                new FakeRemote(commons, name, mischief),
                new SimDevice.Tools(
                        cores, InstantSource.system(), Renames.ofThisSystem(), Durability.none()));
    }

    @Test
    void halfAFileThatDidNotArriveTakesNoRoom() throws Exception {
        FakeRemote.Mischief breaking =
                moment -> {
                    if (moment == FakeRemote.Moment.WITHIN_FILE) {
                        throw new IOException("the wire broke");
                    }
                };
        try (SimDevice one = device("one", FakeRemote.Mischief.NONE);
                SimDevice other = device("other", breaking)) {
            Files.writeString(one.root.resolve("file"), "content");
            one.pass();

            assertThat(other.pass()).isInstanceOf(PassEnd.Waiting.class);
            assertThat(other.staged()).isZero();
        }
    }
}
