package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another device of the account commits what would harm this disk.
class HostileTreeTest {
    private static final DeviceId STRANGER = new DeviceId(Hash.sha256(new byte[] {9}));

    @TempDir Path dir;
    private final ExecutorService cores = Executors.newFixedThreadPool(2);
    private final FakeCommons commons = new FakeCommons();
    private SimDevice device;

    @BeforeEach
    void open() throws IOException {
        CrashingDisk disk = new CrashingDisk(Renames.ofThisSystem(), new Random(1));
        device =
                new SimDevice(
                        dir,
                        "victim",
                        new FakeRemote(commons, "victim", FakeRemote.Mischief.NONE),
                        new SimDevice.Tools(cores, InstantSource.system(), disk, disk));
    }

    @AfterEach
    void close() {
        device.close();
        cores.shutdownNow();
    }

    private static EntryId id(int number) {
        return new EntryId(5, number);
    }

    private static Change change(int entry, EntryId parent, String name, Content content) {
        return new Change(id(entry), Optional.of(new EntryState(parent, name, content)));
    }

    private void commit(Change... changes) {
        assertThat(commons.commit(commons.head(), STRANGER, List.of(changes))).isPresent();
    }

    private void sync() throws InterruptedException {
        PassEnd end = new PassEnd.Again();
        for (int i = 0; i < 20 && end instanceof PassEnd.Again; i++) {
            end = device.pass();
        }
        assertThat(end).isInstanceOf(PassEnd.Quiet.class);
    }

    @Test
    void aCommitThatBreaksTheTreeIsNamedWithItsDeviceAndTheNextOneCounts() throws Exception {
        commit(
                change(1, EntryState.ROOT, "a", new Content.Link("x")),
                change(2, id(1), "in a link", new Content.Directory()));
        commit(change(3, EntryState.ROOT, "good", new Content.Directory()));

        sync();

        assertThat(device.tree()).isEqualTo(Map.of("good", "d"));
        assertThat(device.status.view().message())
                .contains("The device " + STRANGER.hash().brief())
                .contains("number 1");
    }

    @Test
    void linksOutOfTheFolderAreMadeAndNothingIsWrittenThroughThem() throws Exception {
        Path outside = Files.createDirectories(dir.resolve("outside"));
        commit(change(1, EntryState.ROOT, "link", new Content.Link(outside.toString())));
        commit(change(2, id(1), "planted", new Content.Directory()));
        commit(change(3, EntryState.ROOT, "up", new Content.Link("../../../etc/passwd")));

        sync();

        assertThat(device.tree())
                .isEqualTo(Map.of("link", "l:" + outside, "up", "l:../../../etc/passwd"));
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aLinkTargetIsKeptToTheByte() throws Exception {
        String target = "a//b/./c/";
        commit(change(1, EntryState.ROOT, "link", new Content.Link(target)));

        sync();

        long head = commons.head();
        sync();
        assertThat(commons.head()).as("nothing is sent back").isEqualTo(head);
        assertThat(device.tree()).isEqualTo(Map.of("link", "l:" + target));
    }

    @Test
    void rulesThatAreALinkAreNotFollowed() throws Exception {
        commit(change(1, EntryState.ROOT, ".allmendeignore", new Content.Link("/dev/zero")));
        Files.writeString(device.root.resolve("mine"), "x");

        sync();

        assertThat(Files.isSymbolicLink(device.root.resolve(".allmendeignore"))).isTrue();
        assertThat(commons.head()).as("the rest is synced").isEqualTo(2);
    }

    @Test
    void aNameLikeATemporaryOneDoesNotStandInTheWay() throws Exception {
        Files.createDirectory(device.root.resolve("a"));
        Files.createDirectory(device.root.resolve("b"));
        sync();
        Map<String, EntryId> ids = device.parts().trees().remote().children(EntryState.ROOT);
        EntryId a = ids.get("a");
        EntryId b = ids.get("b");
        Content directory = new Content.Directory();
        commit(
                change(1, EntryState.ROOT, ".allmende-parked-" + a, directory),
                change(2, EntryState.ROOT, ".allmende-parked-" + b, directory));
        sync();
        commit(
                new Change(a, Optional.of(new EntryState(EntryState.ROOT, "b", directory))),
                new Change(b, Optional.of(new EntryState(EntryState.ROOT, "a", directory))));

        sync();

        assertThat(device.parts().trees().local().tree().children(EntryState.ROOT))
                .containsEntry("b", a)
                .containsEntry("a", b);
    }

    @Test
    void aFolderCalledLikeTheHouseIsNotTouched() throws Exception {
        commit(change(1, EntryState.ROOT, ".ALLMENDE", new Content.Directory()));

        sync();

        assertThat(device.tree()).isEmpty();
        assertThat(Files.exists(device.root.resolve(".ALLMENDE"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
        assertThat(device.status.view().message()).contains("number 1");
    }
}
