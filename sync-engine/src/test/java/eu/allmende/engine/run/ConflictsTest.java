package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.engine.Engine;
import eu.allmende.engine.FolderSnapshot.Conflict;
import eu.allmende.engine.Keep;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.Resolved;
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

/// A conflict between two devices: who is told of it, and how a person settles it. The laptop's
/// version was first.
class ConflictsTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path dir;
    private final FakeAccount account = FakeAccount.create("laptop");
    private Engine laptop;
    private Engine desktop;
    private Path here;
    private Path there;

    @BeforeEach
    void makeAConflict() throws Exception {
        here = Files.createDirectories(dir.resolve("here"));
        there = dir.resolve("there");
        Files.createDirectories(here.resolve("in"));
        Files.writeString(here.resolve("in/a.txt"), "old");
        laptop = open("laptop");
        desktop = open("desktop");
        laptop.addFolder("docs", here, Fence.preset("anywhere"));
        desktop.linkFolder("docs", there);
        settle();
        Files.writeString(here.resolve("in/a.txt"), "from the laptop");
        Files.writeString(there.resolve("in/a.txt"), "from the desktop");
        settle();
    }

    private Engine open(String device) throws IOException {
        return Engine.open(dir.resolve("home-" + device), account.another(device));
    }

    private void settle() throws IOException, InterruptedException {
        laptop.syncOnce(LIMIT);
        desktop.syncOnce(LIMIT);
        laptop.syncOnce(LIMIT);
    }

    @AfterEach
    void close() {
        laptop.close();
        desktop.close();
    }

    private static List<Conflict> conflicts(Engine engine) {
        return engine.snapshot().folders().getFirst().conflicts();
    }

    private Path copy() {
        return there.resolve(conflicts(desktop).getFirst().copy());
    }

    @Test
    void bothDevicesTellOfItUntilItIsSettled() throws Exception {
        assertThat(conflicts(desktop)).hasSize(1);
        assertThat(conflicts(desktop).getFirst().path()).isEqualTo("in/a.txt");
        assertThat(conflicts(laptop)).isEqualTo(conflicts(desktop));
        desktop.close();
        desktop = open("desktop");
        settle();
        assertThat(conflicts(desktop)).isEqualTo(conflicts(laptop)).hasSize(1);

        Files.delete(copy());
        settle();
        assertThat(conflicts(desktop)).isEmpty();
        assertThat(conflicts(laptop)).isEmpty();
    }

    @Test
    void mineIsWhatThisDeviceMade() throws Exception {
        Resolved resolved = desktop.resolve(there.resolve("in/a.txt"), Keep.MINE);
        settle();

        assertThat(resolved.path()).isEqualTo("in/a.txt");
        assertOnlyOneIsLeft("from the desktop");
        assertThat(trashed()).contains("from the laptop");
    }

    @Test
    void theirsIsWhatTheOtherDeviceMade() throws Exception {
        desktop.resolve(copy(), Keep.THEIRS);
        settle();

        assertOnlyOneIsLeft("from the laptop");
        assertThat(trashed()).contains("from the desktop");
    }

    @Test
    void theOtherDeviceSeesItTheOtherWayRound() throws Exception {
        laptop.resolve(here.resolve("in/a.txt"), Keep.MINE);
        settle();

        assertOnlyOneIsLeft("from the laptop");
    }

    @Test
    void bothStayUnderPlainNames() throws Exception {
        Resolved resolved = desktop.resolve(copy(), Keep.BOTH);
        settle();

        assertThat(resolved.other()).contains("in/a (desktop).txt");
        assertThat(here.resolve("in/a.txt")).hasContent("from the laptop");
        assertThat(here.resolve("in/a (desktop).txt")).hasContent("from the desktop");
        assertThat(conflicts(laptop)).isEmpty();
    }

    @Test
    void whatHasJustChangedIsNotDecidedAbout() throws IOException {
        Files.writeString(there.resolve("in/a.txt"), "edited a moment ago");

        assertThatThrownBy(() -> desktop.resolve(copy(), Keep.MINE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has just changed");
        assertThat(there.resolve("in/a.txt")).hasContent("edited a moment ago");
    }

    @Test
    void whatIsNoConflictIsRefused() throws IOException {
        Path plain = Files.writeString(there.resolve("plain"), "1");

        assertThatThrownBy(() -> desktop.resolve(plain, Keep.BOTH))
                .isInstanceOf(RefusedException.class)
                .hasMessage("There is no conflicted copy of plain.");
    }

    private void assertOnlyOneIsLeft(String text) throws IOException {
        for (Path side : List.of(here, there)) {
            assertThat(side.resolve("in/a.txt")).hasContent(text);
            try (Stream<Path> all = Files.list(side.resolve("in"))) {
                assertThat(all).hasSize(1);
            }
        }
    }

    private List<String> trashed() throws IOException {
        try (Stream<Path> all = Files.walk(there.resolve(".allmende/trash"))) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            List<String> texts = new java.util.ArrayList<>();
            for (Path file : files) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }
}
