package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import eu.allmende.engine.apply.Renames;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Devices at which people do things at random, at once, come to the same tree and lose nothing.
class ConvergenceTest {
    private static final int SEEDS = Integer.getInteger("seeds", 100);

    @Test
    void devicesComeToTheSameTreeAndLoseNothing() throws Exception {
        simulate(Kind.CALM);
    }

    @Test
    void nothingIsLostWhenProcessesDieAtAnyStep() throws Exception {
        simulate(Kind.CRASHES);
    }

    @Test
    void nothingIsLostWhenPeopleWriteWhileFilesArePutInPlace() throws Exception {
        simulate(Kind.RACES);
    }

    /// What goes wrong beside the network.
    private enum Kind {
        CALM,
        CRASHES,
        RACES
    }

    private static void simulate(Kind kind) throws Exception {
        Long one = Long.getLong("seed");
        long first = one == null ? 1 : one;
        long last = one == null ? SEEDS : one;
        for (long seed = first; seed <= last; seed++) {
            try (Simulation simulation = new Simulation(seed, kind)) {
                simulation.run();
            }
        }
    }

    /// One run, replayed by its seed.
    private static final class Simulation implements AutoCloseable {
        private final long seed;
        private final Random random;
        private final Path base;
        private final ExecutorService cores = Executors.newFixedThreadPool(1);
        private final FakeCommons commons = new FakeCommons();
        private final List<SimDevice> devices = new ArrayList<>();
        private final Set<String> required = new LinkedHashSet<>();
        private final List<String> log = new ArrayList<>();
        private final SimUser user;
        private final Kind kind;
        private final CrashingDisk disk;
        private boolean calm;

        Simulation(long seed, Kind kind) throws IOException {
            this.seed = seed;
            this.kind = kind;
            random = new Random(seed);
            Path memory = Path.of("/dev/shm");
            base =
                    Files.isWritable(memory)
                            ? Files.createTempDirectory(memory, "allmende-sim")
                            : Files.createTempDirectory("allmende-sim");
            user = new SimUser(random, required, log::add, new int[1]);
            boolean lateClock = random.nextBoolean();
            InstantSource clock =
                    lateClock
                            ? InstantSource.offset(InstantSource.system(), Duration.ofHours(1))
                            : InstantSource.system();
            disk = new CrashingDisk(Renames.ofThisSystem(), random);
            SimDevice.Tools tools =
                    new SimDevice.Tools(cores, clock, disk, seed % 3 == 0 ? 12 : Lane.SMALL_BYTES);
            int number = random.nextInt(10) == 0 ? 3 : 2;
            for (int i = 0; i < number; i++) {
                String name = "device" + i;
                int index = i;
                FakeRemote remote =
                        new FakeRemote(commons, name, moment -> mischief(index, moment));
                devices.add(new SimDevice(base, name, remote, tools));
            }
        }

        private void mischief(int device, FakeRemote.Moment moment) throws IOException {
            if (calm || device >= devices.size()) {
                return;
            }
            int what = random.nextInt(20);
            if (what == 0) {
                log.add(devices.get(device).name + ": failure at " + moment);
                throw new IOException("the wire broke");
            }
            boolean whileFetching =
                    moment == FakeRemote.Moment.BEFORE_FETCHING
                            || moment == FakeRemote.Moment.BETWEEN_FILES
                            || moment == FakeRemote.Moment.WITHIN_FILE;
            if (what < 4 && (kind == Kind.RACES || !whileFetching)) {
                log.add(devices.get(device).name + ": meanwhile, at " + moment);
                user.act(devices.get(device).place());
            }
        }

        void run() throws Exception {
            try {
                int rounds = 3 + random.nextInt(6);
                for (int round = 0; round < rounds; round++) {
                    for (int i = random.nextInt(6); i > 0; i--) {
                        user.act(devices.get(random.nextInt(devices.size())).place());
                    }
                    SimDevice device = devices.get(random.nextInt(devices.size()));
                    pass(device);
                }
                calm = true;
                converge();
                check();
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "seed " + seed + "\n" + String.join("\n", log) + "\n" + e, e);
            }
        }

        private void pass(SimDevice device) throws Exception {
            if (kind == Kind.CRASHES && random.nextInt(3) > 0) {
                disk.dieAfter(1 + random.nextInt(12));
            }
            try {
                log.add(device.name + ": pass gave " + device.pass());
                disk.live();
            } catch (CrashingDisk.Crash e) {
                disk.live();
                device.crash();
                log.add(device.name + ": died");
                device.open();
            }
        }

        private void converge() throws Exception {
            for (int round = 0; round < 40; round++) {
                boolean quiet = true;
                for (SimDevice device : devices) {
                    PassEnd end = device.pass();
                    log.add(device.name + ": pass gave " + end);
                    if (end instanceof PassEnd.Attention) {
                        device.guard.confirm();
                    }
                    quiet &= end instanceof PassEnd.Quiet;
                }
                if (quiet) {
                    return;
                }
            }
            fail("no end after 40 rounds");
        }

        private void check() throws IOException {
            Map<String, String> tree = devices.getFirst().tree();
            for (SimDevice device : devices) {
                assertThat(device.tree()).isEqualTo(tree);
                assertThat(device.staged()).isZero();
                assertThat(device.parts().trees().local().tree().size()).isEqualTo(tree.size());
                assertThat(device.parts().trees().synced()).hasSize(tree.size());
            }
            Set<String> contents = new LinkedHashSet<>();
            for (String what : tree.values()) {
                contents.add(what.replaceFirst("^f:", "").replaceFirst(":x$", ""));
            }
            if (kind == Kind.RACES) {
                required.removeIf(content -> isInHistory(content));
            }
            assertThat(contents).containsAll(required);
            assertThat(tree.keySet()).noneMatch(path -> path.contains(".allmende-parked"));
        }

        private boolean isInHistory(String content) {
            return commons.find(Hash.sha256(content.getBytes(StandardCharsets.UTF_8))).isPresent();
        }

        @Override
        public void close() throws IOException {
            devices.forEach(SimDevice::close);
            cores.shutdownNow();
            try (Stream<Path> paths = Files.walk(base)) {
                List<Path> list = new ArrayList<>(paths.toList());
                java.util.Collections.reverse(list);
                for (Path path : list) {
                    Files.delete(path);
                }
            }
        }
    }
}
