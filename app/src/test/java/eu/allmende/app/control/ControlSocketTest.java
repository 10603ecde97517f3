package eu.allmende.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.allmende.app.desk.Answer;
import eu.allmende.app.desk.CommandException;
import eu.allmende.app.desk.Desk;
import eu.allmende.app.desk.Ending;
import eu.allmende.app.desk.Question;
import eu.allmende.app.home.Home;
import eu.allmende.engine.FreedOnRemoval;
import eu.allmende.engine.Keep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {
    private static final Desk DESK = new FixedDesk("syncing");

    @TempDir private Path dir;

    @Test
    void anotherProcessGetsTheAnswersOfTheDesk() throws IOException {
        Home home = new Home(dir);
        List<Question> questions =
                List.of(
                        new Question.HowItStands(0),
                        new Question.SyncNow(5),
                        new Question.Folders(),
                        new Question.AddFolder("a", "/a", "eu"),
                        new Question.LinkFolder("b", "/b", List.of()),
                        new Question.RemoveFolder("b", FreedOnRemoval.LEAVE),
                        new Question.ConfirmDeletes("b"),
                        new Question.RestoreDeleted("b"),
                        new Question.Pause("b", 7L),
                        new Question.Pause(null, null),
                        new Question.Resume(null),
                        new Question.Check("a"),
                        new Question.Repair("a"),
                        new Question.CheckStands("a"),
                        new Question.StopCheck("a"),
                        new Question.Resolve("/a/b", Keep.THEIRS));
        try (ControlServer _ = ControlServer.start(home, DESK);
                Desk desk = new ControlDesk(home)) {
            for (Question question : questions) {
                assertThat(desk.ask(question)).isEqualTo(DESK.ask(question));
            }
        }
    }

    @Test
    void aRefusalKeepsItsEndingAndItsSentence() throws IOException {
        Home home = new Home(dir);
        try (ControlServer _ = ControlServer.start(home, DESK);
                Desk desk = new ControlDesk(home)) {
            assertThatThrownBy(() -> desk.ask(new Question.Where("/x")))
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            e -> assertThat(e.ending()).isEqualTo(Ending.FAILED))
                    .hasMessage("/x is in no synced folder.");
            assertThatThrownBy(() -> desk.ask(new Question.Devices()))
                    .hasMessage("The machine failed.");
        }
    }

    @Test
    void onlyTheOwnerReachesIt() throws IOException {
        Home home = new Home(dir);
        try (ControlServer _ = ControlServer.start(home, DESK)) {
            Path socket = ControlPlace.find(home).getPath();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aHomeWithAVeryLongPathHasOneToo() throws IOException {
        Home home = new Home(Files.createDirectories(dir.resolve("x".repeat(120))));
        try (ControlServer _ = ControlServer.start(home, DESK);
                Desk desk = new ControlDesk(home)) {
            assertThat(desk.ask(new Question.HowItStands(0))).isInstanceOf(Answer.Status.class);
        }
        assertThat(home.dir()).isEmptyDirectory();
    }

    @Test
    void whereNobodyAnswersNothingRuns() {
        assertThatThrownBy(() -> new ControlDesk(new Home(dir)).ask(new Question.Folders()))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        e -> assertThat(e.ending()).isEqualTo(Ending.NOT_RUNNING));
    }
}
