package eu.allmende.ui;

import static eu.allmende.ui.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.allmende.ui.FolderRow.State;
import eu.allmende.ui.FolderRow.Trouble;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/// A robot uses the real window, without a screen.
@ExtendWith(ApplicationExtension.class)
class WindowTest {
    private final FakeDesk desk = new FakeDesk(Samples.with());
    private Desk.Subscription subscription;
    private Window shown;

    @Start
    void open(Stage stage) {
        Outside outside =
                new Outside(
                        desk,
                        (_, _) -> Optional.of("/home/anna/Pictures/"),
                        "/home/anna",
                        task -> Thread.ofVirtual().start(task));
        Style.apply();
        Window window = new Window(new Words(Locale.ENGLISH), outside);
        stage.setScene(window.scene());
        stage.show();
        window.showSoon(Samples.with());
        window.haltSoon(Optional.empty());
        shown = window;
        Thread.ofVirtual().start(() -> subscription = desk.onChange(window::showSoon));
        await().until(desk::isHeard);
    }

    @Stop
    void close() {
        subscription.close();
    }

    @Test
    void aFolderIsAddedAndItsProgressMoves(FxRobot robot) {
        assertThat(robot.lookup("#empty").query().isVisible()).isTrue();
        fill(robot, "notes", "/home/anna/notes");
        await().until(() -> robot.lookup("#folder-notes").tryQuery().isPresent());
        assertThat(robot.lookup("#empty").query().isVisible()).isFalse();
        await().until(() -> !robot.lookup("#add-form").query().isVisible());

        desk.show(Samples.with(Samples.syncing("notes", 2, 3_000_000, 10_000_000)));
        await().until(() -> progress(robot) > 0.29 && progress(robot) < 0.31);
        assertThat(texts(robot, "#folder-notes")).anyMatch(text -> text.contains("2 files to go"));
        desk.show(Samples.with(Samples.syncing("notes", 1, 9_000_000, 10_000_000)));
        await().until(() -> progress(robot) > 0.89);
        assertThat(texts(robot, "#folder-notes")).anyMatch(text -> text.contains("1 file to go"));

        desk.show(Samples.with(Samples.folder("notes", State.UP_TO_DATE)));
        await().until(() -> texts(robot, "#folder-notes").contains("Up to date"));
        assertThat(robot.lookup("#folder-notes .progress-bar").query().isVisible()).isFalse();
    }

    @Test
    void theKeyboardAloneAddsAFolder(FxRobot robot) {
        robot.push(new KeyCodeCombination(KeyCode.N, KeyCombination.SHORTCUT_DOWN));
        robot.write("notes").push(KeyCode.TAB).write("~/notes").push(KeyCode.ENTER);

        await().until(() -> robot.lookup("#folder-notes").tryQuery().isPresent());
        assertThat(desk.wishes())
                .containsExactly(new FolderWish("notes", "/home/anna/notes", "eu-sovereign"));
    }

    @Test
    void aPickedFolderGivesItsNameAndTheChosenFenceIsAskedFor(FxRobot robot) {
        robot.clickOn("#add").clickOn("#add-pick").clickOn("#fence-country");
        robot.clickOn("#add-confirm");

        await().until(() -> !desk.wishes().isEmpty());
        assertThat(desk.wishes())
                .containsExactly(new FolderWish("Pictures", "/home/anna/Pictures/", "country:DE"));
    }

    @Test
    void escapeLeavesTheFormAndNothingIsAdded(FxRobot robot) {
        robot.clickOn("#add").clickOn("#add-name").write("notes").push(KeyCode.ESCAPE);

        assertThat(robot.lookup("#add-form").query().isVisible()).isFalse();
        robot.clickOn("#add");
        assertThat(robot.lookup("#add-name").queryAs(TextField.class).getText()).isEmpty();
        assertThat(desk.wishes()).isEmpty();
    }

    @Test
    void whatIsWrongIsSaidBesideTheField(FxRobot robot) {
        desk.show(Samples.with(Samples.folder("notes", State.UP_TO_DATE)));
        await().until(() -> robot.lookup("#folder-notes").tryQuery().isPresent());
        fill(robot, "notes", "work");

        assertThat(text(robot, "#add-name-error"))
                .isEqualTo("There is a folder of that name already.");
        assertThat(text(robot, "#add-path-error"))
                .isEqualTo("Give the whole path, from the top of the disk on.");
        assertThat(robot.lookup("#add-name").query().isFocused()).isTrue();

        fillFields(robot, "", "");
        assertThat(text(robot, "#add-name-error")).isEqualTo("Give the folder a name.");
        assertThat(text(robot, "#add-path-error")).isEqualTo("Say which folder on this computer.");
        assertThat(desk.wishes()).isEmpty();
    }

    @Test
    void whatTheDeskRefusesIsSaidInTheForm(FxRobot robot) {
        fill(robot, "notes", "/missing/notes");
        await().until(() -> text(robot, "#add-message").contains("There is no such directory"));
        fillFields(robot, "notes", "/offline/notes");
        await().until(() -> text(robot, "#add-message").contains("cannot be reached"));
        fillFields(robot, "notes", "/broken/notes");
        await().until(() -> text(robot, "#add-message").contains("The log file says more"));

        assertThat(robot.lookup("#add-form").query().isVisible()).isTrue();
        assertThat(desk.snapshot().folders()).isEmpty();
    }

    @Test
    void theListGrowsAndShrinksWithWhatIsInIt(FxRobot robot) {
        desk.show(Samples.with(Samples.folder("notes", State.UP_TO_DATE)));
        await().until(() -> texts(robot, "#folder-notes").contains("Up to date"));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(room(robot)).isBetween(0.0, 2.0);

        desk.show(Samples.with(Samples.syncing("notes", 2, 3_000_000, 10_000_000)));
        await().until(() -> texts(robot, "#folder-notes").contains("Syncing"));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(room(robot)).isBetween(0.0, 2.0);

        String lines = "A sentence that needs a second line. ".repeat(8);
        desk.show(Samples.with(Samples.troubled("notes", State.WAITING, new Trouble.Said(lines))));
        await().until(() -> texts(robot, "#folder-notes").contains(lines));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(room(robot)).isBetween(0.0, 2.0);

        desk.show(Samples.with(Samples.folder("notes", State.UP_TO_DATE)));
        await().until(() -> texts(robot, "#folder-notes").contains("Up to date"));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(room(robot)).isBetween(0.0, 2.0);
    }

    /// How much higher the folders' place is than the folders: under 0, they are clipped.
    private static double room(FxRobot robot) {
        Region list = robot.lookup("#folders").queryAs(Region.class);
        ScrollPane scroll = robot.lookup(".folders .scroll-pane").queryAs(ScrollPane.class);
        return scroll.getHeight() - list.getHeight();
    }

    @Test
    void theNodesAreListedWithCountryLawAndHowThatIsKnown(FxRobot robot) {
        TableView<NodeView> table = robot.lookup("#nodes").queryTableView();

        assertThat(table.getItems()).hasSize(8);
        assertThat(table.getItems().get(5))
                .extracting(
                        NodeView::operator,
                        NodeView::country,
                        NodeView::law,
                        NodeView::evidence,
                        node -> node.fence().text(),
                        node -> node.contact().text())
                .containsExactly(
                        "Nube Común",
                        "Spain",
                        "Spain",
                        "declared, not checked",
                        "inside",
                        "does not answer");
        assertThat(table.getItems().get(7).fence().text()).isEqualTo("outside");
        assertThat(table.getColumns()).hasSize(6);
    }

    @Test
    void aComputerWithoutAnAccountIsToldWhatToDo(FxRobot robot) {
        desk.show(Samples.noAccount());

        await().until(() -> robot.lookup("#stranger").query().isVisible());
        assertThat(robot.lookup("#stranger .text-field").queryAllAs(TextField.class))
                .extracting(TextField::getText)
                .containsExactlyInAnyOrder(
                        "allmende init --commons FILE",
                        "allmende join CODE --commons FILE",
                        "allmende recover --commons FILE");
        assertThat(robot.lookup("#add").query().isVisible()).isFalse();
    }

    @Test
    void whileTheFoldersCannotBeSeenTheWindowSaysSoAndKeepsWhatItKnows(FxRobot robot) {
        desk.show(Samples.with(Samples.folder("notes", State.UP_TO_DATE)));
        shown.haltSoon(Optional.of(Halt.of(Halt.Reason.SILENT)));
        await().until(() -> robot.lookup("#notice").query().isVisible());

        assertThat(texts(robot, "#notice"))
                .containsExactly(
                        "How the folders stand cannot be seen now",
                        "What is shown here may be old. This window keeps asking.");
        assertThat(robot.lookup("#folder-notes").query().isVisible()).isTrue();
        assertThat(robot.lookup("#again").query().isVisible()).isFalse();

        shown.haltSoon(Optional.empty());
        await().until(() -> !robot.lookup("#notice").query().isVisible());
    }

    @Test
    void thatNothingIsSyncedAnyMoreIsSaid(FxRobot robot) {
        desk.show(
                Samples.with(
                        Samples.folder("notes", State.STOPPED),
                        Samples.folder("work", State.STOPPED)));

        await().until(() -> texts(robot, "#notice").contains("Nothing is synced now"));
    }

    @Test
    void aTroubleInOneFolderHidesNoOther(FxRobot robot) {
        desk.show(
                Samples.with(
                        Samples.troubled(
                                "gone", State.ATTENTION, new Trouble.Said("It is not there.")),
                        Samples.folder("notes", State.UP_TO_DATE)));

        await().until(() -> texts(robot, "#folder-notes").contains("Up to date"));
        assertThat(texts(robot, "#folder-gone")).contains("Needs you", "It is not there.");
        assertThat(robot.lookup("#notice").query().isVisible()).isFalse();
    }

    @Test
    void ofManyChangesTheLastIsShown(FxRobot robot) {
        for (int i = 0; i <= 10_000; i++) {
            desk.show(Samples.with(Samples.syncing("notes", 0, i, 10_000)));
        }
        await().until(() -> progress(robot) == 1);
    }

    private static void fill(FxRobot robot, String name, String path) {
        robot.clickOn("#add");
        fillFields(robot, name, path);
    }

    private static void fillFields(FxRobot robot, String name, String path) {
        robot.interact(() -> robot.lookup("#add-name").queryAs(TextField.class).setText(""));
        robot.interact(() -> robot.lookup("#add-path").queryAs(TextField.class).setText(""));
        robot.clickOn("#add-name").write(name);
        robot.clickOn("#add-path").write(path);
        robot.clickOn("#add-confirm");
    }

    private static double progress(FxRobot robot) {
        return robot.lookup("#folder-notes .progress-bar")
                .<ProgressBar>tryQuery()
                .map(ProgressBar::getProgress)
                .orElse(-1.0);
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private static List<String> texts(FxRobot robot, String within) {
        return robot.lookup(within + " .label").<Node>queryAll().stream()
                .filter(Label.class::isInstance)
                .map(node -> ((Label) node).getText())
                .toList();
    }
}
