package eu.allmende.ui;

import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The main window's content: folders at the left, nodes at the right.
final class Window {
    private static final double WIDTH = 1120;
    private static final double HEIGHT = 700;

    private final Words words;
    private final Desk desk;
    private final Executor background;
    private final FolderList folders;
    private final NodeTable nodes;
    private final VBox left = new VBox(12);
    private final Scene scene;
    private final Desk.Subscription subscription;

    /// @param pickers makes the way to pick a directory, once the scene is there
    Window(Words words, Desk desk, Function<Scene, DirectoryPicker> pickers, Executor background) {
        this.words = words;
        this.desk = desk;
        this.background = background;
        folders = new FolderList(words);
        nodes = new NodeTable(words);
        BorderPane root = new BorderPane();
        root.getStyleClass().add("window");
        scene = new Scene(root, WIDTH, HEIGHT);
        scene.getStylesheets().add(Style.sheet());
        root.setTop(head(pickers.apply(scene)));
        root.setCenter(body());
        show(desk.snapshot());
        subscription = desk.onChange(snapshot -> Platform.runLater(() -> show(snapshot)));
    }

    Scene scene() {
        return scene;
    }

    /// Ends the window's interest in the desk.
    void close() {
        subscription.close();
    }

    private void show(DeskSnapshot snapshot) {
        folders.show(snapshot);
        nodes.show(snapshot.nodes());
    }

    private HBox head(DirectoryPicker picker) {
        Label title = new Label(words.text("title"), new FontIcon(Feather.LAYERS));
        title.getStyleClass().add("title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button add = new Button(words.text("add"), new FontIcon(Feather.FOLDER_PLUS));
        add.setId("add");
        add.getStyleClass().add("accent");
        add.setOnAction(_ -> openForm(picker));
        HBox head = new HBox(12, title, gap, add);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("head");
        return head;
    }

    private HBox body() {
        Label title = new Label(words.text("folders"));
        title.getStyleClass().add("section-title");
        left.getChildren().addAll(title, folders);
        ScrollPane scroll = new ScrollPane(left);
        scroll.setFitToWidth(true);
        scroll.setPrefWidth(480);
        scroll.setMinWidth(380);
        HBox body = new HBox(scroll, nodes);
        HBox.setHgrow(nodes, Priority.ALWAYS);
        body.getStyleClass().add("body");
        return body;
    }

    private void openForm(DirectoryPicker picker) {
        if (left.getChildren().stream().noneMatch(AddFolderForm.class::isInstance)) {
            AddFolderForm form =
                    new AddFolderForm(words, desk, picker, background, this::closeForm);
            left.getChildren().add(1, form);
            form.lookup("#add-name").requestFocus();
        }
    }

    private void closeForm() {
        left.getChildren().removeIf(AddFolderForm.class::isInstance);
        show(desk.snapshot());
    }
}
