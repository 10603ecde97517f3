package eu.allmende.node.validator;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.protocol.follow.SubmissionAnswer.Outcome;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {
    private static final long SEED = Long.getLong("seed", 7);
    private static final int KILLS = Integer.getInteger("kills", 1);

    @TempDir Path dir;

    @Test
    void whatWasAcknowledgedIsThereAfterEachKill() throws Exception {
        Random random = new Random(SEED);
        List<Long> acknowledged = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(runAndKill(acknowledged.size(), 20 + random.nextInt(40)));
        }
        try (TestCommons commons = TestCommons.start(dir, 4)) {
            for (int i = 0; i < acknowledged.size(); i++) {
                Outcome outcome = commons.submit(i % 4, commons.account(i)).outcomes().getFirst();
                assertThat(((Outcome.Ordered) outcome).index())
                        .as("seed %d, entry %d", SEED, i)
                        .isEqualTo(acknowledged.get(i));
            }
            long size = commons.submit(0, commons.account(-1)).head().checkpoint().size();
            for (int i = 1; i < 4; i++) {
                assertThat(commons.root(i, size)).isEqualTo(commons.root(0, size));
            }
        }
    }

    /// Runs all validators in a child process until so many entries were acknowledged; then kills
    /// it as a power switch would, with more entries under way.
    ///
    /// @return where the acknowledged entries stand
    private List<Long> runAndKill(int first, int entries) throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                Child.class.getName(),
                                dir.toString(),
                                Integer.toString(first))
                        .redirectError(ProcessBuilder.Redirect.to(new File("/dev/null")))
                        .start();
        List<Long> places = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            while (places.size() < entries) {
                String line = lines.readLine();
                assertThat(line).as("the child ended early").isNotNull();
                places.add(Long.parseLong(line));
            }
        } finally {
            child.destroyForcibly();
            child.waitFor();
        }
        return places;
    }

    /// The process that is killed: hands in one account after the other, and prints its place.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            TestCommons commons = TestCommons.start(Path.of(arguments[0]), 4);
            for (int i = Integer.parseInt(arguments[1]); true; i++) {
                Outcome outcome = commons.submit(i % 4, commons.account(i)).outcomes().getFirst();
                System.out.println(((Outcome.Ordered) outcome).index());
            }
        }
    }
}
