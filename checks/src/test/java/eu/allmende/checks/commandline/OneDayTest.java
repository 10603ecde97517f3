package eu.allmende.checks.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.allmende.checks.program.Picture.Times;
import eu.allmende.checks.program.ProgramProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Two computers that run all day: what goes from one to the other by itself, pauses, power cuts.
/// One story in order.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OneDayTest {
    private static final int BIG_MIB = 40;

    @TempDir static Path dir;
    private static Office office;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        office = Office.open(dir);
    }

    @AfterAll
    static void end() {
        office.close();
    }

    private static Computer a() {
        return office.a();
    }

    private static Computer b() {
        return office.b();
    }

    @Test
    @Order(1)
    void whatIsWrittenOnOneIsOnTheOtherByItself() throws IOException {
        office.onA().write("from-a", "hello");
        b().awaitText("from-a", "A: hello\n");
        office.onB().write("from-b", "hello back");
        a().awaitText("from-b", "B: hello back\n");
        office.onA().delete("from-b").move("from-a", "in/renamed");
        b().awaitGone("from-b");
        b().awaitText("in/renamed", "A: hello\n");
        b().awaitGone("from-a");
    }

    @Test
    @Order(2)
    void aFileThatIsSavedOverAndOverEndsAsItsLast() throws IOException {
        for (int i = 0; i < 200; i++) {
            office.onA().save("text", "version " + i);
            office.onB().append("in/renamed", "line " + i);
        }
        b().awaitText("text", "A: version 199\n");
        office.settle();

        assertThat(office.differences()).isEmpty();
        assertThat(b().files().resolve("text.tmp")).doesNotExist();
        assertThat(Files.readAllLines(a().files().resolve("in/renamed"))).hasSize(201);
    }

    @Test
    @Order(3)
    void aPauseHoldsBothDirections() throws IOException {
        b().program().run("pause", Office.FOLDER).isDone();
        office.onA().write("late-a", "1");
        office.onB().write("late-b", "2");
        a().sync();
        assertThat(b().sync().get("state").asText()).isEqualTo("paused");
        a().sync();

        assertThat(b().files().resolve("late-a")).doesNotExist();
        assertThat(a().files().resolve("late-b")).doesNotExist();
        b().program().run("resume", Office.FOLDER).isDone();
        b().awaitText("late-a", "A: 1\n");
        a().awaitText("late-b", "B: 2\n");
    }

    @Test
    @Order(4)
    void aPowerCutInAnUploadLosesNothing() throws IOException, InterruptedException {
        office.onA().big("up", BIG_MIB, 21).write("small", "beside it");
        awaitBusy(a(), b().files().resolve("up"));
        a().kill();
        a().start();
        Awaitility.await()
                .atMost(Computer.MOST)
                .until(() -> Files.exists(b().files().resolve("up")));
        office.settle();

        assertThat(office.differences()).isEmpty();
    }

    @Test
    @Order(5)
    void aPowerCutInADownloadLeavesNoTornFile() throws IOException, InterruptedException {
        b().stop();
        office.onA().big("down", BIG_MIB, 22).insert("up", 1000).write("small", "changed");
        a().sync();
        b().start();
        awaitBusy(b(), b().files().resolve("down"));
        b().kill();
        b().start();
        office.settle();

        assertThat(office.differences()).isEmpty();
        assertThat(stagedOn(b())).isEmpty();
    }

    /// Until it works on something, or has done it before anybody could look.
    private static void awaitBusy(Computer computer, Path done) {
        Awaitility.await()
                .atMost(Computer.MOST)
                .pollInterval(Computer.BETWEEN_QUESTIONS)
                .until(() ->
                        Files.exists(done)
                                || computer.status().get("state").asText().equals("syncing"));
    }

    private static List<Path> stagedOn(Computer computer) throws IOException {
        try (Stream<Path> staged = Files.list(computer.files().resolve(".allmende/stage"))) {
            return staged.toList();
        }
    }

    @Test
    @Order(6)
    void oneHomeServesOneProgram() throws IOException, InterruptedException {
        ProgramProcess.Ended second = a().process("run");

        assertThat(second.code()).isEqualTo(1);
        assertThat(second.said()).startsWith("Another program works with ").hasLineCount(1);
        assertThat(a().status().get("state").asText()).isNotEqualTo("stopped");
    }

    @Test
    @Order(7)
    void rulesKeepFilesAtHome() throws IOException {
        Files.writeString(
                a().files().resolve(".allmendeignore"), "*.own\n!our.own\njunk:*.junk\n/build/\n");
        office.onA().write("mine.own", "1").write("our.own", "2").write("d/x.junk", "3");
        office.onA().write("d/y", "4").write("build/z", "5").write("d/build/z", "6");
        b().awaitText("our.own", "A: 2\n");
        b().awaitText("d/y", "A: 4\n");
        b().awaitText("d/build/z", "A: 6\n");
        office.settle();

        assertThat(b().files().resolve("mine.own")).doesNotExist();
        assertThat(b().files().resolve("d/x.junk")).doesNotExist();
        assertThat(b().files().resolve("build")).doesNotExist();
        office.onB().delete("d");
        a().awaitGone("d");
        Files.delete(a().files().resolve(".allmendeignore"));
        b().awaitText("mine.own", "A: 1\n");
        b().awaitText("build/z", "A: 5\n");
    }

    @Test
    @Order(8)
    void aRuleForWhatIsSyncedDeletesNothing() throws IOException {
        Files.writeString(a().files().resolve(".allmendeignore"), "our.own\n");
        office.settle();

        assertThat(a().files().resolve("our.own")).exists();
        assertThat(b().files().resolve("our.own")).exists();
        Files.delete(a().files().resolve(".allmendeignore"));
        office.settle();
        assertThat(office.differences()).isEmpty();
    }

    @Test
    @Order(9)
    void secondSyncsMoveNothing() throws IOException {
        office.settle();

        JsonNode again = a().sync();
        assertThat(again.get("up").get("contentBytes").asLong()).isZero();
        assertThat(again.get("down").get("contentBytes").asLong()).isZero();
        assertThat(again.get("up").get("wireBytes").asLong()).isZero();
    }

    /// Nobody has told the program yet that something was written.
    @Test
    @Order(9)
    void restMeansThatWhatWasWrittenBeforeIsSent() throws IOException {
        office.onA().write("before-rest", "1");
        a().program().run("status", "--wait-idle", "120").isDone();
        b().sync();

        assertThat(b().files().resolve("before-rest")).exists();
    }

    @Test
    @Order(9)
    void aConflictIsToldUntilAPersonSettlesIt() throws IOException {
        b().program().run("pause").isDone();
        office.onA().write("fought-over", "A");
        office.onB().write("fought-over", "B");
        a().sync();
        b().program().run("resume").isDone();
        office.settle();
        JsonNode conflict = a().status().get("conflicts").get(0);
        assertThat(conflict.get("path").asText()).isEqualTo("fought-over");
        assertThat(b().status().get("conflicts").get(0)).isEqualTo(conflict);
        b().program().run("resolve", "nothing", "--keep", "mine").isRefused(1, "");
        Path copy = b().files().resolve(conflict.get("copy").asText());
        b().program().run("resolve", copy, "--keep", "mine").isDone();
        office.settle();

        assertThat(Files.readString(a().files().resolve("fought-over"))).isEqualTo("B: B\n");
        assertThat(a().status().get("conflicts")).isEmpty();
        assertThat(b().program().run("check", Office.FOLDER, "--repair").isDone().printed())
                .startsWith("All agrees.")
                .contains(" proven, 0 missing, 0 damaged,");
    }

    @Test
    @Order(9)
    void aFreedFileMovesByItsPlaceholderAndComesBack() throws IOException {
        office.onA().big("film", 1, 23).write("tiny", "tiny");
        office.settle();
        byte[] film = Files.readAllBytes(a().files().resolve("film"));

        JsonNode freed =
                b().program().run("free", b().files().resolve("film"), "--json").isDone().json();
        assertThat(freed.get("files").asLong()).isEqualTo(1);
        assertThat(freed.get("bytes").asLong()).isEqualTo(film.length);
        assertThat(b().files().resolve("film")).doesNotExist();
        assertThat(b().status().get("freed").get("bytes").asLong()).isEqualTo(film.length);
        b().program().run("free", b().files().resolve("tiny")).isRefused(1, "tiny is not freed");
        office.onB().move("film.allmende", "in/movie.allmende");
        a().awaitGone("film");
        office.settle();
        assertThat(Files.readAllBytes(a().files().resolve("in/movie"))).isEqualTo(film);

        b().program().run("fetch", b().files().resolve("in/movie.allmende")).isDone();

        assertThat(b().files().resolve("in/movie.allmende")).doesNotExist();
        assertThat(b().status().has("freed")).isFalse();
        office.settle();
        assertThat(office.differences()).isEmpty();
    }

    /// Neither runs meanwhile, so that each tells all that it did.
    @Test
    @Order(10)
    void movingADirectoryMovesNoContent() throws IOException, InterruptedException {
        office.onA().move("up", "bulk/up").move("down", "bulk/down");
        office.settle();
        a().stop();
        b().stop();
        office.onA().move("bulk", "elsewhere");
        JsonNode sent = a().sync();
        JsonNode fetched = b().sync();

        assertThat(sent.get("steps").get("move").asLong()).isEqualTo(1);
        assertThat(sent.get("up").get("contentBytes").asLong()).isZero();
        assertThat(sent.get("up").get("wireBytes").asLong()).isZero();
        assertThat(fetched.get("steps").get("move").asLong()).isEqualTo(1);
        assertThat(fetched.get("down").get("contentBytes").asLong()).isZero();
        assertThat(office.differences()).isEmpty();
        a().start();
        b().start();
    }

    @Test
    @Order(11)
    void aComputerThatComesAtTheEndOfTheDaySeesTheSame() throws IOException, InterruptedException {
        try (Computer c = new Computer("C", dir, office.commons().file()).joins(b())) {
            c.program().run("folder", "link", Office.FOLDER, c.files()).isDone();
            assertThat(c.process("sync").code()).isZero();

            assertThat(c.picture(Times.WITH).differences(a().picture(Times.WITH))).isEmpty();
        }
    }

    @Test
    @Order(12)
    void whoIsAskedToStopEndsWellAndSaysSo() throws IOException, InterruptedException {
        a().stop();

        assertThat(a().status().get("state").asText()).isEqualTo("stopped");
        assertThat(a().program().run("status", "--wait-idle", "0").code()).isEqualTo(4);
        assertThat(a().sync().get("state").asText()).isEqualTo("up-to-date");
    }
}
