package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Devices in one thread, on disks, clocks and a ledger that are simulated, of which everything
/// fails that can: they come to one tree, lose nothing, and bring nothing back. Most looks read
/// only what a watcher told of, which is late at times, and sometimes loses all. Some disks do not
/// tell capital letters from small ones: what they cannot hold is marked there, and nothing else.
///
/// In every build 300 seeds, with `-Dsoak` 100,000; `-Dseed=` runs one, `-Dseeds=` so many, from
/// `-Dfirst=` on. What fails is shrunk: the steps that are not needed for it are left out.
class SimSyncTest {
    private static final long USUAL = System.getProperty("soak") == null ? 300 : 100_000;
    private static final int MOST_TRIES = 400;

    @Test
    void whateverFailsNothingIsLost() throws Exception {
        Long one = Long.getLong("seed");
        long first = one == null ? Long.getLong("first", 1) : one;
        long last = one == null ? first + Long.getLong("seeds", USUAL) - 1 : one;
        long partialLooks = 0;
        long clashes = 0;
        Path real = directory();
        try {
            for (long seed = first; seed <= last; seed++) {
                Story story = tell(seed, Set.of(), real);
                if (story.fault().isPresent()) {
                    throw new AssertionError(shrunk(seed, story, real));
                }
                partialLooks += story.partialLooks();
                clashes += story.clashes();
            }
            if (one == null) {
                assertThat(partialLooks).as("partial looks").isGreaterThan(last - first);
                assertThat(clashes).as("names marked").isGreaterThan((last - first) / 10);
            }
        } finally {
            delete(real);
        }
    }

    @Test
    void theSameSeedTellsTheSameStory() throws Exception {
        Path real = directory();
        try {
            for (long seed = 1; seed <= 10; seed++) {
                Story once = tell(seed, Set.of(), real);
                assertThat(tell(seed, Set.of(), real).sum()).isEqualTo(once.sum());
            }
            assertThat(tell(11, Set.of(), real).sum()).isNotEqualTo(tell(12, Set.of(), real).sum());
        } finally {
            delete(real);
        }
    }

    /// How a run went.
    private record Story(
            int steps,
            long sum,
            List<String> lines,
            long partialLooks,
            long clashes,
            Optional<Throwable> fault) {}

    private static Story tell(long seed, Set<Integer> without, Path real) throws IOException {
        Path databases = Files.createTempDirectory(real, "run");
        try (SimWorld world = new SimWorld(seed, without, databases)) {
            Optional<Throwable> fault = Optional.empty();
            try {
                world.run();
            } catch (Exception | AssertionError e) {
                fault = Optional.of(e);
            }
            SimTrace trace = world.trace();
            return new Story(
                    world.steps(),
                    trace.sum(),
                    trace.lines(),
                    world.partialLooks(),
                    world.clashes(),
                    fault);
        } finally {
            delete(databases);
        }
    }

    /// The shortest story found that still fails: steps are left out, many first, then one by one.
    private static String shrunk(long seed, Story whole, Path real) throws IOException {
        Set<Integer> without = new TreeSet<>();
        Story shortest = whole;
        int tries = 0;
        for (int size = whole.steps(); size >= 1; size /= 2) {
            for (int from = 0; from < whole.steps() && tries < MOST_TRIES; from += size) {
                Set<Integer> more = new TreeSet<>(without);
                for (int i = from; i < Math.min(from + size, whole.steps()); i++) {
                    more.add(i);
                }
                Story story = more.size() == without.size() ? shortest : tell(seed, more, real);
                tries++;
                if (more.size() > without.size() && story.fault().isPresent()) {
                    without = more;
                    shortest = story;
                }
            }
        }
        return "seed %d, without steps %s\n%s\n%s"
                .formatted(
                        seed,
                        without,
                        String.join("\n", shortest.lines()),
                        told(shortest.fault().orElseThrow()));
    }

    private static String told(Throwable fault) {
        StringBuilder text = new StringBuilder();
        for (Throwable each = fault; each != null; each = each.getCause()) {
            text.append(each).append('\n');
            for (StackTraceElement at : each.getStackTrace()) {
                if (at.getClassName().startsWith("eu.allmende")) {
                    text.append("    at ").append(at).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static Path directory() throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "allmende-sim")
                : Files.createTempDirectory("allmende-sim");
    }

    private static void delete(Path top) throws IOException {
        try (Stream<Path> paths = Files.walk(top)) {
            for (Path path : paths.toList().reversed()) {
                Files.delete(path);
            }
        }
    }
}
