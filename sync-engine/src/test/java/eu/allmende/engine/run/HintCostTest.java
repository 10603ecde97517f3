package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.scan.Parts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One edit in a folder on a real disk: the pass that a hint leads to, beside one that looks at the
/// whole folder. With `-Dsoak` the folder has 100,000 files, and what both cost is printed.
class HintCostTest {
    private static final boolean SOAK = System.getProperty("soak") != null;
    private static final int FILES = Integer.getInteger("files", SOAK ? 100_000 : 400);
    private static final int IN_ONE_DIRECTORY = 20;
    private static final int ROUNDS = Integer.getInteger("rounds", SOAK ? 7 : 1);

    @TempDir Path dir;
    private int edits;

    /// What a pass took.
    private record Cost(long wallNanos, long processorNanos) {}

    @Test
    void anEditIsFoundByALookAtItsDirectoryAlone() throws Exception {
        try (ExecutorService cores = Executors.newFixedThreadPool(2);
                SimDevice device = device(cores)) {
            fill(device.root);
            untilQuiet(device);
            for (Parts parts : List.of(Parts.WHOLE, Parts.in("d7"))) {
                Cost[] costs = new Cost[ROUNDS];
                for (int i = 0; i < ROUNDS; i++) {
                    costs[i] = cost(device, parts);
                }
                tell(parts, costs);
            }
        }
    }

    private SimDevice device(ExecutorService cores) throws IOException {
        FakeRemote remote = new FakeRemote(new FakeCommons(), "here", FakeRemote.Mischief.NONE);
        return new SimDevice(
                dir,
                "here",
                remote,
                new SimDevice.Tools(
                        cores, InstantSource.system(), Renames.ofThisSystem(), Durability.none()));
    }

    private static void fill(Path root) throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path directory = root.resolve("d" + i / IN_ONE_DIRECTORY);
            if (i % IN_ONE_DIRECTORY == 0) {
                Files.createDirectory(directory);
            }
            Files.writeString(directory.resolve("document " + i), "content " + i);
        }
    }

    private static void untilQuiet(SimDevice device) throws InterruptedException {
        PassEnd end = new PassEnd.Again();
        for (int i = 0; i < 20 && end instanceof PassEnd.Again; i++) {
            end = device.pass();
        }
        assertThat(end).isInstanceOf(PassEnd.Quiet.class);
    }

    private Cost cost(SimDevice device, Parts parts) throws Exception {
        long head = device.parts().trees().sequence();
        Files.writeString(device.root.resolve("d7/document 145"), "edit " + edits++);
        long processor = processorNanos();
        long wall = System.nanoTime();
        PassEnd end = device.pass(parts);
        Cost cost = new Cost(System.nanoTime() - wall, processorNanos() - processor);
        assertThat(end).isEqualTo(new PassEnd.Again());
        assertThat(device.covered().orElseThrow().looked()).isEqualTo(parts);
        assertThat(device.pass(Parts.NONE)).isEqualTo(new PassEnd.Quiet());
        assertThat(device.parts().trees().sequence()).isEqualTo(head + 1);
        return cost;
    }

    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void tell(Parts parts, Cost[] costs) {
        if (SOAK) {
            Cost[] sorted = costs.clone();
            Arrays.sort(sorted, (a, b) -> Long.compare(a.wallNanos, b.wallNanos));
            Cost middle = sorted[ROUNDS / 2];
            Arrays.sort(costs, (a, b) -> Long.compare(a.processorNanos, b.processorNanos));
            System.out.printf(
                    Locale.ROOT,
                    "%s: median %.0f ms, processor %.0f ms%n",
                    parts,
                    middle.wallNanos / 1e6,
                    costs[ROUNDS / 2].processorNanos / 1e6);
        }
    }
}
