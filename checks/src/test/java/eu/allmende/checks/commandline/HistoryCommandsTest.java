package eu.allmende.checks.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.allmende.app.commons.CommonsOnOneMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Back to what was, over a real commons and with two devices. One story in order.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HistoryCommandsTest {
    @TempDir static Path dir;
    private static CommonsOnOneMachine commons;
    private static Allmende laptop;
    private static Allmende desktop;
    private static Path here;
    private static Path there;
    private static Map<String, String> monday;
    private static String mondayTime;

    @BeforeAll
    static void start() throws IOException {
        commons =
                CommonsOnOneMachine.start(
                        dir.resolve("commons"),
                        new CommonsOnOneMachine.Members(4, 4, Set.of(), Set.of()));
        Path file = dir.resolve("commons/commons.json");
        laptop = new Allmende(dir.resolve("laptop"));
        desktop = new Allmende(dir.resolve("desktop"));
        String phrase =
                laptop.run("init", "--commons", file, "--device", "Laptop", "--json")
                        .isDone()
                        .json()
                        .get("phrase")
                        .asText();
        desktop.typing(phrase + "\n", "recover", "--commons", file, "--device", "Desktop").isDone();
        here = Files.createDirectories(dir.resolve("here"));
        there = dir.resolve("there");
        write("report.txt", "draft");
        write("letters/one.txt", "Dear one");
        write("letters/two.txt", "Dear two");
        laptop.run("folder", "add", "docs", here, "--fence", "eu").isDone();
        laptop.run("sync").isDone();
        desktop.run("folder", "link", "docs", there).isDone();
        desktop.run("sync").isDone();
    }

    @AfterAll
    static void end() throws IOException {
        commons.close();
    }

    private static void write(String path, String text) throws IOException {
        Path file = here.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String inside = root.relativize(path).toString();
                if (!inside.startsWith(".allmende")) {
                    files.put(inside, Files.readString(path));
                }
            }
        }
        return files;
    }

    private static JsonNode versions(Allmende device, Path path) throws IOException {
        return device.run("history", path, "--json").isDone().json().get("versions");
    }

    @Test
    @Order(1)
    void historyTellsWhoMadeWhatWhen() throws IOException {
        write("report.txt", "second draft");
        laptop.run("sync").isDone();
        Files.move(here.resolve("report.txt"), here.resolve("final.txt"));
        laptop.run("sync").isDone();

        JsonNode versions = versions(desktop, there.resolve("final.txt"));

        assertThat(versions).hasSize(3);
        assertThat(versions.get(0).get("device").asText()).isEqualTo("Laptop");
        assertThat(versions.get(2).get("size").asLong()).isEqualTo("draft".length());
        assertThat(versions.get(2).get("path").asText()).isEqualTo("report.txt");
        assertThat(versions.get(2).get("keptUntil").asText()).startsWith("20");
        mondayTime = versions.get(0).get("time").asText();
        monday = files(here);
        desktop.run("sync").isDone();
        assertThat(files(there)).isEqualTo(monday);
    }

    @Test
    @Order(2)
    void aDeletedFileComesBackOnBothDevices() throws IOException {
        Files.delete(here.resolve("letters/one.txt"));
        laptop.run("sync").isDone();
        desktop.run("sync").isDone();
        assertThat(there.resolve("letters/one.txt")).doesNotExist();
        JsonNode gone =
                desktop.run("history", there.resolve("letters"), "--json")
                        .isDone()
                        .json()
                        .get("deletedInside");
        assertThat(gone.get(0).get("name").asText()).isEqualTo("one.txt");

        desktop.run("restore", there.resolve("letters/one.txt")).isDone();
        laptop.run("sync").isDone();

        assertThat(here.resolve("letters/one.txt")).hasContent("Dear one");
        assertThat(files(there)).isEqualTo(files(here));
    }

    @Test
    @Order(3)
    void anOldVersionIsWrittenElsewhereAndOverwritesNothing() throws IOException {
        long first = versions(laptop, here.resolve("final.txt")).get(2).get("version").asLong();
        Path copy = dir.resolve("copy.txt");

        laptop.run("restore", here.resolve("final.txt"), "--version", first, "--to", copy).isDone();
        assertThat(copy).hasContent("draft");
        laptop.run("restore", here.resolve("final.txt"), "--version", first, "--to", copy)
                .isRefused(1, copy + " is there already");
        assertThat(here.resolve("final.txt")).hasContent("second draft");
    }

    @Test
    @Order(4)
    void theWholeFolderIsRewoundAndTheRewindUndone() throws IOException {
        for (int i = 0; i < 30; i++) {
            write("new/" + i, "number " + i);
        }
        write("final.txt", "spoiled");
        Files.move(here.resolve("letters"), here.resolve("archive"));
        laptop.run("sync").isDone();
        Map<String, String> tuesday = files(here);
        String tuesdayTime =
                versions(laptop, here.resolve("final.txt")).get(0).get("time").asText();

        laptop.typing("n\n", "rewind", "docs", "--at", mondayTime)
                .isRefused(1, "Folder docs, as it was at");
        assertThat(files(here)).isEqualTo(tuesday);
        Allmende.Ended rewound = desktop.run("rewind", "docs", "--at", mondayTime, "--yes");
        assertThat(rewound.isDone().said()).contains("31 go to the trash");
        laptop.run("sync").isDone();

        assertThat(files(there)).isEqualTo(monday);
        assertThat(files(here)).isEqualTo(monday);

        laptop.run("rewind", "docs", "--at", tuesdayTime, "--yes", "--json").isDone();
        desktop.run("sync").isDone();

        assertThat(files(here)).isEqualTo(tuesday);
        assertThat(files(there)).isEqualTo(tuesday);
    }

    @Test
    @Order(5)
    void filesAreFreedToldAndFetched() throws IOException {
        write("large.txt", "large ".repeat(2000));
        laptop.run("sync").isDone();
        desktop.run("sync").isDone();
        Map<String, String> whole = files(here);

        Allmende.Ended freed =
                desktop.run("free", there.resolve("large.txt"), there.resolve("final.txt"));
        assertThat(freed.printed()).isEqualTo("Freed 1 file, 11.7 KiB.");
        freed.isRefused(1, "final.txt is not freed: It is as small as a placeholder.");

        assertThat(there.resolve("large.txt")).doesNotExist();
        assertThat(there.resolve("large.txt.allmende")).exists();
        assertThat(desktop.run("status").isDone().printed()).contains("freed: 1 file, 11.7 KiB");
        assertThat(desktop.run("check", "docs").isDone().printed()).startsWith("All agrees.");
        laptop.run("sync").isDone();
        assertThat(files(here)).isEqualTo(whole);

        desktop.run("fetch", there.resolve("large.txt")).isDone();
        assertThat(files(there)).isEqualTo(whole);
        assertThat(
                        desktop.run("status", "--json")
                                .isDone()
                                .json()
                                .get("folders")
                                .get(0)
                                .has("freed"))
                .isFalse();
        desktop.run("fetch", there.resolve("large.txt")).isRefused(1, "large.txt is not freed");
    }
}
