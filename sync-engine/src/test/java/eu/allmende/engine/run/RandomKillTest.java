package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.folder.FolderRoot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A real process that syncs again and again is killed while files change under it and on another
/// device that syncs as well; it is started and killed again, and in the end nothing is lost, torn,
/// or left lying about. When it is killed depends on the machine, what people do on the seed alone.
///
/// In every build there are two seeds, with `-Dsoak` two hundred; `-Dseed=` takes one.
@EnabledOnOs(value = OS.LINUX, disabledReason = "there a process can be killed for good")
class RandomKillTest {
    private static final int LIVES = 3;

    private static ExecutorService cores;

    @TempDir Path dir;

    @BeforeAll
    static void start() {
        cores = Executors.newFixedThreadPool(1);
    }

    @AfterAll
    static void end() {
        cores.shutdownNow();
    }

    static LongStream seeds() {
        Long one = Long.getLong("seed");
        return one != null
                ? LongStream.of(one)
                : LongStream.rangeClosed(1, System.getProperty("soak") == null ? 2 : 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whereverAProcessDiesUnderLoadNothingIsLost(long seed) throws Exception {
        Random chance = new Random(seed);
        CrashScene[] scenes = CrashScene.values();
        String renames = chance.nextInt(3) == 0 ? "portable" : "system";
        try (CrashStage stage = new CrashStage(dir.resolve("stage"), renames, cores)) {
            stage.prepare(scenes[chance.nextInt(scenes.length)]);
            BusyUser user =
                    new BusyUser(stage, Files.createDirectories(dir.resolve("desk")), chance);
            for (int life = 0; life < LIVES; life++) {
                liveAndDie(stage, user, chance);
                stage.nothingIsTorn();
            }
            assertThat(user.acts).isPositive();
            stage.recoverAndCheck();
        } catch (IOException | RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static void liveAndDie(CrashStage stage, BusyUser user, Random chance)
            throws IOException, InterruptedException {
        Process child = stage.start(0);
        try (BufferedReader lines = CrashStage.lines(child)) {
            assertThat(lines.readLine()).isEqualTo("READY");
            Thread reader = Thread.ofVirtual().start(() -> readAll(lines));
            for (int i = 5 + chance.nextInt(60); i > 0; i--) {
                user.act(chance.nextBoolean() ? stage.victimRoot() : stage.other().root);
                if (chance.nextInt(4) == 0) {
                    PassEnd _ = stage.other().pass();
                }
            }
            child.destroyForcibly().waitFor();
            reader.join();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /// Up to the end, so that the child never waits for its words to be read.
    private static void readAll(BufferedReader lines) {
        try {
            while (lines.readLine() != null) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Somebody who writes files whole, as careful programs do, moves, replaces and deletes them,
    /// and is not put out when what he means has just gone.
    private static final class BusyUser {
        private final CrashStage stage;
        private final Path desk;
        private final Random chance;
        private int number;
        private int acts;

        BusyUser(CrashStage stage, Path desk, Random chance) {
            this.stage = stage;
            this.desk = desk;
            this.chance = chance;
        }

        void act(Path root) throws IOException {
            int what = chance.nextInt(100);
            number++;
            try {
                if (what < 45) {
                    bring(directory(root).resolve("made " + number));
                } else if (what < 60) {
                    replace(file(root));
                } else if (what < 75) {
                    Files.move(file(root), directory(root).resolve("moved " + number));
                } else if (what < 85) {
                    Files.createDirectory(directory(root).resolve("folder " + number));
                } else if (what < 93) {
                    Files.move(directory(root), root.resolve("renamed " + number));
                } else {
                    Path file = file(root);
                    stage.givesUp(Files.readString(file));
                    Files.delete(file);
                }
                acts++;
            } catch (FileSystemException | UncheckedIOException e) {
                assertThat(root).as("the syncing was quicker: " + e).isDirectory();
            }
        }

        private Path directory(Path root) throws IOException {
            return pick(root, path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
        }

        private Path file(Path root) throws IOException {
            return pick(root, path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
        }

        private Path pick(Path root, Predicate<Path> wanted) throws IOException {
            Path house = root.resolve(FolderRoot.HOUSE);
            try (Stream<Path> paths = Files.walk(root)) {
                List<Path> all =
                        paths.filter(path -> !path.equals(root) && !path.startsWith(house))
                                .filter(wanted)
                                .toList();
                if (all.isEmpty()) {
                    throw new NoSuchFileException(root.toString());
                }
                return all.get(chance.nextInt(all.size()));
            }
        }

        private void replace(Path file) throws IOException {
            stage.givesUp(Files.readString(file));
            bring(file);
        }

        private void bring(Path to) throws IOException {
            String content = "content " + number + " ".repeat(chance.nextInt(3000));
            Path written = Files.writeString(desk.resolve("written"), content);
            stage.writes(content);
            try {
                Files.move(
                        written,
                        to,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                stage.givesUp(content);
                throw e;
            }
        }
    }
}
