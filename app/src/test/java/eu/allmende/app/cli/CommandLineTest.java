package eu.allmende.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.app.control.ControlServer;
import eu.allmende.app.control.FixedDesk;
import eu.allmende.app.home.Home;
import eu.allmende.app.home.HomeLock;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir private Path home;

    private final FixedDoors doors = new FixedDoors();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        return runTyping("", words);
    }

    private int runTyping(String typed, String... words) {
        out.reset();
        err.reset();
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        new BufferedReader(new StringReader(typed)));
        return new CommandLineProgram(terminal, new Home(home), doors).run(words);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    static Stream<String> notBuiltYet() {
        return NotBuiltYet.COMMANDS.stream();
    }

    @ParameterizedTest
    @MethodSource("notBuiltYet")
    void whatIsNotBuiltYetSaysSo(String command) {
        int code = run((command + " --some thing --json").split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(said()).isEqualTo("`allmende " + command + "` is not built yet.");
        assertThat(printed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "where", "sync --timeout soon", "init"})
    void wrongUsageIsOneSentenceAndCode2(String words) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(said().lines()).hasSize(1);
        assertThat(said()).endsWith(".)").contains("--help");
    }

    @Test
    void jsonIsOneObjectWithTheFieldsOfTheContract() {
        assertThat(run("--json", "status")).isZero();

        assertThat(printed())
                .isEqualTo(
                        "{\"folders\":[{\"name\":\"n\\u00F6tes\",\"path\":\"/n\",\"state\":\"up-to-date\",\"message\":\"\","
                                + "\"pendingFiles\":1,\"pendingBytes\":2,\"errors\":[{\"path\":\"a\","
                                + "\"reason\":\"unreadable\"}],\"conflicts\":[{\"path\":\"b\","
                                + "\"copy\":\"b (conflicted copy)\"}]}]}");
    }

    @Test
    void optionsOfTheProgramMayStandAnywhere() throws IOException {
        Path other = Files.createDirectory(home.resolve("other"));

        assertThat(run("--home", other.toString(), "status", "--json")).isZero();

        assertThat(printed()).startsWith("{");
        assertThat(other.resolve("lock")).exists();
        assertThat(home.resolve("lock")).doesNotExist();
    }

    @Test
    void syncPrintsWhatMoved() {
        assertThat(run("sync", "--json")).isZero();
        assertThat(printed())
                .isEqualTo(
                        "{\"up\":{\"contentBytes\":1,\"wireBytes\":2,\"files\":3},"
                                + "\"down\":{\"contentBytes\":4,\"wireBytes\":5,\"files\":6},"
                                + "\"steps\":{\"create\":1,\"update\":2,\"move\":3,\"delete\":4,"
                                + "\"conflict\":5},\"state\":\"up-to-date\",\"messages\":[]}");
    }

    @Test
    void aHomeWithoutADeviceIsNamed() {
        assertThat(run("status", "--home", home.resolve("none").toString())).isEqualTo(1);
        assertThat(said()).contains("There is no device in", "allmende init");
    }

    @Test
    void aFailureOfTheMachineIsOneSentenceWithoutAStackTrace() {
        assertThat(run("devices")).isEqualTo(1);
        assertThat(said().lines()).hasSize(1);
        assertThat(said()).startsWith("The machine failed. (More in ");
    }

    @Test
    void aMissingFolderIsNotAdded() {
        assertThat(run("folder", "add", "n", home.resolve("gone").toString())).isEqualTo(1);
        assertThat(said()).startsWith("There is no folder ").hasLineCount(1);
    }

    @Test
    void anUnknownFenceIsWrongUsage() {
        assertThat(run("folder", "add", "n", home.toString(), "--fence", "moon")).isEqualTo(2);
        assertThat(said()).startsWith("There is no fence moon");
    }

    @Test
    void whatIsNoCommonsFileIsRefused() throws IOException {
        Path file = Files.writeString(home.resolve("f.json"), "{}");

        assertThat(run("init", "--commons", file.toString())).isEqualTo(1);
        assertThat(said()).isEqualTo(file + " is not a commons file (commons.json).");
        assertThat(run("init", "--commons", home.resolve("g.json").toString())).isEqualTo(1);
        assertThat(said()).startsWith("There is no file ");
    }

    @Test
    void theDemoFailsWhenACheckDoesNotHold() {
        assertThat(run("demo")).isZero();
        assertThat(run("demo", "--keep")).isEqualTo(1);
        assertThat(run("demo", "--folder", home.resolve("gone").toString())).isEqualTo(1);
    }

    @Test
    void aNoOfTheInviterLetsNobodyIn() {
        assertThat(runTyping("y\n", "invite", "--json")).isZero();
        assertThat(printed()).isEqualTo("{\"code\":\"CODE\"}");
        assertThat(said()).contains("one two three four");
        assertThat(runTyping("\n", "invite")).isEqualTo(1);
        assertThat(run("invite", "--yes")).isZero();
    }

    @Nested
    class WhenAProgramRuns {
        @Test
        void commandsAskIt() throws IOException {
            Home there = new Home(home);
            try (HomeLock _ = HomeLock.take(there).orElseThrow();
                    ControlServer _ = ControlServer.start(there, new FixedDesk("syncing"))) {
                assertThat(run("status", "--json")).isZero();
                assertThat(printed()).contains("\"syncing\"");
            }
        }

        @ParameterizedTest
        @CsvSource({"up-to-date, 0", "attention, 3", "syncing, 1"})
        void waitingForRestEndsByHowItStands(String state, int code) throws IOException {
            Home there = new Home(home);
            try (HomeLock _ = HomeLock.take(there).orElseThrow();
                    ControlServer _ = ControlServer.start(there, new FixedDesk(state))) {
                assertThat(run("status", "--wait-idle", "1", "--json")).isEqualTo(code);
            }
        }

        @Test
        void aSecondOneDoesNotStart() throws IOException {
            try (HomeLock _ = HomeLock.take(new Home(home)).orElseThrow()) {
                assertThat(run("status")).isEqualTo(4);
            }
        }
    }

    @Nested
    class WhenNothingRuns {
        @Test
        void waitingForRestEndsWhenTimeIsUp() {
            assertThat(run("status", "--wait-idle", "0")).isEqualTo(4);
            assertThat(home.resolve("lock")).doesNotExist();
        }
    }
}
