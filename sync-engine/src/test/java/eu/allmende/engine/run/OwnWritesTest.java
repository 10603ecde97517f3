package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What sync itself wrote is not read again to find out what it is.
class OwnWritesTest {
    private static final int FILES = 1000;

    @Test
    void aThousandFilesThatArriveAreNotRead(@TempDir Path dir) throws Exception {
        try (ExecutorService cores = Executors.newFixedThreadPool(2)) {
            FakeCommons commons = new FakeCommons();
            try (SimDevice from = device(dir, "from", commons, cores);
                    SimDevice to = device(dir, "to", commons, cores)) {
                for (int i = 0; i < FILES; i++) {
                    Path directory = from.root.resolve("d" + i % 10);
                    Files.createDirectories(directory);
                    Path file = Files.writeString(directory.resolve("f" + i), "content " + i);
                    Files.setLastModifiedTime(
                            file, FileTime.from(Instant.parse("2021-01-01T00:00:00Z")));
                }
                quiet(from);
                long sent = from.filesRead.get();
                quiet(to);
                quiet(to);
                quiet(from);

                assertThat(to.tree()).isEqualTo(from.tree()).hasSize(FILES + 10);
                assertThat(sent).isEqualTo(FILES);
                assertThat(from.filesRead).hasValue(sent);
                assertThat(to.filesRead).hasValue(0);
            }
        }
    }

    private static SimDevice device(
            Path dir, String name, FakeCommons commons, ExecutorService cores) throws IOException {
        return new SimDevice(
                dir,
                name,
                new FakeRemote(commons, name, FakeRemote.Mischief.NONE),
                new SimDevice.Tools(
                        cores, InstantSource.system(), Renames.ofThisSystem(), Durability.none()));
    }

    private static void quiet(SimDevice device) throws InterruptedException {
        PassEnd end = new PassEnd.Again();
        for (int i = 0; i < 20 && end instanceof PassEnd.Again; i++) {
            end = device.pass();
        }
        assertThat(end).isInstanceOf(PassEnd.Quiet.class);
    }
}
