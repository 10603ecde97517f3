package eu.allmende.engine.history;

import static eu.allmende.engine.history.FakeLog.deletion;
import static eu.allmende.engine.history.FakeLog.directory;
import static eu.allmende.engine.history.FakeLog.entry;
import static eu.allmende.engine.history.FakeLog.file;
import static eu.allmende.engine.tree.EntryState.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known of paths' pasts.
class FolderHistoryTest {
    private static final Instant DAY = Instant.parse("2026-03-03T12:00:00Z");

    @TempDir Path dir;
    private final FakeLog log = new FakeLog();
    private FolderHistory history;

    @BeforeEach
    void open() throws IOException {
        history = FolderHistory.open(dir.resolve("history.db"), log, Keeping.USUAL);
    }

    @AfterEach
    void close() throws IOException {
        history.close();
    }

    private static Instant day(int number) {
        return DAY.plus(Duration.ofDays(number));
    }

    private PathHistory of(String path) throws IOException {
        history.catchUp();
        return history.of(path);
    }

    private static List<String> lines(PathHistory past) {
        return past.versions().stream()
                .map(v -> v.sequence() + " " + v.path() + (v.isDeletion() ? " deleted" : ""))
                .toList();
    }

    @Test
    void everyEditIsAVersionTheNewestFirst() throws IOException {
        log.commit(day(0), file(1, ROOT, "a", "one")).commit(day(1), file(1, ROOT, "a", "two!"));

        PathHistory past = of("a");

        assertThat(lines(past)).containsExactly("2 a", "1 a");
        Version newest = past.versions().getFirst();
        assertThat(newest.time()).isEqualTo(day(1));
        assertThat(newest.author()).isEqualTo(FakeLog.LAPTOP);
        assertThat(newest.keptUntil()).isEmpty();
        assertThat(past.versions().get(1).keptUntil()).contains(day(31));
        assertThat(past.now()).contains(entry(1));
    }

    @Test
    void aRenameDoesNotCutTheHistory() throws IOException {
        log.commit(day(0), file(1, ROOT, "a", "one"))
                .commit(day(1), file(1, ROOT, "b", "one"))
                .commit(day(2), file(1, ROOT, "b", "two"));

        assertThat(lines(of("b"))).containsExactly("3 b", "2 b", "1 a");
        assertThat(lines(of("a"))).containsExactly("1 a");
    }

    @Test
    void aDirectoryThatMovedTakesTheHistoryOfItsFilesAlong() throws IOException {
        log.commit(day(0), directory(1, ROOT, "old"), file(2, entry(1), "f", "one"))
                .commit(day(1), file(2, entry(1), "f", "two"))
                .commit(day(2), directory(1, ROOT, "new"))
                .commit(day(3), file(2, entry(1), "f", "three"));

        assertThat(lines(of("new/f"))).containsExactly("4 new/f", "2 old/f", "1 old/f");
        assertThat(lines(of("old/f"))).containsExactly("2 old/f", "1 old/f");
    }

    @Test
    void whatWasDeletedAndMadeAnewIsOnePathsHistory() throws IOException {
        log.commit(day(0), file(1, ROOT, "a", "one"))
                .commit(day(1), deletion(1))
                .commit(day(2), file(2, ROOT, "a", "two"))
                .commit(day(3), deletion(2));

        PathHistory past = of("a");

        assertThat(lines(past)).containsExactly("4 a deleted", "3 a", "2 a deleted", "1 a");
        assertThat(past.now()).isEmpty();
        assertThat(past.versions().getFirst().keptUntil())
                .isEqualTo(past.versions().get(1).keptUntil());
    }

    @Test
    void anEditorThatReplacesTheFileLeavesNoDeletionBehind() throws IOException {
        log.commit(day(0), file(1, ROOT, "a", "one"))
                .commit(day(1), deletion(1), file(2, ROOT, "a", "two"));

        assertThat(lines(of("a"))).containsExactly("2 a", "1 a");
    }

    @Test
    void whatLayUnderADeletedDirectoryIsFoundByItsPath() throws IOException {
        log.commit(day(0), directory(1, ROOT, "d"), file(2, entry(1), "f", "one"))
                .commit(day(1), deletion(2), deletion(1))
                .commit(day(2), directory(3, ROOT, "d"), file(4, entry(3), "f", "two"));

        assertThat(lines(of("d/f"))).containsExactly("3 d/f", "2 d/f deleted", "1 d/f");
        assertThat(lines(of("d"))).containsExactly("3 d", "2 d deleted", "1 d");
    }

    @Test
    void aDirectoryListsWhatWasDeletedInIt() throws IOException {
        log.commit(
                        day(0),
                        directory(1, ROOT, "d"),
                        file(2, entry(1), "gone", "one"),
                        file(3, entry(1), "moved", "two"),
                        file(4, entry(1), "replaced", "three"))
                .commit(day(1), deletion(2))
                .commit(day(2), file(3, ROOT, "moved", "two"))
                .commit(day(3), deletion(4))
                .commit(day(4), file(5, entry(1), "replaced", "four"));

        List<PathHistory.Deleted> deleted = of("d").deleted();

        assertThat(deleted).extracting(PathHistory.Deleted::name).containsExactly("gone");
        assertThat(deleted.getFirst().time()).isEqualTo(day(1));
        assertThat(deleted.getFirst().last().sequence()).isOne();
        log.commit(day(5), deletion(3));
        assertThat(of("").deleted()).extracting(PathHistory.Deleted::name).containsExactly("moved");
    }

    @Test
    void aNumberMeansTheVersionAtThePathAskedFor() throws IOException {
        log.commit(day(0), file(1, ROOT, "a", "one"), file(2, ROOT, "b", "two"))
                .commit(day(1), file(1, ROOT, "b", "one"), file(2, ROOT, "a", "two"))
                .commit(day(2), deletion(1))
                .commit(day(3), deletion(2));

        assertThat(of("a").version(1)).map(Version::entry).contains(entry(1));
        assertThat(of("b").version(1)).map(Version::entry).contains(entry(2));
    }

    @Test
    void aVoidCommitIsNoVersion() throws IOException {
        log.commit(day(0), file(1, ROOT, "a", "one"), file(2, ROOT, "b", "two"))
                .commit(day(1), file(1, ROOT, "b", "three"))
                .commit(day(2), file(1, ROOT, "a", "four"));

        assertThat(lines(of("a"))).containsExactly("3 a", "1 a");
        assertThat(history.sequenceAt(day(1))).isEqualTo(2);
    }

    @Test
    void eachCommitIsOpenedOnceEvenAfterARestart() throws IOException {
        for (int i = 0; i < 150; i++) {
            log.commit(day(0), file(1, ROOT, "a", "text " + i));
        }
        assertThat(of("a").versions()).hasSize(150);
        history.close();
        open();
        assertThat(of("a").versions()).hasSize(150);

        assertThat(log.opened).isEqualTo(150);
    }

    @Test
    void aDamagedDatabaseIsMadeAnew() throws IOException {
        log.commit(day(0), file(1, ROOT, "a", "one"));
        of("a");
        history.close();
        Files.writeString(dir.resolve("history.db"), "this is no database, and never was one");
        open();

        assertThat(lines(of("a"))).containsExactly("1 a");
        assertThat(log.opened).isEqualTo(2);
    }

    @Test
    void aPathThatNeverWasHasNoHistory() throws IOException {
        log.commit(day(0), file(1, ROOT, "a", "one"));

        assertThat(of("b").versions()).isEmpty();
        assertThat(of("a/b").versions()).isEmpty();
    }
}
