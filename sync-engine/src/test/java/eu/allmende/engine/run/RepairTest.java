package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import eu.allmende.engine.CheckReport;
import eu.allmende.engine.CheckWatch;
import eu.allmende.engine.Engine;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.remote.Finding;
import eu.allmende.engine.scan.Stat;
import eu.allmende.engine.tree.LocalTree.Sighting;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.EntryId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damage that no look at the disk would find by itself.
class RepairTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path dir;

    /// As after a disk that changed bytes behind everybody's back: the stat is as it was seen.
    @Test
    void bytesThatChangedUnseenAreFoundAndCountAsAnEdit() throws Exception {
        FakeCommons commons = new FakeCommons();
        try (ExecutorService cores = Executors.newFixedThreadPool(2)) {
            SimDevice.Tools tools =
                    new SimDevice.Tools(
                            cores,
                            InstantSource.system(),
                            new CrashingDisk(Renames.ofThisSystem(), new Random(1)),
                            Long.MAX_VALUE);
            FakeRemote remote = new FakeRemote(commons, "laptop", FakeRemote.Mischief.NONE);
            try (SimDevice device = new SimDevice(dir, "laptop", remote, tools)) {
                Files.writeString(device.root.resolve("a"), "right");
                quiet(device);
                changeUnseen(device, "wrong");
                quiet(device);

                Inspector inspector = Inspector.of(device.parts(), java.util.Set.of());
                CheckReport found =
                        inspector.check(
                                () -> Inspector.of(device.parts(), java.util.Set.of()),
                                CheckWatch.NONE);
                assertThat(found.findings()).hasSize(1);
                assertThat(found.findings().getFirst().path()).isEqualTo("a");
                inspector.differing().forEach(device.parts().trees()::doubtLocal);
                long before = commons.head();
                quiet(device);

                assertThat(commons.head()).isEqualTo(before + 1);
                assertThat(device.root.resolve("a")).hasContent("wrong");
                assertThat(
                                Inspector.of(device.parts(), java.util.Set.of())
                                        .check(
                                                () ->
                                                        Inspector.of(
                                                                device.parts(), java.util.Set.of()),
                                                CheckWatch.NONE)
                                        .findings())
                        .isEmpty();
            }
        }
    }

    private static void changeUnseen(SimDevice device, String text) throws Exception {
        Path file = device.root.resolve("a");
        Files.writeString(file, text);
        EntryId entry = device.parts().trees().local().tree().resolve("a").orElseThrow();
        device.parts().trees().seeLocal(entry, new Sighting(Stat.of(file), true));
    }

    private static void quiet(SimDevice device) throws InterruptedException {
        PassEnd end = device.pass();
        while (end instanceof PassEnd.Again || end instanceof PassEnd.Moving) {
            end = device.pass();
        }
        assertThat(end).isEqualTo(new PassEnd.Quiet());
    }

    @Test
    void aRepairTellsWhatItMendedAndWhatIsLeft() throws Exception {
        FakeAccount account = FakeAccount.create("laptop");
        Path here = Files.createDirectories(dir.resolve("here"));
        Files.writeString(here.resolve("a"), "one");
        try (Engine engine = Engine.open(dir.resolve("home"), account.another("laptop"))) {
            engine.addFolder("docs", here, Fence.preset("anywhere"));
            engine.syncOnce(LIMIT);
            Files.writeString(here.resolve("a"), "two");
            assertThat(engine.check("docs").findings()).hasSize(1);

            CheckReport repaired = engine.repair("docs");

            assertThat(repaired.mended()).hasSize(1);
            assertThat(repaired.mended().getFirst().path()).isEqualTo("a");
            assertThat(repaired.findings()).isEmpty();
            assertThat(engine.repair("docs").mended()).isEmpty();
        }
    }

    @Test
    void aCheckTellsHowFarItIsAndEndsWhenItIsTold() throws Exception {
        FakeAccount account = FakeAccount.create("laptop");
        Path here = Files.createDirectories(dir.resolve("here"));
        Files.writeString(here.resolve("a"), "one");
        Files.writeString(here.resolve("b"), "three");
        try (Engine engine = Engine.open(dir.resolve("home"), account.another("laptop"))) {
            engine.addFolder("docs", here, Fence.preset("anywhere"));
            engine.syncOnce(LIMIT);
            List<String> heard = new ArrayList<>();
            Files.writeString(here.resolve("a"), "two");

            assertThatThrownBy(() ->
                            engine.repair(
                                    "docs",
                                    (stage, done, all) -> {
                                        heard.add(stage + " " + done + " of " + all);
                                        return heard.size() < 2;
                                    }))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("The check was stopped");

            assertThat(heard).contains("FILES 0 of 8");
            assertThat(engine.repair("docs").mended()).hasSize(1);
            heard.clear();
            CheckReport report =
                    engine.check(
                            "docs",
                            (stage, done, all) -> heard.add(stage + " " + done + "/" + all));
            assertThat(heard).contains("FILES 0/8", "FILES 8/8");
            assertThat(report.findings()).isEmpty();
        }
    }

    @Test
    void eachFindingTellsWhatDoesNotAgree() throws Exception {
        FakeAccount account = FakeAccount.create("laptop");
        Path here = Files.createDirectories(dir.resolve("here"));
        Files.writeString(here.resolve("a"), "one");
        try (Engine engine = Engine.open(dir.resolve("home"), account.another("laptop"));
                Engine other = Engine.open(dir.resolve("other"), account.another("desktop"))) {
            engine.addFolder("docs", here, Fence.preset("anywhere"));
            engine.syncOnce(LIMIT);
            Files.writeString(here.resolve("a"), "two");
            other.linkFolder("docs", dir.resolve("there"));
            other.syncOnce(LIMIT);
            Files.writeString(dir.resolve("there").resolve("b"), "new");
            other.syncOnce(LIMIT);

            assertThat(engine.check("docs").findings())
                    .extracting(Finding::about, Finding::path)
                    .containsExactly(tuple(Finding.About.DISK, "a"));
        }
    }
}
