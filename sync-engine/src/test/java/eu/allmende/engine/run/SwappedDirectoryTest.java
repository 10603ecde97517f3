package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.ChunkList;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.ChunkId;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// While commits are applied, somebody who may write in the folder puts a link where a directory
/// was: nothing is written where the link points.
@EnabledOnOs(OS.LINUX)
class SwappedDirectoryTest {
    private static final DeviceId OTHER = new DeviceId(Hash.sha256(new byte[] {3}));

    @TempDir Path dir;
    private final ExecutorService cores = Executors.newFixedThreadPool(2);
    private final FakeCommons commons = new FakeCommons();
    private final SwappingRenames renames = new SwappingRenames();
    private SimDevice device;
    private Path outside;
    private Path away;
    private Path swapped;

    @BeforeEach
    void open() throws Exception {
        device =
                new SimDevice(
                        dir,
                        "victim",
                        new FakeRemote(commons, "victim", FakeRemote.Mischief.NONE),
                        new SimDevice.Tools(
                                cores, InstantSource.system(), renames, Durability.none()));
        outside = Files.createDirectory(dir.resolve("outside"));
        away = dir.resolve("away");
        swapped = Files.createDirectory(device.root.resolve("a"));
        Files.createDirectory(swapped.resolve("inner"));
        Files.createDirectory(outside.resolve("inner"));
        Files.writeString(device.root.resolve("x"), "moves in");
        Files.writeString(swapped.resolve("old"), "replaced");
        Files.writeString(outside.resolve("old"), "not theirs");
        sync();
    }

    @AfterEach
    void close() {
        device.close();
        cores.shutdownNow();
    }

    private void sync() throws InterruptedException {
        PassEnd end = new PassEnd.Again();
        for (int i = 0; i < 60 && !(end instanceof PassEnd.Quiet); i++) {
            end = device.pass();
        }
        assertThat(end).isInstanceOf(PassEnd.Quiet.class);
    }

    private EntryId known(String path) {
        return device.parts().trees().remote().resolve(path).orElseThrow();
    }

    private static Change change(EntryId entry, EntryId parent, String name, Content content) {
        return new Change(entry, Optional.of(new EntryState(parent, name, content)));
    }

    private Content file(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        commons.keep(bytes);
        Hash hash = Hash.sha256(bytes);
        return new Content.File(
                hash, bytes.length, Instant.EPOCH, false, ChunkList.of(List.of(new ChunkId(hash))));
    }

    private void commit(List<Change> changes) {
        assertThat(commons.commit(commons.head(), OTHER, changes)).isPresent();
    }

    /// Everything that can be done in a directory, and in one in it.
    private List<Change> changes(int some) {
        List<Change> changes = new ArrayList<>();
        EntryState x = device.parts().trees().remote().find(known("x")).orElseThrow();
        changes.add(new Change(known("x"), Optional.of(x.at(known("a"), "x"))));
        changes.add(change(known("a/old"), known("a"), "old", file("new content")));
        int id = 100;
        for (EntryId parent : List.of(known("a"), known("a/inner"))) {
            for (int i = 0; i < some; i++) {
                Content link = new Content.Link("target " + i);
                changes.add(change(new EntryId(9, id++), parent, "d" + i, new Content.Directory()));
                changes.add(change(new EntryId(9, id++), parent, "l" + i, link));
                changes.add(change(new EntryId(9, id++), parent, "f" + i, file("file " + i)));
            }
        }
        return changes;
    }

    private void swap() throws IOException {
        Files.move(swapped, away);
        Files.createSymbolicLink(swapped, outside);
    }

    private void swapBack() throws IOException {
        if (Files.isSymbolicLink(swapped)) {
            Files.delete(swapped);
            Files.move(away, swapped);
        }
    }

    private void assertNothingOutside() throws IOException {
        assertThat(outside.resolve("old")).hasContent("not theirs");
        try (var paths = Files.walk(outside)) {
            assertThat(paths.map(path -> outside.relativize(path).toString()))
                    .containsExactlyInAnyOrder("", "inner", "old");
        }
    }

    private void assertEverythingArrives(int some) throws Exception {
        sync();
        Map<String, String> tree = device.tree();
        assertThat(tree).containsEntry("a/x", "f:moves in").containsEntry("a/old", "f:new content");
        for (String parent : List.of("a/", "a/inner/")) {
            for (int i = 0; i < some; i++) {
                assertThat(tree)
                        .containsEntry(parent + "d" + i, "d")
                        .containsEntry(parent + "l" + i, "l:target " + i)
                        .containsEntry(parent + "f" + i, "f:file " + i);
            }
        }
    }

    @Test
    void betweenTheLookAndTheRenameNothingGoesThroughTheLink() throws Exception {
        commit(changes(2));
        renames.before = this::swap;

        device.pass();

        assertThat(renames.done).isTrue();
        assertNothingOutside();
        swapBack();
        assertEverythingArrives(2);
    }

    @Test
    void aReplacedFileIsReplacedWhereItWas() throws Exception {
        commit(List.of(change(known("a/old"), known("a"), "old", file("new content"))));
        renames.before = this::swap;

        device.pass();

        assertThat(renames.done).isTrue();
        assertNothingOutside();
        swapBack();
        sync();
        assertThat(device.tree()).containsEntry("a/old", "f:new content");
    }

    @Test
    void howeverOftenItIsSwappedNothingGoesThroughTheLink() throws Exception {
        commit(changes(60));
        AtomicBoolean over = new AtomicBoolean();
        Thread swapper =
                Thread.ofPlatform()
                        .unstarted(() -> {
                            try {
                                while (!over.get()) {
                                    swap();
                                    swapBack();
                                }
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        renames.before = swapper::start;
        try {
            device.pass();
        } finally {
            over.set(true);
            swapper.join();
        }

        assertThat(renames.done).isTrue();
        assertNothingOutside();
        swapBack();
        assertEverythingArrives(60);
    }

    /// Once, before something is renamed, somebody acts.
    private static final class SwappingRenames implements Renames {
        private final Renames renames = Renames.ofThisSystem();
        private Act before = () -> {};
        private boolean done;

        private interface Act {
            void run() throws IOException;
        }

        private void act() throws IOException {
            Act act = before;
            before = () -> {};
            act.run();
            done = true;
        }

        @Override
        public void moveNew(Path from, Path to) throws IOException {
            act();
            renames.moveNew(from, to);
        }

        @Override
        public void swapIn(Path fresh, Path target, Path slot) throws IOException {
            act();
            renames.swapIn(fresh, target, slot);
        }
    }
}
