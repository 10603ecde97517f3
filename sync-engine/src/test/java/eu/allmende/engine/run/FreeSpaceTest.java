package eu.allmende.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.engine.Engine;
import eu.allmende.engine.FolderMode;
import eu.allmende.engine.FolderSnapshot;
import eu.allmende.engine.FreedOnRemoval;
import eu.allmende.engine.History;
import eu.allmende.engine.RefusedException;
import eu.allmende.engine.SpaceOutcome;
import eu.allmende.engine.SyncState;
import eu.allmende.engine.folder.Placeholder;
import eu.allmende.protocol.fence.Fence;
import eu.allmende.protocol.id.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Files that are freed on one device, and what is done to their placeholders.
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "elsewhere Java knows no file numbers, and nothing is freed")
class FreeSpaceTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String FILM = "film ".repeat(2000);
    private static final String SONG = "song ".repeat(1500);

    @TempDir Path dir;
    private final FakeAccount account = FakeAccount.create("laptop");
    private final List<Engine> engines = new ArrayList<>();
    private Engine laptop;
    private Engine desktop;
    private Path here;
    private Path there;

    @BeforeEach
    void linkBoth() throws Exception {
        here = Files.createDirectories(dir.resolve("here"));
        there = dir.resolve("there");
        Files.createDirectories(here.resolve("media/old"));
        Files.writeString(here.resolve("media/film"), FILM);
        Files.writeString(here.resolve("media/old/song"), SONG);
        Files.writeString(here.resolve("note"), "note");
        laptop = open("laptop");
        laptop.addFolder("docs", here, Fence.preset("anywhere"));
        desktop = open("desktop");
        desktop.linkFolder("docs", there);
        sync();
    }

    @AfterEach
    void closeAll() {
        engines.forEach(Engine::close);
    }

    private Engine open(String device) throws IOException {
        Engine engine = Engine.open(dir.resolve("home-" + device), account.another(device));
        engines.add(engine);
        return engine;
    }

    private void sync() throws Exception {
        for (int i = 0; i < 2; i++) {
            laptop.syncOnce(LIMIT);
            desktop.syncOnce(LIMIT);
        }
    }

    private static FolderSnapshot only(Engine engine) {
        return engine.snapshot().folders().getFirst();
    }

    private Path film() {
        return there.resolve("media/film");
    }

    private Path placeholder() {
        return there.resolve("media/film.allmende");
    }

    private void freeFilm() throws Exception {
        assertThat(desktop.free(film())).isEqualTo(outcome(1, FILM.length()));
    }

    private static SpaceOutcome outcome(long files, long bytes) {
        return new SpaceOutcome("docs", files, bytes, List.of());
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .filter(path -> !path.startsWith(".allmende/"))
                    .sorted()
                    .toList();
        }
    }

    private static long trashed(Path root) throws IOException {
        try (Stream<Path> trash = Files.walk(root.resolve(".allmende/trash"))) {
            return trash.filter(Files::isRegularFile).count();
        }
    }

    private List<String> reasons() {
        return only(desktop).errors().stream().map(FolderSnapshot.Trouble::reason).toList();
    }

    private FakeCommons commons() {
        return account.commons().values().iterator().next();
    }

    @Nested
    class WhenAFileIsFreed {
        @BeforeEach
        void free() throws Exception {
            freeFilm();
        }

        @Test
        void aPlaceholderStaysHereAndTheFileElsewhere() throws Exception {
            sync();

            assertThat(files(there))
                    .containsExactly("media/film.allmende", "media/old/song", "note");
            assertThat(files(here)).containsExactly("media/film", "media/old/song", "note");
            assertThat(Files.readAllLines(placeholder()).getFirst()).isEqualTo(Placeholder.LINE);
            assertThat(trashed(there)).isZero();
            assertThat(only(desktop).state()).isEqualTo(SyncState.UP_TO_DATE);
            assertThat(only(desktop).errors()).isEmpty();
            assertThat(only(desktop).freed()).isEqualTo(new FolderSnapshot.Freed(1, FILM.length()));
            assertThat(desktop.check("docs").findings()).isEmpty();
        }

        @Test
        void aRestartChangesNothing() throws Exception {
            desktop.close();
            desktop = open("desktop");
            desktop.recall();
            assertThat(only(desktop).freed()).isEqualTo(new FolderSnapshot.Freed(1, FILM.length()));

            sync();

            assertThat(here.resolve("media/film")).hasContent(FILM);
            assertThat(placeholder()).exists();
        }

        @Test
        void fetchingBringsItBack() throws Exception {
            assertThat(desktop.fetch(film())).isEqualTo(outcome(1, FILM.length()));

            assertThat(film()).hasContent(FILM);
            assertThat(placeholder()).doesNotExist();
            assertThat(trashed(there)).isZero();
            assertThat(only(desktop).freed()).isEqualTo(FolderSnapshot.Freed.NONE);
            Files.writeString(film(), "another film");
            sync();
            assertThat(here.resolve("media/film")).hasContent("another film");
        }

        @Test
        void fetchingByThePlaceholdersNameBringsTheNewest() throws Exception {
            Files.writeString(here.resolve("media/film"), "second film ".repeat(1000));
            sync();
            assertThat(film()).doesNotExist();
            assertThat(only(desktop).state()).isEqualTo(SyncState.UP_TO_DATE);

            desktop.fetch(placeholder());

            assertThat(film()).hasContent("second film ".repeat(1000));
            assertThat(placeholder()).doesNotExist();
        }

        @Test
        void whatCannotBeHadStaysFreedAndSaysSo() throws Exception {
            byte[] bytes = FILM.getBytes(StandardCharsets.UTF_8);
            commons().lose(Hash.sha256(bytes));

            SpaceOutcome outcome = desktop.fetch(film());

            assertThat(outcome.files()).isZero();
            assertThat(outcome.left())
                    .singleElement()
                    .satisfies(left -> {
                        assertThat(left.path()).isEqualTo("media/film");
                        assertThat(left.reason()).contains("nowhere");
                    });
            assertThat(placeholder()).exists();
            commons().keep(bytes);
            sync();
            assertThat(film()).hasContent(FILM);
        }

        @Test
        void movingThePlaceholderMovesTheFile() throws Exception {
            Files.move(placeholder(), there.resolve("media/old/best.allmende"));

            sync();

            assertThat(files(here)).containsExactly("media/old/best", "media/old/song", "note");
            assertThat(here.resolve("media/old/best")).hasContent(FILM);
            desktop.fetch(there.resolve("media/old/best"));
            assertThat(there.resolve("media/old/best")).hasContent(FILM);
        }

        @Test
        void movingItsDirectoryMovesTheFile() throws Exception {
            Files.move(there.resolve("media"), there.resolve("pictures"));

            sync();

            assertThat(here.resolve("pictures/film")).hasContent(FILM);
            assertThat(files(there)).contains("pictures/film.allmende");
        }

        @Test
        void movingTheFileElsewhereMovesThePlaceholder() throws Exception {
            Files.move(here.resolve("media/film"), here.resolve("movie"));

            sync();

            assertThat(files(there)).containsExactly("media/old/song", "movie.allmende", "note");
            desktop.fetch(there.resolve("movie"));
            assertThat(there.resolve("movie")).hasContent(FILM);
        }

        @Test
        void exchangedPlaceholdersExchangeTheFiles() throws Exception {
            desktop.free(there.resolve("media/old/song"));
            Path song = there.resolve("media/old/song.allmende");
            Path between = there.resolve("between");
            Files.move(song, between);
            Files.move(placeholder(), song);
            Files.move(between, placeholder());

            sync();

            assertThat(here.resolve("media/film")).hasContent(SONG);
            assertThat(here.resolve("media/old/song")).hasContent(FILM);
        }

        @Test
        void deletingThePlaceholderDeletesTheFileEverywhere() throws Exception {
            Files.delete(placeholder());

            sync();
            sync();

            assertThat(here.resolve("media/film")).doesNotExist();
            assertThat(trashed(here)).isEqualTo(1);
            assertThat(only(desktop).freed()).isEqualTo(FolderSnapshot.Freed.NONE);
        }

        @Test
        void deletingTheFileElsewhereTakesThePlaceholderAway() throws Exception {
            Files.delete(here.resolve("media/film"));

            sync();

            assertThat(files(there)).containsExactly("media/old/song", "note");
            assertThat(only(desktop).freed()).isEqualTo(FolderSnapshot.Freed.NONE);
        }

        @Test
        void aDeletionElsewhereCountsThoughThePlaceholderWasMoved() throws Exception {
            Files.delete(here.resolve("media/film"));
            laptop.syncOnce(LIMIT);
            Files.move(placeholder(), there.resolve("moved.allmende"));

            sync();
            sync();

            assertThat(files(there)).containsExactly("media/old/song", "note");
            assertThat(files(here)).containsExactly("media/old/song", "note");
            assertThat(only(desktop).state()).isEqualTo(SyncState.UP_TO_DATE);
        }

        @Test
        void aCopyIsLeftAloneAndNamed() throws Exception {
            Files.copy(placeholder(), there.resolve("copy.allmende"));
            Files.copy(placeholder(), there.resolve("copy"));

            sync();

            assertThat(files(here)).containsExactly("media/film", "media/old/song", "note");
            assertThat(files(there)).contains("copy", "copy.allmende", "media/film.allmende");
            assertThat(only(desktop).errors())
                    .extracting(FolderSnapshot.Trouble::path)
                    .containsExactlyInAnyOrder("copy", "copy.allmende");
        }

        @Test
        void aCopyThatTakesThePlaceOfTheOriginalDeletesNothing() throws Exception {
            Files.copy(placeholder(), there.resolve("copy.allmende"));
            Files.delete(placeholder());

            sync();
            Files.delete(there.resolve("copy.allmende"));
            sync();
            sync();

            assertThat(here.resolve("media/film")).hasContent(FILM);
            desktop.fetch(film());
            assertThat(film()).hasContent(FILM);
        }

        @Test
        void aCopyOverAnotherFileDoesNotReplaceIt() throws Exception {
            Files.writeString(there.resolve("note"), Files.readString(placeholder()));

            sync();

            assertThat(here.resolve("note")).hasContent("note");
        }

        @Test
        void anEditedOneIsAFileAndDeletesNothing() throws Exception {
            Files.writeString(placeholder(), "something else");

            sync();
            sync();

            assertThat(here.resolve("media/film")).hasContent(FILM);
            assertThat(here.resolve("media/film.allmende")).hasContent("something else");
            assertThat(reasons()).singleElement().asString().contains("fetch");
            Files.delete(placeholder());
            sync();
            sync();
            assertThat(here.resolve("media/film")).hasContent(FILM);
            desktop.fetch(film());
            assertThat(film()).hasContent(FILM);
            assertThat(only(desktop).errors()).isEmpty();
        }

        @Test
        void oneThatWasReplacedDeletesNothing() throws Exception {
            Path fresh = Files.writeString(there.resolve("fresh"), "something else");
            Files.move(fresh, placeholder(), StandardCopyOption.REPLACE_EXISTING);

            sync();
            sync();

            assertThat(here.resolve("media/film")).hasContent(FILM);
        }

        @Test
        void oneWithMoreTextIsNotSentAndDeletesNothing() throws Exception {
            Files.writeString(placeholder(), "more", StandardOpenOption.APPEND);

            sync();
            sync();

            assertThat(files(here)).containsExactly("media/film", "media/old/song", "note");
        }

        @Test
        void aNameItCannotHaveIsNamedAndDeletesNothing() throws Exception {
            Files.move(placeholder(), there.resolve("media/film.txt"));

            sync();
            sync();

            assertThat(files(here)).containsExactly("media/film", "media/old/song", "note");
            assertThat(reasons()).singleElement().asString().contains("ends in .allmende");
            Files.move(there.resolve("media/film.txt"), placeholder());
            sync();
            assertThat(only(desktop).state()).isEqualTo(SyncState.UP_TO_DATE);
        }

        @Test
        void aPlaceholderInThePlaceOfAnotherDeletesNeither() throws Exception {
            desktop.free(there.resolve("media/old/song"));
            Files.move(
                    placeholder(),
                    there.resolve("media/old/song.allmende"),
                    StandardCopyOption.REPLACE_EXISTING);

            sync();
            sync();

            assertThat(files(here)).containsExactly("media/film", "media/old/song", "note");
        }

        @Test
        void aFileOfItsNameIsLeftAloneUntilItHasAnother() throws Exception {
            Files.writeString(film(), "a new film");

            sync();

            assertThat(here.resolve("media/film")).hasContent(FILM);
            assertThat(reasons()).singleElement().asString().contains("name of a freed file");
            assertThat(desktop.fetch(film()).left()).hasSize(1);
            assertThat(film()).hasContent("a new film");
            Files.move(film(), there.resolve("media/new"));
            sync();
            sync();
            assertThat(here.resolve("media/new")).hasContent("a new film");
            assertThat(film()).hasContent(FILM);
        }

        @Test
        void aDirectoryOfItsNameIsLeftAlone() throws Exception {
            Files.createDirectories(film());
            Files.writeString(film().resolve("inside"), "inside");

            sync();

            assertThat(here.resolve("media/film")).hasContent(FILM);
            assertThat(film().resolve("inside")).hasContent("inside");
            assertThat(reasons()).singleElement().asString().contains("name of a freed file");
        }

        @Test
        void aFileThatTakesItsPlaceWhenThePlaceholderIsDeletedCounts() throws Exception {
            Files.delete(placeholder());
            Files.writeString(film(), "a new film");

            sync();
            sync();

            assertThat(here.resolve("media/film")).hasContent("a new film");
        }

        @Test
        void aFileElsewhereWithThePlaceholdersNameIsMarked() throws Exception {
            Files.writeString(here.resolve("media/film.allmende"), "somebody's own");

            sync();

            assertThat(Files.readAllLines(placeholder()).getFirst()).isEqualTo(Placeholder.LINE);
            assertThat(reasons()).hasSize(1);
            desktop.fetch(film());
            sync();
            assertThat(placeholder()).hasContent("somebody's own");
        }

        @Test
        void theDatabaseIsLostAndNothingIsDeletedOrSent() throws Exception {
            desktop.close();
            try (Stream<Path> home = Files.list(dir.resolve("home-desktop/folders"))) {
                for (Path file : home.filter(p -> p.toString().contains(".db")).toList()) {
                    Files.delete(file);
                }
            }
            desktop = open("desktop");

            sync();
            sync();

            assertThat(film()).hasContent(FILM);
            assertThat(files(here)).containsExactly("media/film", "media/old/song", "note");
            assertThat(placeholder()).exists();
            Files.delete(placeholder());
            sync();
            assertThat(here.resolve("media/film")).hasContent(FILM);
        }

        @Test
        void excludingItsDirectoryTakesThePlaceholderAndIncludingBringsTheFile() throws Exception {
            desktop.exclude("docs", List.of("media"));
            sync();
            assertThat(files(there)).containsExactly("note");

            desktop.include("docs", List.of("media"));
            sync();

            assertThat(film()).hasContent(FILM);
            assertThat(here.resolve("media/film")).hasContent(FILM);
        }
    }

    @Nested
    class WhatCannotBeFreed {
        private void assertRefused(Path path, String reason) {
            assertThatThrownBy(() -> desktop.free(path))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining(reason);
        }

        @Test
        void isSmall() {
            assertRefused(there.resolve("note"), "small");
        }

        @Test
        void isNotWhereItIsSaidToBe() {
            assertRefused(there.resolve("nothing"), "not in the folder");
        }

        @Test
        void isFreedAlready() throws Exception {
            freeFilm();
            assertRefused(film(), "already");
            assertThatThrownBy(() -> desktop.fetch(there.resolve("note")))
                    .hasMessageContaining("not freed");
        }

        @Test
        void isNotProvenByTheHolders() throws Exception {
            commons().lose(Hash.sha256(FILM.getBytes(StandardCharsets.UTF_8)));

            assertRefused(film(), "did not prove");

            assertThat(film()).hasContent(FILM);
            assertThat(placeholder()).doesNotExist();
        }

        @Test
        void isInAFolderThatOnlySends() throws Exception {
            desktop.mode("docs", FolderMode.SEND);

            assertRefused(film(), "only sends");
        }

        @Test
        void isNotSentInAFolderThatOnlyReceives() throws Exception {
            desktop.mode("docs", FolderMode.RECEIVE);
            Files.writeString(film(), "changed here ".repeat(1000));

            assertRefused(film(), "sync first");

            assertThat(film()).hasContent("changed here ".repeat(1000));
        }

        @Test
        void hasThePlaceholdersNameTaken() throws Exception {
            Files.writeString(placeholder(), "mine");

            assertRefused(film(), "called film.allmende already");

            assertThat(placeholder()).hasContent("mine");
        }

        @Test
        void isHiddenByARule() throws Exception {
            Files.writeString(here.resolve(".allmendeignore"), "film\n");
            sync();

            assertRefused(film(), "rule");
        }
    }

    @Test
    void aDirectoryIsFreedAndFetchedAsAWhole() throws Exception {
        SpaceOutcome freed = desktop.free(there);

        assertThat(freed.files()).isEqualTo(2);
        assertThat(freed.left())
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.path()).isEqualTo("note");
                });
        sync();
        assertThat(files(there))
                .containsExactly("media/film.allmende", "media/old/song.allmende", "note");
        assertThat(files(here)).containsExactly("media/film", "media/old/song", "note");

        assertThat(desktop.fetch(there.resolve("media")))
                .isEqualTo(outcome(2, FILM.length() + SONG.length()));
        assertThat(files(there)).containsExactly("media/film", "media/old/song", "note");
    }

    @Test
    void anOldVersionIsRestoredOverAFreedFile() throws Exception {
        String second = "second film ".repeat(1000);
        Files.writeString(here.resolve("media/film"), second);
        sync();
        desktop.free(film());
        var versions = desktop.history().of(film()).kept().versions();

        var outcome =
                desktop.history()
                        .restore(film(), new History.When.AtVersion(versions.getLast().sequence()));

        assertThat(outcome.left()).isEmpty();
        assertThat(film()).hasContent(FILM);
        assertThat(placeholder()).doesNotExist();
        sync();
        assertThat(here.resolve("media/film")).hasContent(FILM);
        assertThat(only(desktop).freed().files()).isZero();
        // And the other way, from where it is freed anew.
        desktop.free(film());
        outcome =
                desktop.history()
                        .restore(
                                film(), new History.When.AtVersion(versions.getFirst().sequence()));
        assertThat(outcome.left()).isEmpty();
        sync();
        assertThat(here.resolve("media/film")).hasContent(second);
    }

    @Test
    void aFolderIsRewoundOverAFreedFile() throws Exception {
        Instant before = Instant.now();
        Files.writeString(here.resolve("media/film"), "second film ".repeat(1000));
        sync();
        desktop.free(film());

        desktop.history().rewind(desktop.history().plan("docs", before));

        assertThat(film()).hasContent(FILM);
        sync();
        assertThat(here.resolve("media/film")).hasContent(FILM);
    }

    @Test
    void whatCannotBeFetchedIsNotRestoredOver() throws Exception {
        String second = "second film ".repeat(1000);
        Files.writeString(here.resolve("media/film"), second);
        sync();
        desktop.free(film());
        var versions = desktop.history().of(film()).kept().versions();
        commons().lose(Hash.sha256(second.getBytes(StandardCharsets.UTF_8)));

        var outcome =
                desktop.history()
                        .restore(film(), new History.When.AtVersion(versions.getLast().sequence()));

        assertThat(outcome.left())
                .singleElement()
                .satisfies(left -> assertThat(left.reason()).contains("cannot be fetched back"));
        assertThat(placeholder()).exists();
        sync();
        assertThat(here.resolve("media/film")).hasContent(second);
    }

    @Nested
    class WhenTheFolderIsRemoved {
        @BeforeEach
        void free() throws Exception {
            freeFilm();
        }

        @Test
        void itIsAskedWhatBecomesOfWhatIsFreed() throws Exception {
            assertThatThrownBy(() -> desktop.removeFolder("docs", FreedOnRemoval.REFUSE))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("1 file is freed here");

            sync();
            assertThat(only(desktop).state()).isEqualTo(SyncState.UP_TO_DATE);
            assertThat(only(desktop).freed().files()).isOne();
        }

        @Test
        void alsoRightAfterAStart() throws Exception {
            desktop.close();
            desktop = open("desktop");

            assertThatThrownBy(() -> desktop.removeFolder("docs", FreedOnRemoval.REFUSE))
                    .isInstanceOf(RefusedException.class);
        }

        @Test
        void whatIsFreedIsFetchedFirst() throws Exception {
            assertThat(desktop.removeFolder("docs", FreedOnRemoval.FETCH)).isZero();

            assertThat(desktop.snapshot().folders()).isEmpty();
            assertThat(files(there)).containsExactly("media/film", "media/old/song", "note");
            assertThat(film()).hasContent(FILM);
        }

        @Test
        void whatCannotBeFetchedKeepsItSynced() throws Exception {
            commons().lose(Hash.sha256(FILM.getBytes(StandardCharsets.UTF_8)));

            assertThatThrownBy(() -> desktop.removeFolder("docs", FreedOnRemoval.FETCH))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("cannot be fetched now");

            assertThat(desktop.snapshot().folders()).hasSize(1);
            assertThat(placeholder()).exists();
        }

        @Test
        void placeholdersStayAndLinkingAgainBringsTheFilesAndDeletesNothing() throws Exception {
            assertThat(desktop.removeFolder("docs", FreedOnRemoval.LEAVE)).isOne();
            assertThat(placeholder()).exists();

            desktop.linkFolder("docs", there);
            sync();
            assertThat(film()).hasContent(FILM);
            assertThat(files(here)).containsExactly("media/film", "media/old/song", "note");
            Files.delete(placeholder());
            sync();
            assertThat(files(here)).containsExactly("media/film", "media/old/song", "note");
            assertThat(film()).hasContent(FILM);
        }
    }
}
