package eu.allmende.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.folder.FolderRoot;
import eu.allmende.protocol.id.FolderId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long things stay in the trash, with a clock that is turned by hand.
class TrashEmptyingTest {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    @TempDir Path dir;
    private Instant now = NOON;
    private long diskBytes = Long.MAX_VALUE;
    private FolderRoot root;
    private TrashBin trash;

    @BeforeEach
    void make() throws IOException {
        root = new FolderRoot(dir);
        root.mark(new FolderId(1, 2));
        trash = new TrashBin(root, () -> now);
    }

    private void discard(String name, int bytes) throws IOException {
        Files.write(trash.path(trash.slot(name)), new byte[bytes]);
    }

    private void pass(Duration time) throws IOException {
        now = now.plus(time);
        new TrashEmptying(root, () -> now, _ -> diskBytes).run();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(root.trash())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString().replaceFirst("^[0-9-]+ ", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thingsStayThirtyDaysToTheSecond() throws IOException {
        discard("a", 10);
        now = NOON.plusSeconds(1);
        discard("b", 10);

        pass(Duration.ofDays(30).minusSeconds(1));
        assertThat(names()).containsExactly("a", "b");
        pass(Duration.ofSeconds(1));
        assertThat(names()).containsExactly("b");
        pass(Duration.ofSeconds(1));
        assertThat(names()).isEmpty();
        assertThat(root.trash()).isEmptyDirectory();
    }

    @Test
    void underATenthOfTheDiskNothingGoesBeforeItsTime() throws IOException {
        diskBytes = 1000;
        discard("a", 60);
        discard("b", 40);

        pass(Duration.ofDays(29));

        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void overATenthOfTheDiskTheOldestGoesAndNoMoreThanMust() throws IOException {
        diskBytes = 1000;
        for (String name : List.of("a", "b", "c", "d")) {
            discard(name, 40);
            now = now.plus(Duration.ofDays(1));
        }

        pass(Duration.ZERO);

        assertThat(names()).containsExactly("c", "d");
    }

    @Test
    void inOneSecondTheFirstIsTheOldest() throws IOException {
        diskBytes = 1000;
        for (int i = 0; i < 12; i++) {
            discard("f" + i, 10);
        }

        pass(Duration.ofDays(1));

        assertThat(names()).doesNotContain("f0", "f1").hasSize(10);
    }

    @Test
    void whatTheTrashDidNotNameItselfStays() throws IOException {
        Path day = Files.createDirectories(root.trash().resolve("2020-01-01"));
        Files.writeString(day.resolve("somebody's file"), "x");
        Files.writeString(day.resolve("996199-1 no time"), "x");
        Files.createDirectories(day.resolve("000000-2 directory"));
        Files.createDirectories(root.trash().resolve("letters"));
        Files.writeString(root.trash().resolve("letters/120000-1 a"), "x");
        discard("a", 10);

        pass(Duration.ofDays(400));

        assertThat(names()).hasSize(3);
        assertThat(day.resolve("somebody's file")).exists();
        assertThat(root.trash().resolve("letters/120000-1 a")).exists();
    }

    @Test
    void anEmptyTrashIsFine() throws IOException {
        pass(Duration.ofDays(400));

        assertThat(root.trash()).isEmptyDirectory();
    }
}
