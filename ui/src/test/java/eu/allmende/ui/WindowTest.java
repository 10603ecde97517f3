package eu.allmende.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import eu.allmende.ui.DeskSnapshot.Membership;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A robot uses the real window, without a screen.
@ExtendWith(ApplicationExtension.class)
class WindowTest {
    private final FakeDesk desk =
            new FakeDesk(new DeskSnapshot(Membership.MEMBER, List.of(), FakeDesk.eightNodes()));
    private Window window;

    @Start
    void open(Stage stage) {
        Style.apply();
        window =
                new Window(
                        new Words(Locale.ENGLISH),
                        desk,
                        _ -> () -> Optional.of("/home/anna/notes"),
                        task -> Thread.ofVirtual().start(task));
        stage.setScene(window.scene());
        stage.show();
    }

    @Stop
    void close() {
        window.close();
    }

    @Test
    void aFolderIsAddedAndItsProgressMoves(FxRobot robot) {
        assertThat(robot.lookup("#empty").tryQuery()).isPresent();
        fill(robot, "notes", "/home/anna/notes");
        await().until(() -> robot.lookup("#folder-notes").tryQuery().isPresent());
        assertThat(robot.lookup("#add-form").query().isVisible()).isFalse();

        desk.show(syncing(3_000_000));
        await().until(() -> progress(robot) > 0.29 && progress(robot) < 0.31);
        desk.show(syncing(9_000_000));
        await().until(() -> progress(robot) > 0.89);
        assertThat(texts(robot, "#folder-notes")).anyMatch(text -> text.contains("2 files to go"));
    }

    @Test
    void whatIsWrongIsSaidInPlaceAndNothingIsAdded(FxRobot robot) {
        fill(robot, "notes", "/missing/notes");
        await().until(() -> text(robot, "#add-message").contains("There is no such folder"));
        assertThat(robot.lookup("#add-form").query().isVisible()).isTrue();

        fillFields(robot, "", "/home/anna/notes");
        assertThat(text(robot, "#add-name-error")).isEqualTo("Give the folder a name.");
        assertThat(desk.snapshot().folders()).isEmpty();
    }

    @Test
    void theNodesAreListedWithCountryLawAndHowThatIsKnown(FxRobot robot) {
        TableView<NodeRow> table = robot.lookup("#nodes").queryTableView();

        assertThat(table.getItems()).hasSize(8);
        assertThat(table.getColumns().get(1).getCellData(0)).isEqualTo("Germany");
        assertThat(table.getColumns().get(3).getCellData(7)).isEqualTo("declared, not checked");
        assertThat(table.getColumns().get(4).getCellData(5)).isEqualTo("does not answer");
    }

    @Test
    void aComputerWithoutAnAccountIsToldWhatToDo(FxRobot robot) {
        desk.show(new DeskSnapshot(Membership.NONE, List.of(), List.of()));

        await().until(() -> robot.lookup("#stranger").tryQuery().isPresent());
    }

    @Test
    void thePictureOfTheWindowIsTaken(FxRobot robot) throws IOException {
        desk.show(picture());
        await().until(() -> robot.lookup("#folder-photos").tryQuery().isPresent());
        BufferedImage[] image = new BufferedImage[1];
        robot.interact(
                () -> image[0] = SwingFXUtils.fromFXImage(window.scene().snapshot(null), null));

        assertThat(image[0].getWidth()).isGreaterThanOrEqualTo(1000);
        keep(image[0], "window.png");

        robot.clickOn("#add").clickOn("#add-confirm");
        robot.interact(
                () -> image[0] = SwingFXUtils.fromFXImage(window.scene().snapshot(null), null));
        assertThat(text(robot, "#add-path-error")).isEqualTo("Say which folder on this computer.");
        keep(image[0], "window-add-folder.png");
    }

    private static void keep(BufferedImage image, String name) throws IOException {
        if (Boolean.getBoolean("pictures")) {
            Path file = Path.of("../docs/pictures", name);
            Files.createDirectories(file.getParent());
            ImageIO.write(image, "png", file.toFile());
        }
    }

    private static DeskSnapshot picture() {
        return new DeskSnapshot(
                Membership.MEMBER,
                List.of(
                        new FolderRow(
                                "notes",
                                "/home/anna/notes",
                                FolderRow.State.UP_TO_DATE,
                                0,
                                0,
                                0,
                                List.of()),
                        new FolderRow(
                                "photos",
                                "/home/anna/Pictures",
                                FolderRow.State.SYNCING,
                                132,
                                612_000_000,
                                1_480_000_000,
                                List.of()),
                        new FolderRow(
                                "work",
                                "/home/anna/work",
                                FolderRow.State.ATTENTION,
                                0,
                                0,
                                0,
                                List.of(
                                        "More than half of this folder was deleted here. Nothing is"
                                                + " deleted elsewhere until you confirm it."))),
                FakeDesk.eightNodes());
    }

    private static DeskSnapshot syncing(long done) {
        return new DeskSnapshot(
                Membership.MEMBER,
                List.of(
                        new FolderRow(
                                "notes",
                                "/home/anna/notes",
                                FolderRow.State.SYNCING,
                                2,
                                done,
                                10_000_000,
                                List.of())),
                FakeDesk.eightNodes());
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
        return robot.lookup("#folder-notes .progress-bar").queryAs(ProgressBar.class).getProgress();
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
