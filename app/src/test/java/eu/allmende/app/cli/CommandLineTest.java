package eu.allmende.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.app.control.ControlServer;
import eu.allmende.app.control.FixedDesk;
import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import eu.allmende.app.desk.UnansweredException;
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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    private Duration patience = Duration.ofSeconds(60);
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
        Console console = new Console(terminal, new Home(home), doors, patience);
        return new CommandLineProgram(console).run(words);
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
    void aPauseMayHaveAnEnd() {
        assertThat(run("pause", "--for", "2h")).isZero();
        assertThat(run("pause", "--for", "soon")).isEqualTo(2);
        assertThat(said()).isEqualTo("soon is no time: write it like 30m, 2h or 1d.");
        assertThat(run("pause", "--for", "0m")).isEqualTo(2);
    }

    @Test
    void limitsAreSetAndToldInAPersonsUnits() {
        assertThat(run("limit", "--up", "2MB/s", "--down", "none")).isZero();
        assertThat(printed()).isEqualTo("Limits: up 2 MB/s, down no limit.");

        assertThat(run("limit", "--down", "500KB/s", "--json")).isZero();
        assertThat(printed()).isEqualTo("{\"up\":7000,\"down\":500000}");

        assertThat(run("limit", "--up", "fast")).isEqualTo(2);
        assertThat(said()).startsWith("fast is no rate");
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

    @Test
    void aPauseIsSaidOfEachFolder() {
        assertThat(run("pause")).isZero();
        assertThat(printed())
                .isEqualTo(
                        "Folder nötes is paused: nothing is sent, fetched or changed until"
                                + " `allmende resume`.");
        assertThat(run("pause", "nötes", "--json")).isZero();
        assertThat(printed()).startsWith("{\"folders\":[{\"name\":");
        assertThat(run("pause", "a", "b")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "stopped, Folder nötes is not paused; `allmende sync` or `run` goes on.",
        "scanning, Folder nötes is not paused and is looked at again."
    })
    void resumingTellsWhetherAnybodyGoesOn(String state, String sentence) {
        doors.state = state;

        assertThat(run("resume", "nötes")).isZero();

        assertThat(printed()).isEqualTo(sentence);
    }

    @Test
    void removingAFolderTellsWhatStays() {
        assertThat(run("folder", "remove", "notes")).isZero();
        assertThat(printed())
                .isEqualTo(
                        "Folder notes is not synced on this device any more. Its files stay in"
                                + " /n, and it stays in the commons and on your other devices.");
        assertThat(run("folder", "remove", "notes", "--json")).isZero();
        assertThat(printed()).isEqualTo("{\"name\":\"notes\",\"path\":\"/n\"}");
        assertThat(run("folder", "remove")).isEqualTo(2);
        assertThat(run("folder", "remove", "notes", "--leave-placeholders")).isZero();
        assertThat(printed()).contains("Placeholders of freed files stay there as well: 3.");
        assertThat(run("folder", "remove", "notes")).isZero();
        assertThat(printed()).doesNotContain("laceholders");
        assertThat(run("folder", "remove", "notes", "--fetch", "--leave-placeholders"))
                .isEqualTo(2);
    }

    @Test
    void theHistoryIsATableOrTheFieldsOfTheContract() {
        assertThat(run("history", "b")).isZero();
        assertThat(printed().lines().toList().get(0)).startsWith("VERSION  TIME");
        assertThat(printed().lines().toList().get(2))
                .contains("2.0 KiB", "desktop")
                .endsWith("as a");
        assertThat(run("history", "dir")).isZero();
        assertThat(printed()).contains("Deleted in it:").endsWith("gone");
        assertThat(run("history", "b", "--json")).isZero();
        assertThat(printed())
                .contains(
                        "\"versions\":[{\"version\":9,\"time\":\"2026-03-02T10:00:00Z\","
                                + "\"device\":\"laptop\",\"size\":5,\"deleted\":false,");
    }

    @Test
    void whatIsRestoredIsCountedAndWhatIsNotIsAFailure() {
        assertThat(run("restore", "b", "--version", "4")).isZero();
        assertThat(printed()).startsWith("1 brought back, 2 changed back");
        assertThat(run("restore", "b", "--at", "2020-01-01", "--to", "c")).isEqualTo(1);
        assertThat(said()).isEqualTo("a: It is gone.");
        assertThat(run("restore", "b", "--at", "2020-01-01", "--version", "4")).isEqualTo(2);
        assertThat(run("restore", "b", "--at", "soon")).isEqualTo(2);
        assertThat(said()).contains("is no moment");
    }

    @Test
    void aRewindSaysWhatItWillDoAndAsks() {
        assertThat(runTyping("n\n", "rewind", "notes", "--at", "2020-01-01")).isEqualTo(1);
        assertThat(said()).contains("4 go to the trash", "[y/N]", "Nothing was done.");
        assertThat(printed()).isEmpty();
        assertThat(runTyping("y\n", "rewind", "notes", "--at", "2020-01-01")).isZero();
        assertThat(run("rewind", "notes", "--at", "1 day ago", "--yes", "--json")).isZero();
        assertThat(printed()).startsWith("{\"name\":\"notes\",\"counts\":{\"create\":1,");
        assertThat(run("rewind", "notes")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"up-to-date, 0", "paused, 0", "attention, 3", "waiting, 1"})
    void syncingAndConfirmingEndByHowItStands(String state, int code) {
        doors.state = state;

        assertThat(run("sync")).isEqualTo(code);
        assertThat(run("folder", "confirm", "notes")).isEqualTo(code);
        assertThat(run("folder", "confirm", "notes", "--restore", "--json")).isEqualTo(code);
        assertThat(printed()).contains("\"state\":\"" + state + "\"");
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

        /// The lock comes first, the socket when the program has opened all that it needs.
        @Test
        void oneThatJustBeginsIsWaitedFor() throws Exception {
            Home there = new Home(home);
            try (HomeLock _ = HomeLock.take(there).orElseThrow()) {
                CompletableFuture<Integer> asked = new CompletableFuture<>();
                Thread.ofVirtual().start(() -> asked.complete(run("sync")));
                try (ControlServer _ = serverOf(there, asked)) {
                    assertThat(asked.get(60, TimeUnit.SECONDS)).isZero();
                }
            }
        }

        /// Serves once the question was put in vain at least once.
        private ControlServer serverOf(Home there, CompletableFuture<Integer> asked)
                throws IOException {
            assertThat(asked.copy().completeOnTimeout(-1, 300, TimeUnit.MILLISECONDS).join())
                    .as("asks until somebody answers")
                    .isEqualTo(-1);
            return ControlServer.start(there, new FixedDesk("up-to-date"));
        }

        /// It has tried long enough itself: to ask it again would only take longer.
        @Test
        void oneThatDoesNotReachTheCommonsIsAskedOnce() throws IOException {
            AtomicInteger asked = new AtomicInteger();
            assertThat(syncRefusedBy(asked, new CommandException(Ending.NOT_RUNNING, "No.")))
                    .isEqualTo(4);
            assertThat(asked).hasValue(1);
        }

        @Test
        void oneThatIsStoppingIsAskedAgain() throws IOException {
            AtomicInteger asked = new AtomicInteger();
            assertThat(syncRefusedBy(asked, new UnansweredException("Stopping."))).isZero();
            assertThat(asked).hasValue(2);
        }

        /// The first question is refused, all others are answered.
        private int syncRefusedBy(AtomicInteger asked, CommandException refusal)
                throws IOException {
            Home there = new Home(home);
            FixedDesk answering = new FixedDesk("up-to-date");
            Desk desk =
                    new Desk() {
                        @Override
                        public Answer ask(Question question) throws IOException {
                            if (asked.incrementAndGet() == 1) {
                                throw refusal;
                            }
                            return answering.ask(question);
                        }

                        @Override
                        public void close() {}
                    };
            try (HomeLock _ = HomeLock.take(there).orElseThrow();
                    ControlServer _ = ControlServer.start(there, desk)) {
                return run("sync");
            }
        }

        @Test
        void oneThatNeverAnswersIsGivenUp() throws IOException {
            patience = Duration.ofMillis(200);
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
