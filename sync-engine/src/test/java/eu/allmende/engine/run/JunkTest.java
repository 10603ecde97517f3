package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.engine.Engine;
import eu.allmende.engine.SyncState;
import eu.allmende.protocol.fence.Fence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a rule calls junk goes with its directory, when another device deletes that.
class JunkTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path dir;
    private final FakeAccount account = FakeAccount.create("laptop");
    private Engine laptop;
    private Engine desktop;
    private Path here;
    private Path there;

    @BeforeEach
    void shareADirectory() throws Exception {
        here = Files.createDirectories(dir.resolve("here"));
        there = dir.resolve("there");
        Files.writeString(here.resolve(".allmendeignore"), "junk:*.junk\njunk:cache/\n*.own\n");
        Files.createDirectories(here.resolve("d"));
        Files.writeString(here.resolve("d/file"), "1");
        laptop = Engine.open(dir.resolve("home-laptop"), account.another("laptop"));
        desktop = Engine.open(dir.resolve("home-desktop"), account.another("desktop"));
        laptop.addFolder("docs", here, Fence.preset("anywhere"));
        desktop.linkFolder("docs", there);
        laptop.syncOnce(LIMIT);
        desktop.syncOnce(LIMIT);
        Files.writeString(there.resolve("d/x.junk"), "junk");
        Files.createDirectories(there.resolve("d/cache"));
        Files.writeString(there.resolve("d/cache/y"), "more");
    }

    @AfterEach
    void close() {
        laptop.close();
        desktop.close();
    }

    private void deleteThere() throws Exception {
        Files.delete(here.resolve("d/file"));
        Files.delete(here.resolve("d"));
        laptop.syncOnce(LIMIT);
        desktop.syncOnce(LIMIT);
    }

    @Test
    void itGoesToTheTrash() throws Exception {
        deleteThere();

        assertThat(there.resolve("d")).doesNotExist();
        assertThat(trashed()).anyMatch(name -> name.endsWith(" x.junk"));
        assertThat(trashed()).anyMatch(name -> name.endsWith(" y"));
    }

    private List<String> trashed() throws IOException {
        Path trash = there.resolve(".allmende/trash");
        try (Stream<Path> paths = Files.walk(trash)) {
            return paths.map(path -> trash.relativize(path).toString()).toList();
        }
    }

    @Test
    void itStaysWhereSomethingElseStays() throws Exception {
        Files.writeString(there.resolve("d/mine.own"), "ignored, but no junk");
        deleteThere();

        assertThat(there.resolve("d/mine.own")).exists();
        assertThat(there.resolve("d/x.junk")).exists();
        assertThat(desktop.snapshot().folders().getFirst().state()).isEqualTo(SyncState.UP_TO_DATE);
    }
}
