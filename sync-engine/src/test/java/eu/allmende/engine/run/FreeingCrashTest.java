package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Freeing;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.folder.Placeholder;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Freed.Standing;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A process dies at each moment of freeing a file and of fetching it back: between all acts on the
/// disk, and in the middle of a move that is a link and a deletion. Afterwards the file is there
/// whole, or its placeholder is there and the entry is marked.
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "elsewhere Java knows no file numbers, and nothing is freed")
class FreeingCrashTest {
    private static final String FILM = "film ".repeat(2000);
    private static final Hash RANDOM = Hash.sha256(new byte[] {7});

    @TempDir Path dir;
    private final ExecutorService cores = Executors.newFixedThreadPool(1);
    private final List<String> met = new ArrayList<>();
    private int fatal;

    @AfterEach
    void end() {
        cores.shutdownNow();
    }

    private void mark(String moment) {
        met.add(moment);
        if (met.size() == fatal) {
            throw new CrashingDisk.Crash();
        }
    }

    /// A move that is a link and a deletion.
    private final class Halves implements Renames {
        private final Renames whole = Renames.portable();

        @Override
        public void moveNew(Path from, Path to) throws IOException {
            if (Files.isRegularFile(from)) {
                Files.createLink(to, from);
                mark("half of a move");
                Files.delete(from);
            } else {
                whole.moveNew(from, to);
            }
        }

        @Override
        public void swapIn(Path fresh, Path target, Path slot) throws IOException {
            whole.swapIn(fresh, target, slot);
        }
    }

    /// One folder, two devices.
    private final class Scene implements AutoCloseable {
        private final FakeCommons commons = new FakeCommons();
        private final SimDevice.Tools tools;
        private final SimDevice one;
        private final SimDevice other;

        Scene(Path base) throws Exception {
            MarkedDisk disk =
                    new MarkedDisk(new Halves(), Durability.none(), FreeingCrashTest.this::mark);
            tools = new SimDevice.Tools(cores, InstantSource.system(), disk, disk);
            one = device(base, "one");
            other = device(base, "other");
            Files.writeString(other.root.resolve("film"), FILM);
            settle();
        }

        private SimDevice device(Path base, String name) throws IOException {
            FakeRemote remote = new FakeRemote(commons, name, FakeRemote.Mischief.NONE);
            return new SimDevice(base, name, remote, tools);
        }

        void settle() throws InterruptedException {
            for (int i = 0; i < 6; i++) {
                other.pass();
                one.pass();
            }
        }

        EntryId film() {
            return one.parts().trees().local().tree().resolve("film").orElseThrow();
        }

        void free() throws IOException {
            FolderParts parts = one.parts();
            new Freeing(parts.disk(), parts.trees(), parts.store())
                    .free(film(), Stat.of(one.root.resolve("film")), RANDOM);
        }

        void fetch() throws IOException, InterruptedException {
            FolderTrees trees = one.parts().trees();
            trees.standLocal(film(), Standing.RETURNING);
            one.parts().store().save();
            one.pass();
        }

        void comeBack() throws IOException {
            one.crash();
            fatal = 0;
            one.open();
        }

        boolean isFreed() {
            return one.parts().trees().local().freed(film()).isPresent();
        }

        void isWholeOrFreed() throws IOException {
            Path file = one.root.resolve("film");
            Path placeholder = one.root.resolve("film.allmende");
            if (isFreed()) {
                assertThat(placeholder).hasBinaryContent(new Placeholder(RANDOM).bytes());
                assertThat(file).doesNotExist();
            } else {
                assertThat(file).hasContent(FILM);
                assertThat(placeholder).doesNotExist();
            }
        }

        void theOtherHasIt() throws IOException {
            assertThat(other.tree()).containsExactly(Map.entry("film", "f:" + FILM));
        }

        @Override
        public void close() {
            one.close();
            other.close();
        }
    }

    /// Something during which the process dies.
    private interface Act {
        void run(Scene scene) throws Exception;
    }

    /// @return at how many moments it died
    private int dieAtEachMoment(Act before, Act act) throws Exception {
        int moment = 0;
        boolean died = true;
        while (died) {
            moment++;
            fatal = 0;
            try (Scene scene = new Scene(Files.createDirectory(dir.resolve("at-" + moment)))) {
                before.run(scene);
                met.clear();
                fatal = moment;
                try {
                    act.run(scene);
                    died = false;
                } catch (CrashingDisk.Crash e) {
                    scene.comeBack();
                }
                fatal = 0;
                check(scene, met.isEmpty() ? "" : met.getLast());
            }
        }
        return moment - 1;
    }

    private static void check(Scene scene, String moment) throws Exception {
        try {
            scene.isWholeOrFreed();
            scene.settle();
            scene.isWholeOrFreed();
            scene.theOtherHasIt();
            assertThat(scene.one.staged()).isZero();
            if (scene.isFreed()) {
                scene.fetch();
                scene.settle();
            }
            assertThat(scene.one.tree()).isEqualTo(scene.other.tree());
            scene.theOtherHasIt();
        } catch (AssertionError e) {
            throw new AssertionError("killed " + moment, e);
        }
    }

    @Test
    void whileAFileIsFreed() throws Exception {
        assertThat(dieAtEachMoment(_ -> {}, Scene::free)).isGreaterThanOrEqualTo(9);
    }

    @Test
    void whileAFileIsFetched() throws Exception {
        assertThat(dieAtEachMoment(Scene::free, Scene::fetch)).isGreaterThanOrEqualTo(9);
    }

    @Test
    void afterTheTrashWasDroppedAndTheLastTransactionWasLost() throws Exception {
        try (Scene scene = new Scene(dir)) {
            met.clear();
            fatal = Integer.MAX_VALUE;
            int last = momentOfLastAct();
            met.clear();
            fatal = last;
            try {
                scene.free();
            } catch (CrashingDisk.Crash e) {
                dropTrash(scene.one.root);
                scene.comeBack();
            }
            assertThat(scene.isFreed()).isTrue();
            check(scene, "at the end");
        }
    }

    @Test
    void whileItsDirectoryIsMovedBeforeTheNextStart() throws Exception {
        try (Scene scene = new Scene(dir)) {
            Files.createDirectory(scene.other.root.resolve("in"));
            Files.move(scene.other.root.resolve("film"), scene.other.root.resolve("in/film"));
            scene.settle();
            FolderParts parts = scene.one.parts();
            EntryId film = parts.trees().local().tree().resolve("in/film").orElseThrow();
            Path file = scene.one.root.resolve("in/film");
            met.clear();
            fatal = 9;
            try {
                new Freeing(parts.disk(), parts.trees(), parts.store())
                        .free(film, Stat.of(file), RANDOM);
            } catch (CrashingDisk.Crash e) {
                Files.move(scene.one.root.resolve("in"), scene.one.root.resolve("moved"));
                scene.comeBack();
            }
            assertThat(file).doesNotExist();
            scene.settle();

            assertThat(scene.other.root.resolve("moved/film")).hasContent(FILM);
            assertThat(scene.one.root.resolve("moved/film")).hasContent(FILM);
        }
    }

    private int momentOfLastAct() throws Exception {
        try (Scene scene = new Scene(Files.createDirectory(dir.resolve("counted")))) {
            met.clear();
            scene.free();
            return met.size();
        }
    }

    private static void dropTrash(Path root) throws IOException {
        try (Stream<Path> trash = Files.walk(new FolderRoot(root).trash())) {
            for (Path file : trash.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
