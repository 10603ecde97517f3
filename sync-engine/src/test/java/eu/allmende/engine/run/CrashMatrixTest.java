package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real process with a real disk and a real database is killed by the system at each moment, and
/// nothing is lost, torn, back from the dead or left lying about.
///
/// In every build some moments of each scene are taken, `-Dsoak` takes all. `-Dmoment=` takes one.
@EnabledOnOs(value = OS.LINUX, disabledReason = "there a process can be killed for good")
class CrashMatrixTest {
    private static final boolean SOAK = System.getProperty("soak") != null;

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

    @ParameterizedTest
    @CsvSource({
        "COMES_DOWN, system, 5",
        "COMES_DOWN, portable, 2",
        "GOES_UP, system, 3",
        "CLASHES, system, 4",
        "CLASHES, portable, 2"
    })
    void whereverAProcessDiesNothingIsLost(CrashScene scene, String renames, int samples)
            throws Exception {
        long moments;
        try (CrashStage stage = new CrashStage(dir.resolve("counted"), renames, cores)) {
            stage.prepare(scene);
            moments = stage.moments();
        }
        int killed = 0;
        int all = 0;
        for (long moment : chosen(moments, samples)) {
            all++;
            killed += kill(scene, renames, moment).startsWith("AT ") ? 1 : 0;
        }
        assertThat(2 * killed).as("twice those killed before the end").isGreaterThanOrEqualTo(all);
    }

    private static Iterable<Long> chosen(long moments, int samples) {
        Long one = Long.getLong("moment");
        if (one != null) {
            return List.of(one);
        }
        long number = SOAK ? moments : Math.min(samples, moments);
        TreeSet<Long> chosen = new TreeSet<>();
        for (long i = 1; i <= number; i++) {
            chosen.add(1 + (2 * i - 1) * (moments - 1) / (2 * number - 1));
        }
        return chosen;
    }

    private String kill(CrashScene scene, String renames, long moment) throws Exception {
        Path base = Files.createTempDirectory(dir, "case");
        String at = "nowhere";
        try (CrashStage stage = new CrashStage(base, renames, cores)) {
            stage.prepare(scene);
            at = stage.runAndKill(moment);
            stage.nothingIsTorn();
            stage.recoverAndCheck();
            return at;
        } catch (IOException | RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "%s, %s renames, moment %d: %s".formatted(scene, renames, moment, at), e);
        }
    }
}
