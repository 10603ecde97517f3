package eu.allmende.checks.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.allmende.checks.program.Picture;
import eu.allmende.checks.program.Picture.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes wrong around two computers: mass deletions, lost markers and disks, a commons out of
/// reach, commands that make no sense. One story in order.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadDaysTest {
    private static final int FILES = 60;

    @TempDir static Path dir;
    private static Office office;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        office = Office.open(dir);
        for (int i = 0; i < FILES; i++) {
            office.onA().write("many/" + i, "file " + i);
        }
        office.onA().write("one", "beside them");
        office.settle();
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

    @ParameterizedTest
    @Order(1)
    @ValueSource(
            strings = {
                "fly",
                "folder",
                "folder add one",
                "folder add x . --fence moon",
                "sync --timeout soon",
                "status --wait-idle",
                "where",
                "check",
                "join",
                "pause a b",
                "resolve x",
                "resolve x --keep nothing",
                "commons start",
                "run now"
            })
    void whatMakesNoSenseIsOneSentenceAndCode2(String words) {
        Allmende.Ended ended = a().program().run((Object[]) words.split(" "));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said()).hasLineCount(1).doesNotContain("Exception", "\tat ");
        assertThat(ended.printed()).isEmpty();
    }

    @Test
    @Order(2)
    void theProcessEndsWithTheCodeOfItsCommand() throws IOException, InterruptedException {
        assertThat(a().process("fly").code()).isEqualTo(2);
        assertThat(a().process("status", "--wait-idle", 60).code()).isZero();
        assertThat(a().process("folder", "remove", "nothing").code()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void badPlacesAreRefused() throws IOException {
        Allmende program = a().program();
        Path inside = Files.createDirectories(a().files().resolve("inside"));

        program.run("folder", "add", "x", inside).isRefused(1, "");
        program.run("folder", "add", "x", dir).isRefused(1, "");
        program.run("folder", "add", "x", a().files()).isRefused(1, "");
        program.run("folder", "add", Office.FOLDER, dir.resolve("commons")).isRefused(1, "");
        program.run("folder", "add", "x", a().home()).isRefused(1, "");
        program.run("folder", "add", "x", dir.resolve("none")).isRefused(1, "There is no folder ");
        program.run("folder", "link", Office.FOLDER, dir.resolve("x")).isRefused(1, "");
        program.run("folder", "link", "nothing", dir.resolve("x")).isRefused(1, "There is no");
        program.run("where", dir.resolve("x")).isRefused(1, "");
        assertThat(dir.resolve("x")).doesNotExist();
    }

    @Test
    @Order(4)
    void aMassDeletionAsksAndCanBeUndone() throws IOException {
        office.onA().delete("many");
        a().awaitState("attention");
        b().sync();

        assertThat(a().program().run("status", "--wait-idle", "60").code()).isEqualTo(3);
        assertThat(a().program().run("sync").code()).isEqualTo(3);
        assertThat(b().files().resolve("many/7")).exists();
        a().program().run("folder", "confirm", Office.FOLDER, "--restore").isDone();
        assertThat(a().files().resolve("many/59")).exists();
        office.settle();
        assertThat(office.differences()).isEmpty();
    }

    @Test
    @Order(5)
    void aMassDeletionGoesThroughWhenItIsMeant() throws IOException {
        office.onA().delete("many");
        a().awaitState("attention");
        a().program().run("folder", "confirm", Office.FOLDER).isDone();
        office.settle();

        assertThat(b().files().resolve("many")).doesNotExist();
        assertThat(b().files().resolve("one")).exists();
        a().program()
                .run("folder", "confirm", Office.FOLDER)
                .isRefused(1, "No deletions are held back");
    }

    @Test
    @Order(6)
    void aLostMarkerDeletesNothing() throws IOException {
        Path marker = b().files().resolve(".allmende/folder");
        String mark = Files.readString(marker);
        Files.delete(marker);
        Files.delete(b().files().resolve("one"));
        assertThat(b().program().run("sync").code()).isEqualTo(3);
        a().sync();

        assertThat(b().status().get("message").asText()).contains("marker is missing");
        assertThat(a().files().resolve("one")).exists();
        office.onB().write("one", "here again");
        Files.writeString(marker, mark);
        office.settle();
        b().awaitState("up-to-date");
        assertThat(Files.readString(a().files().resolve("one"))).isEqualTo("B: here again\n");
    }

    @Test
    @Order(7)
    void aDirectoryThatIsAwayDeletesNothing() throws IOException {
        Path away = dir.resolve("unmounted");
        Files.move(b().files(), away);
        assertThat(b().program().run("sync").code()).isEqualTo(3);
        office.onA().write("meanwhile", "1");
        a().sync();

        assertThat(a().files().resolve("one")).exists();
        Files.move(away, b().files());
        b().sync();
        assertThat(office.differences()).isEmpty();
    }

    @Test
    @Order(8)
    void aFolderThatIsRemovedAndLinkedAgainIsMerged() throws IOException {
        b().program().run("folder", "remove", Office.FOLDER).isDone();
        office.onA().write("while-away", "2").delete("meanwhile");
        office.onB().write("own", "3").write("one", "edited");
        a().sync();
        b().program().run("folder", "link", Office.FOLDER, b().files()).isDone();
        office.settle();

        assertThat(office.differences()).isEmpty();
        assertThat(Copies.untimed(a().picture(Times.OLD_ONLY)).things().keySet())
                .contains("while-away", "own", "one", "one (copy by B)", "meanwhile");
    }

    @Test
    @Order(9)
    void aFullFolderLinkedToAFullFolderLosesNothing() throws IOException {
        Place left = new Place(Files.createDirectories(dir.resolve("left")), "L");
        Place right = new Place(Files.createDirectories(dir.resolve("right")), "R");
        left.write("only-left", "1").write("both", "left").empty("same").link("l", "x");
        right.write("d/only-right", "2").write("both", "right").empty("same").link("l", "x");
        a().program().run("folder", "add", "second", left.dir()).isDone();
        a().sync();
        b().program().run("folder", "link", "second", right.dir()).isDone();
        office.settle();

        Picture there = Copies.untimed(Picture.of(left.dir(), Times.WITH));
        assertThat(there.things().keySet())
                .containsExactlyInAnyOrder(
                        "only-left", "d", "d/only-right", "both", "both (copy by B)", "same", "l");
        assertThat(there.things().get("both")).startsWith("file 'L: left");
        a().program().run("folder", "remove", "second").isDone();
        b().program().run("folder", "remove", "second").isDone();
    }

    @Test
    @Order(10)
    void aWrongCodeLetsNobodyIn() throws IOException {
        Path commons = office.commons().file();
        Allmende stranger = new Allmende(dir.resolve("stranger"));

        stranger.run("join", "Q".repeat(26), "--commons", commons)
                .isRefused(1, "The invite code is wrong");
        stranger.run("join", "short", "--commons", commons).isRefused(1, "An invite code has 26");
        stranger.run("join", "Q".repeat(26), "--commons", dir.resolve("none"))
                .isRefused(1, "There is no file ");
        stranger.run("sync").isRefused(1, "There is no device in ");
    }

    @Test
    @Order(11)
    void aFullDiskIsSaidAndHealsWhenThereIsRoom() throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mount(dir.resolve("disk"), 24)) {
            office.onA().big("large", 20, 31).big("large-2", 20, 32);
            a().sync();
            Computer d = new Computer("D", dir, office.commons().file()).joins(a());
            d.program().run("folder", "link", Office.FOLDER, disk.dir()).isDone();
            Allmende.Ended full = d.program().run("sync", "--json");

            assertThat(full.code()).isEqualTo(1);
            assertThat(full.said()).containsIgnoringCase("the disk is full");
            disk.grow(120);
            d.sync();
            assertThat(Picture.of(disk.dir(), Times.WITH).differences(a().picture(Times.WITH)))
                    .isEmpty();
            d.program().run("folder", "remove", Office.FOLDER).isDone();
        }
    }

    @Test
    @Order(12)
    void aCommonsOutOfReachIsSaidAndHeals() throws IOException, InterruptedException {
        office.commons().stop();
        b().awaitState("waiting");
        office.onA().write("waiting", "to go");
        a().awaitState("waiting");

        JsonNode status = a().status();
        assertThat(status.get("message").asText()).startsWith("The commons cannot be reached");
        a().program().run("sync", "--timeout", "60").isRefused(4, "The commons cannot be reached");
        office.commons().startAgain();
        b().awaitText("waiting", "A: to go\n");
        a().sync();
        assertThat(office.differences()).isEmpty();
    }

    @Test
    @Order(13)
    void aComputerThatComesAfterAllThatSeesTheSame() throws IOException, InterruptedException {
        try (Computer c = new Computer("C", dir, office.commons().file()).joins(b())) {
            c.program().run("folder", "link", Office.FOLDER, c.files()).isDone();
            assertThat(c.process("sync").code()).isZero();

            assertThat(c.picture(Times.WITH).differences(b().picture(Times.WITH))).isEmpty();
        }
    }
}
