package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.FolderSnapshot.Trouble;
import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk that takes nothing, and a clock that is years off: a clear sentence, all is well when the
/// cause is gone, and nothing is lost.
class BadDiskTest {
    @TempDir Path dir;
    private final ExecutorService cores = Executors.newFixedThreadPool(2);
    private final FakeCommons commons = new FakeCommons();
    private final FaultyRenames disk = new FaultyRenames();
    private InstantSource clock = InstantSource.system();
    private SimDevice other;
    private SimDevice here;

    @BeforeEach
    void open() throws IOException {
        other = device("other", Renames.ofThisSystem());
        here = device("here", disk);
    }

    private SimDevice device(String name, Renames renames) throws IOException {
        return new SimDevice(
                dir,
                name,
                new FakeRemote(commons, name, FakeRemote.Mischief.NONE),
                new SimDevice.Tools(cores, () -> clock.instant(), renames, Durability.none()));
    }

    @AfterEach
    void close() {
        other.close();
        here.close();
        cores.shutdownNow();
    }

    private static PassEnd passes(SimDevice device) throws InterruptedException {
        PassEnd end = new PassEnd.Again();
        for (int i = 0; i < 20 && end instanceof PassEnd.Again; i++) {
            end = device.pass();
        }
        return end;
    }

    private void sync() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            assertThat(passes(other)).isInstanceOf(PassEnd.Quiet.class);
            assertThat(passes(here)).isInstanceOf(PassEnd.Quiet.class);
        }
    }

    private void write(SimDevice device, String path, String text) throws IOException {
        Files.createDirectories(device.root.resolve(path).getParent());
        Files.writeString(device.root.resolve(path), text);
    }

    @Test
    void aFullDiskSaysSoKeepsNoLitterAndTakesEverythingLater() throws Exception {
        write(here, "mine", "mine");
        sync();
        for (int i = 0; i < 30; i++) {
            write(other, "f" + i, "content " + i);
        }
        write(other, "mine", "theirs, longer");
        passes(other);
        disk.failure = path -> new FileSystemException(path, null, "No space left on device");

        assertThat(passes(here))
                .isEqualTo(new PassEnd.Waiting(PassEnd.Cause.DISK, "The disk is full."));
        assertThat(here.tree()).containsEntry("mine", "f:mine");
        assertThat(here.staged()).isZero();

        disk.failure = null;
        sync();
        assertThat(here.tree()).isEqualTo(other.tree()).hasSize(31);
        assertThat(here.staged()).isZero();
    }

    @Test
    void aReadOnlyDiskSaysSoByPathAndSendsWhatItHas() throws Exception {
        write(here, "mine", "mine");
        write(other, "d/theirs", "theirs");
        passes(other);
        disk.failure = path -> new FileSystemException(path, null, "Read-only file system");

        assertThat(passes(here)).isInstanceOf(PassEnd.Waiting.class);
        assertThat(here.status.view().troubles())
                .singleElement()
                .satisfies(trouble -> {
                    assertThat(trouble.path()).isEqualTo("d/theirs");
                    assertThat(trouble.reason()).isEqualTo("The disk is read-only.");
                    assertThat(trouble.nextTry()).isPresent();
                });
        passes(other);
        assertThat(other.tree()).containsEntry("mine", "f:mine");

        disk.failure = null;
        sync();
        assertThat(here.tree()).isEqualTo(other.tree()).hasSize(3);
    }

    @Test
    void whatMayNotBeWrittenIsNamed() throws Exception {
        write(other, "theirs", "theirs");
        passes(other);
        disk.failure = AccessDeniedException::new;

        passes(here);

        assertThat(here.status.view().troubles())
                .extracting(Trouble::reason)
                .containsExactly("This user may not write it.");
    }

    @Test
    void whatLiesTooDeepIsSaidAndComesWhenItDoesNot() throws Exception {
        String deep = "d/".repeat(400);
        write(here, "one/" + deep + "x", "1");
        write(here, "two/" + deep + "x", "2");
        sync();
        Path inside = here.root.resolve("one/" + deep + "two");
        Files.move(here.root.resolve("two"), inside);

        assertThat(passes(here)).isInstanceOf(PassEnd.Waiting.class);
        assertThat(here.status.view().troubles())
                .extracting(Trouble::reason)
                .anyMatch(reason -> reason.contains("too deep"));
        assertThat(passes(other)).isInstanceOf(PassEnd.Quiet.class);
        assertThat(other.tree()).containsEntry("two/" + deep + "x", "f:2");

        Files.move(inside, here.root.resolve("back"));
        sync();
        assertThat(other.tree()).containsEntry("back/" + deep + "x", "f:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-02T00:00:00Z", "1999-12-31T23:59:59Z", "2100-01-01T00:00:00Z"})
    void withAClockYearsOffNothingIsLost(String time) throws Exception {
        write(other, "edited", "1");
        write(other, "deleted", "2");
        write(other, "both", "3");
        sync();
        clock =
                InstantSource.offset(
                        InstantSource.system(),
                        Duration.between(Instant.now(), Instant.parse(time)));
        write(here, "edited", "edited here");
        write(here, "both", "edited here too");
        write(other, "both", "edited there");
        Files.delete(other.root.resolve("deleted"));

        sync();

        assertThat(here.tree()).isEqualTo(other.tree()).hasSize(3);
        assertThat(here.tree())
                .containsEntry("edited", "f:edited here")
                .containsValues("f:edited here too", "f:edited there");
        try (Stream<Path> trash = Files.walk(here.root.resolve(".allmende/trash"))) {
            assertThat(trash.filter(Files::isRegularFile))
                    .anySatisfy(file -> assertThat(file).hasContent("2"));
        }
        clock = InstantSource.system();
        write(other, "edited", "edited again");
        sync();
        assertThat(here.tree()).isEqualTo(other.tree()).containsEntry("edited", "f:edited again");
    }

    /// Refuses everything while told to.
    private static final class FaultyRenames implements Renames {
        private final Renames renames = Renames.ofThisSystem();
        private @Nullable Fault failure;

        private interface Fault {
            IOException of(String path);
        }

        private void failIfTold(Path path) throws IOException {
            Fault fault = failure;
            if (fault != null) {
                throw fault.of(path.toString());
            }
        }

        @Override
        public void moveNew(Path from, Path to) throws IOException {
            failIfTold(to);
            renames.moveNew(from, to);
        }

        @Override
        public void swapIn(Path fresh, Path target, Path slot) throws IOException {
            failIfTold(target);
            renames.swapIn(fresh, target, slot);
        }
    }
}
