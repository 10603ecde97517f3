package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.folder.DiskNames;
import eu.allmende.engine.history.FolderHistory;
import eu.allmende.engine.history.Keeping;
import eu.allmende.engine.plan.Ground;
import eu.allmende.engine.plan.Plan;
import eu.allmende.engine.tree.EntryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Two devices at which people do things at random can go back to every state they once had in
/// common, and forward again, even if the process dies in the midst of it.
class RandomRewindTest {
    private static final int SEEDS = Integer.getInteger("seeds", 10);

    @Test
    void everyStateThatWasCanBeHadAgain() throws Exception {
        Long one = Long.getLong("seed");
        long first = one == null ? 1 : one;
        long last = one == null ? SEEDS : one;
        for (long seed = first; seed <= last; seed++) {
            try (Story story = new Story(seed)) {
                story.tell();
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e, e);
            }
        }
    }

    /// One run, replayed by its seed.
    private static final class Story implements AutoCloseable {
        private final Path base;
        private final Random random;
        private final boolean crashes;
        private final ExecutorService cores = Executors.newFixedThreadPool(1);
        private final FakeCommons commons = new FakeCommons();
        private final List<SimDevice> devices = new ArrayList<>();
        private final CrashingDisk disk;
        private final SimUser user;
        private final FolderHistory history;
        private final TreeMap<Long, Map<String, String>> states = new TreeMap<>();

        Story(long seed) throws IOException {
            Path memory = Path.of("/dev/shm");
            base =
                    Files.isWritable(memory)
                            ? Files.createTempDirectory(memory, "allmende-rewind")
                            : Files.createTempDirectory("allmende-rewind");
            random = new Random(seed);
            crashes = seed % 2 == 0;
            user = new SimUser(random, new LinkedHashSet<>(), _ -> {}, new int[1]);
            disk = new CrashingDisk(Renames.ofThisSystem(), random);
            long smallBytes = seed % 3 == 0 ? 12 : Lane.SMALL_BYTES;
            SimDevice.Tools tools =
                    new SimDevice.Tools(cores, InstantSource.system(), disk, smallBytes);
            for (String name : List.of("left", "right")) {
                devices.add(new SimDevice(base, name, remote(name), tools));
            }
            history =
                    FolderHistory.open(
                            base.resolve("history.db"), remote("history"), Keeping.USUAL);
        }

        private FakeRemote remote(String name) {
            return new FakeRemote(commons, name, FakeRemote.Mischief.NONE);
        }

        void tell() throws Exception {
            for (int day = 0; day < 8; day++) {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    user.act(pick().place());
                }
                converge();
                states.put(commons.head(), devices.getFirst().tree());
            }
            states.remove(0L);
            List<Long> heads = new ArrayList<>(states.keySet());
            for (int i = 0; i < 6; i++) {
                long head = heads.get(random.nextInt(heads.size()));
                goTo(head);
                for (SimDevice device : devices) {
                    assertThat(device.tree())
                            .as("after commit %d", head)
                            .isEqualTo(states.get(head));
                }
            }
        }

        private SimDevice pick() {
            return devices.get(random.nextInt(devices.size()));
        }

        private void goTo(long head) throws Exception {
            SimDevice device = pick();
            if (crashes) {
                disk.dieAfter(1 + random.nextInt(6));
                try {
                    rewind(device, head);
                } catch (CrashingDisk.Crash e) {
                    disk.live();
                    device.crash();
                    device.open();
                }
                disk.live();
                converge();
            }
            rewind(device, head);
            converge();
        }

        private void rewind(SimDevice device, long head) throws Exception {
            history.catchUp();
            var then = history.within(EntryState.ROOT, head);
            var local = device.parts().trees().local().tree();
            new Carrying(device.parts(), device.status)
                    .out(Plan.towards(then).steps(local, Ground.of(DiskNames.EXACT)));
        }

        private void converge() throws Exception {
            for (int round = 0; round < 60; round++) {
                boolean quiet = true;
                for (SimDevice device : devices) {
                    PassEnd end = device.pass();
                    if (end instanceof PassEnd.Attention) {
                        device.guard.confirm();
                    }
                    quiet &= end instanceof PassEnd.Quiet;
                }
                if (quiet) {
                    return;
                }
            }
            fail("no end after 60 rounds");
        }

        @Override
        public void close() throws IOException {
            devices.forEach(SimDevice::close);
            history.close();
            cores.shutdownNow();
            try (Stream<Path> paths = Files.walk(base)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
