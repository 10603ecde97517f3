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

/// A person takes away what sync has just put in place, before sync looks at it again: that is a
/// deletion, or a move, like any other.
class GoneAtOnceTest {
    private final ExecutorService cores = Executors.newFixedThreadPool(2);
    private final FakeCommons commons = new FakeCommons();
    @TempDir Path dir;
    private SimDevice there;
    private SimDevice here;
    private ByPerson person = _ -> {};

    /// What the person does to a file in its place.
    @FunctionalInterface
    private interface ByPerson {
        void to(Path file) throws IOException;
    }

    /// Renames after which the person is quicker than the program, once.
    private final class Slow implements Renames {
        private final Renames quick = Renames.ofThisSystem();

        @Override
        public void moveNew(Path from, Path to) throws IOException {
            quick.moveNew(from, to);
            act(to);
        }

        @Override
        public void swapIn(Path fresh, Path target, Path slot) throws IOException {
            quick.swapIn(fresh, target, slot);
            act(target);
        }

        private void act(Path file) throws IOException {
            ByPerson now = person;
            person = _ -> {};
            now.to(file);
        }
    }

    @BeforeEach
    void open() throws IOException {
        there = device("there", Renames.ofThisSystem());
        here = device("here", new Slow());
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
        cores.shutdownNow();
    }

    private SimDevice device(String name, Renames renames) throws IOException {
        return new SimDevice(
                dir,
                name,
                new FakeRemote(commons, name, FakeRemote.Mischief.NONE),
                new SimDevice.Tools(cores, InstantSource.system(), renames, Durability.none()));
    }

    private static void quiet(SimDevice device) throws InterruptedException {
        PassEnd end = new PassEnd.Again();
        for (int i = 0; i < 20 && end instanceof PassEnd.Again; i++) {
            end = device.pass();
        }
        assertThat(end).isInstanceOf(PassEnd.Quiet.class);
    }

    private void settle() throws Exception {
        quiet(here);
        quiet(there);
        quiet(here);
        assertThat(here.tree()).isEqualTo(there.tree());
    }

    private void write(String path, String text) throws Exception {
        Files.writeString(there.root.resolve(path), text);
        quiet(there);
    }

    @Test
    void aNewFileThatIsDeletedStaysDeleted() throws Exception {
        write("file", "content");
        person = Files::delete;

        settle();

        assertThat(there.tree()).isEmpty();
    }

    @Test
    void aNewVersionThatIsDeletedStaysDeleted() throws Exception {
        write("file", "content");
        settle();
        write("file", "another content");
        person = Files::delete;

        settle();

        assertThat(there.tree()).isEmpty();
    }

    @Test
    void aMovedFileThatIsDeletedStaysDeleted() throws Exception {
        write("file", "content");
        settle();
        Files.move(there.root.resolve("file"), there.root.resolve("moved"));
        quiet(there);
        person = Files::delete;

        settle();

        assertThat(there.tree()).isEmpty();
    }

    @Test
    void aNewFileThatIsMovedIsNotDoubled() throws Exception {
        write("file", "content");
        person = file -> Files.move(file, file.resolveSibling("moved"));

        settle();

        assertThat(there.tree()).containsOnlyKeys("moved");
    }

    @Test
    void aNewFileThatIsReplacedIsKeptAsThePersonHasIt() throws Exception {
        write("file", "content");
        person =
                file -> {
                    Files.delete(file);
                    Files.writeString(file, "the person's");
                };

        settle();

        assertThat(there.tree()).containsValue("f:the person's").hasSizeLessThanOrEqualTo(2);
    }
}
