package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.FolderSnapshot.Trouble;
import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.apply.TrashEmptying;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.tree.Change;
import eu.allmende.engine.tree.Content;
import eu.allmende.engine.tree.EntryState;
import eu.allmende.protocol.id.DeviceId;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules of `.allmendeignore`: what they hide, and that they delete nothing.
class IgnoredFilesTest {
    private static final DeviceId STRANGER = new DeviceId(Hash.sha256(new byte[] {7}));

    @TempDir Path dir;
    private final ExecutorService cores = Executors.newFixedThreadPool(2);
    private final FakeCommons commons = new FakeCommons();
    private SimDevice one;
    private SimDevice other;

    @BeforeEach
    void open() throws IOException {
        one = device("one");
        other = device("other");
    }

    private SimDevice device(String name) throws IOException {
        return new SimDevice(
                dir,
                name,
                new FakeRemote(commons, name, FakeRemote.Mischief.NONE),
                new SimDevice.Tools(
                        cores, InstantSource.system(), Renames.ofThisSystem(), Durability.none()));
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        cores.shutdownNow();
    }

    private void sync() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            quiet(one);
            quiet(other);
        }
    }

    private static void quiet(SimDevice device) throws InterruptedException {
        PassEnd end = new PassEnd.Again();
        for (int i = 0; i < 20 && end instanceof PassEnd.Again; i++) {
            end = device.pass();
        }
        assertThat(end).isInstanceOf(PassEnd.Quiet.class);
    }

    private static void write(SimDevice device, String path, String text) throws IOException {
        Path file = device.root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void rules(String text) throws Exception {
        write(one, ".allmendeignore", text);
        sync();
    }

    private static List<String> noted(SimDevice device) {
        return device.status.view().troubles().stream().map(Trouble::path).toList();
    }

    @Test
    void whatWasSyncedStaysEverywhereAndSaysThatItIsSyncedNoMore() throws Exception {
        write(one, "a.log", "1");
        write(one, "logs/b", "2");
        sync();

        rules("*.log\nlogs/\n");
        write(one, "a.log", "edited here");
        write(one, "logs/new", "never sent");
        sync();

        assertThat(one.tree()).containsKeys("a.log", "logs/b", "logs/new");
        assertThat(other.tree())
                .containsEntry("a.log", "f:1")
                .containsEntry("logs/b", "f:2")
                .doesNotContainKey("logs/new");
        assertThat(one.parts().trees().remote().resolve("logs/b")).isPresent();
        assertThat(noted(one)).containsExactlyInAnyOrder("a.log", "logs");
        assertThat(noted(other)).containsExactlyInAnyOrder("a.log", "logs");
    }

    @Test
    void whatIsHiddenAndDeletedHereIsDeletedNowhereAndComesBackWithTheRuleGone() throws Exception {
        write(one, "build/out", "1");
        write(one, "build/deep/out", "2");
        write(one, "x.log", "3");
        sync();
        rules("build/\n*.log\n");

        Files.delete(one.root.resolve("build/deep/out"));
        Files.delete(one.root.resolve("build/deep"));
        Files.delete(one.root.resolve("build/out"));
        Files.delete(one.root.resolve("build"));
        Files.delete(one.root.resolve("x.log"));
        sync();
        assertThat(other.tree()).containsKeys("build/out", "build/deep/out", "x.log");
        assertThat(one.tree()).containsOnlyKeys(".allmendeignore");

        rules("");
        assertThat(one.tree()).isEqualTo(other.tree()).containsKeys("build/deep/out", "x.log");
    }

    @Test
    void withTheRuleGoneBothSidesAreMerged() throws Exception {
        write(one, "a.log", "1");
        write(one, "b.log", "1");
        sync();
        rules("*.log\n");
        write(one, "a.log", "edited here alone");
        write(one, "b.log", "edited here");
        write(other, "b.log", "edited there");
        write(one, "same.log", "made on both sides");
        write(other, "same.log", "made on both sides");
        sync();

        rules("");

        assertThat(one.tree()).isEqualTo(other.tree());
        assertThat(one.tree())
                .containsEntry("a.log", "f:edited here alone")
                .containsEntry("same.log", "f:made on both sides")
                .containsValues("f:edited here", "f:edited there");
        assertThat(one.tree().keySet().stream().filter(path -> path.contains("conflicted")))
                .hasSize(1);
    }

    @Test
    void aDirectoryDeletedElsewhereStaysWithWhatRulesHideInIt() throws Exception {
        write(one, "d/fine", "1");
        write(one, "d/sub/fine", "2");
        rules("*.keep\njunk:*.tmp\n");
        write(other, "d/sub/my.keep", "mine");
        write(other, "d/sub/my.tmp", "junk beside it");

        deleteWithAll(one.root.resolve("d"));
        sync();

        assertThat(other.tree())
                .containsOnlyKeys(".allmendeignore", "d", "d/sub", "d/sub/my.keep", "d/sub/my.tmp");
        assertThat(one.tree()).containsOnlyKeys(".allmendeignore");
    }

    @Test
    void junkVanishesWithItsDirectoryIntoTheTrash() throws Exception {
        write(one, "d/fine", "1");
        write(one, "d/sub/fine", "2");
        rules("junk:.DS_Store\njunk:cache/\n");
        write(other, "d/.DS_Store", "junk 1");
        write(other, "d/sub/cache/deep/x", "junk 2");
        sync();
        assertThat(one.tree()).doesNotContainKey("d/.DS_Store");

        deleteWithAll(one.root.resolve("d"));
        sync();

        assertThat(other.tree()).containsOnlyKeys(".allmendeignore");
        try (Stream<Path> trash = Files.walk(new FolderRoot(other.root).trash())) {
            assertThat(trash.filter(Files::isRegularFile).map(IgnoredFilesTest::text))
                    .containsExactlyInAnyOrder("1", "2", "junk 1", "junk 2");
        }
        InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofDays(32));
        new TrashEmptying(new FolderRoot(other.root), later).run();
        assertThat(new FolderRoot(other.root).trash()).isEmptyDirectory();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void deleteWithAll(Path top) throws IOException {
        try (Stream<Path> paths = Files.walk(top)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void commit(Change... changes) {
        assertThat(commons.commit(commons.head(), STRANGER, List.of(changes))).isPresent();
    }

    private static Change made(int entry, EntryId parent, String name, Content content) {
        return new Change(
                new EntryId(3, entry), Optional.of(new EntryState(parent, name, content)));
    }

    @Test
    void nothingComesToAPlaceWhereSomethingHiddenLies() throws Exception {
        rules("build/\n*.tmp\n");
        write(one, "build/mine", "mine");
        write(one, "x.tmp", "mine");
        commit(
                made(1, EntryState.ROOT, "build", new Content.Directory()),
                made(2, new EntryId(3, 1), "theirs", new Content.Link("theirs")),
                made(3, EntryState.ROOT, "x.tmp", new Content.Link("theirs")));

        sync();

        assertThat(one.tree())
                .containsEntry("build/mine", "f:mine")
                .containsEntry("x.tmp", "f:mine")
                .doesNotContainKey("build/theirs");
        assertThat(noted(one)).containsExactlyInAnyOrder("build", "x.tmp");
    }

    @Test
    void aDirectoryThatHoldsNothingButHiddenFilesTakesWhatComes() throws Exception {
        rules("*.tmp\n");
        write(one, "d/mine.tmp", "mine");
        sync();
        assertThat(other.tree()).doesNotContainKey("d");

        write(other, "d/theirs", "theirs");
        sync();

        assertThat(one.tree())
                .containsEntry("d/mine.tmp", "f:mine")
                .containsEntry("d/theirs", "f:theirs");
    }

    @Test
    void nothingIsPutIntoADirectoryThatARuleHides() throws Exception {
        write(one, "build/out", "1");
        sync();
        rules("build/\n");
        deleteWithAll(one.root.resolve("build"));
        sync();
        EntryId build = one.parts().trees().remote().resolve("build").orElseThrow();

        commit(made(1, build, "new", new Content.Link("x")));
        sync();

        assertThat(one.tree()).containsOnlyKeys(".allmendeignore");
        assertThat(noted(one)).containsExactly("build/new");
    }

    @Test
    void oddFilesOfRulesAreNamed() throws Exception {
        write(one, "real", "*.tmp\n");
        write(one, "x.tmp", "x");
        Files.createSymbolicLink(one.root.resolve(".allmendeignore"), Path.of("real"));
        sync();
        assertThat(noted(one)).containsExactly(".allmendeignore");
        assertThat(other.tree()).containsKey("x.tmp");

        Files.delete(one.root.resolve(".allmendeignore"));
        write(one, ".allmendeignore", "#".repeat(2 * 1024 * 1024) + "\n*.tmp\n");
        sync();
        assertThat(noted(one)).containsExactly(".allmendeignore");
    }
}
