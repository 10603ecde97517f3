package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.apply.Disk;
import eu.allmende.engine.apply.Durability;
import eu.allmende.engine.apply.Renames;
import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.engine.remote.ContentNamer;
import eu.allmende.engine.scan.ScanTrouble;
import eu.allmende.engine.state.FolderTrees;
import eu.allmende.engine.tree.Content;
import eu.allmende.protocol.id.EntryId;
import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which files are read when the disk is looked at, and what is believed of what is seen.
class SurveyTest {
    private static final Instant OLD = Instant.parse("2020-02-02T02:02:02Z");

    @TempDir Path dir;
    private final ExecutorService cores = Executors.newFixedThreadPool(2);
    private final FolderTrees trees = new FolderTrees();
    private final AtomicInteger reads = new AtomicInteger();
    private final List<Meanwhile> meanwhile = new ArrayList<>();
    private Instant now = OLD.plus(Duration.ofDays(1));
    private Duration grace = Duration.ZERO;
    private FolderRoot root;
    private Path file;

    /// What a person does while a file is read.
    private interface Meanwhile {
        void act() throws IOException;
    }

    @BeforeEach
    void makeOneFile() throws IOException {
        root = new FolderRoot(dir);
        root.mark(new FolderId(1, 2));
        file = Files.writeString(dir.resolve("file"), "content");
        setModified(OLD);
    }

    @AfterEach
    void end() {
        cores.shutdownNow();
    }

    private void setModified(Instant time) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private Survey.Result look() throws Exception {
        ContentNamer counting =
                (channel, facts) -> {
                    reads.incrementAndGet();
                    Content.File named = FakeCommons.NAMER.name(channel, facts);
                    if (!meanwhile.isEmpty()) {
                        meanwhile.removeFirst().act();
                    }
                    return named;
                };
        Disk disk = new Disk(root, Renames.ofThisSystem(), Durability.none(), () -> now);
        return Survey.of(disk, trees, new FileReading(counting, cores, () -> now), grace)
                .look(() -> {});
    }

    private String content() {
        EntryId entry = trees.local().tree().resolve("file").orElseThrow();
        Content.File content =
                (Content.File) trees.local().tree().find(entry).orElseThrow().content();
        return content.contentId().toString();
    }

    @Test
    void whatDidNotChangeIsReadOnce() throws Exception {
        look();
        look();
        look();

        assertThat(reads).hasValue(1);
    }

    @Test
    void anotherLengthIsSeen() throws Exception {
        look();
        Files.writeString(file, "longer content");
        setModified(OLD);
        look();

        assertThat(reads).hasValue(2);
    }

    @Test
    void anotherTimeIsSeenAndATouchIsNoChange() throws Exception {
        look();
        String before = content();
        setModified(OLD.plusSeconds(60));
        look();

        assertThat(reads).hasValue(2);
        assertThat(content()).isEqualTo(before);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void otherBytesOfOneLengthWithTheOldTimeAreSeen() throws Exception {
        look();
        String before = content();
        Files.writeString(file, "CONTENT");
        setModified(OLD);
        look();

        assertThat(reads).hasValue(2);
        assertThat(content()).isNotEqualTo(before);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anotherFileUnderTheNameIsSeen() throws Exception {
        look();
        String before = content();
        EntryId entry = trees.local().tree().resolve("file").orElseThrow();
        Path other = Files.writeString(dir.resolve("other"), "CONTENT");
        Files.setLastModifiedTime(other, FileTime.from(OLD));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        look();

        assertThat(content()).isNotEqualTo(before);
        assertThat(trees.local().tree().resolve("file")).contains(entry);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1900, 0, 100, 1900})
    void whatIsYoungIsReadAgain(long ageMillis) throws Exception {
        now = OLD.plusMillis(ageMillis);
        look();
        look();
        assertThat(reads).hasValue(2);

        now = OLD.plusSeconds(10);
        look();
        look();
        assertThat(reads).as("once more, to be sure, and never again").hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1901-12-13T20:45:53Z",
                "1969-12-31T23:59:59.5Z",
                "1970-01-01T00:00:00Z",
                "2100-01-01T00:00:00Z",
                "2262-01-01T00:00:00Z"
            })
    void timesFarOffAreTimes(String time) throws Exception {
        setModified(Instant.parse(time));
        look();
        look();
        assertThat(reads).hasValue(1);

        Files.writeString(file, "CONTENT");
        setModified(Instant.parse(time));
        look();
        assertThat(reads).hasValue(2);
    }

    @Test
    void whatChangesWhileItIsReadWaits() throws Exception {
        meanwhile.add(() -> Files.writeString(file, " and more", StandardOpenOption.APPEND));

        assertThat(look().moving()).isTrue();
        assertThat(trees.local().tree().resolve("file")).as("not known yet").isEmpty();

        assertThat(look().moving()).isFalse();
        assertThat(trees.local().tree().resolve("file")).isPresent();
    }

    @Test
    void aKnownFileThatChangesWhileItIsReadStaysWhatItWas() throws Exception {
        look();
        String before = content();
        Files.writeString(file, "begun");
        meanwhile.add(() -> Files.writeString(file, " and more", StandardOpenOption.APPEND));

        Survey.Result result = look();

        assertThat(result.moving()).isTrue();
        assertThat(result.held()).hasSize(1);
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void whatVanishesWhileItIsReadIsNoTrouble() throws Exception {
        meanwhile.add(() -> Files.delete(file));

        Survey.Result result = look();

        assertThat(result.moving()).isTrue();
        assertThat(result.troubles()).noneMatch(one -> one.weight() == ScanTrouble.Weight.ERROR);
        assertThat(look().moving()).isFalse();
        assertThat(trees.local().tree().size()).isZero();
    }

    @Test
    void whatIsGoneFromADirectoryThatJustChangedIsBelievedLater() throws Exception {
        look();
        grace = Duration.ofSeconds(1);
        Files.delete(file);
        Files.setLastModifiedTime(dir, FileTime.from(now.minusMillis(900)));

        Survey.Result result = look();
        assertThat(result.moving()).isTrue();
        assertThat(result.held()).hasSize(1);
        assertThat(trees.local().tree().size()).isOne();

        now = now.plusSeconds(1);
        assertThat(look().moving()).isFalse();
        assertThat(trees.local().tree().size()).isZero();
    }

    @Test
    void aDirectoryFromTheFutureDoesNotKeepItsDeletionsForEver() throws Exception {
        look();
        grace = Duration.ofSeconds(1);
        Files.delete(file);
        Files.setLastModifiedTime(dir, FileTime.from(now.plus(Duration.ofDays(30_000))));

        assertThat(look().moving()).isFalse();
        assertThat(trees.local().tree().size()).isZero();
    }

    @Test
    void aMoveIsSeenAsOneWhateverTheNames() throws Exception {
        look();
        EntryId entry = trees.local().tree().resolve("file").orElseThrow();
        Files.createDirectory(dir.resolve("in"));
        Files.move(file, dir.resolve("in/renamed"));

        look();

        assertThat(trees.local().tree().resolve("in/renamed")).contains(entry);
        assertThat(reads)
                .as("a rename alters the time of change, so it is read")
                .hasValueLessThan(3);
    }
}
