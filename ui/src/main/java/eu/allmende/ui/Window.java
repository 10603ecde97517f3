package eu.allmende.ui;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The main window's content: the head, the folders, the nodes, and over them, when asked for, the
/// form for a new folder.
final class Window {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 800;
    private static final double MARK_SIZE = 36;

    private final Words words;
    private final Desk desk;
    private final FolderList folders;
    private final NodeTable nodes;
    private final AddFolderForm form;
    private final Label summary = new Label();
    private final Button add = new Button();
    private final VBox page;
    private final Scene scene;
    private final Desk.Subscription subscription;
    private final AtomicReference<@Nullable DeskSnapshot> newest = new AtomicReference<>();

    /// @param pickers makes the way to pick a directory, once the scene is there
    Window(Words words, Desk desk, Function<Scene, DirectoryPicker> pickers, Executor background) {
        this.words = words;
        this.desk = desk;
        folders = new FolderList(words);
        nodes = new NodeTable(words);
        page = new VBox(head(), title("folders"), folders.root(), title("nodes"), nodes.root());
        page.getStyleClass().add("page");
        VBox.setVgrow(folders.root(), Priority.ALWAYS);
        VBox.setVgrow(nodes.root(), Priority.ALWAYS);
        StackPane root = new StackPane(page);
        root.getStyleClass().add("window");
        scene = new Scene(root, WIDTH, HEIGHT);
        scene.getStylesheets().add(Style.sheet());
        form = new AddFolderForm(words, desk, pickers.apply(scene), background, this::closeForm);
        Style.shown(form.root(), false);
        root.getChildren().add(form.root());
        scene.getAccelerators()
                .put(
                        new KeyCodeCombination(KeyCode.N, KeyCombination.SHORTCUT_DOWN),
                        this::openForm);
        show(desk.snapshot());
        subscription = desk.onChange(this::showSoon);
    }

    Scene scene() {
        return scene;
    }

    /// Ends the window's interest in the desk.
    void close() {
        subscription.close();
    }

    /// Of many changes between two pictures only the newest is shown.
    private void showSoon(DeskSnapshot snapshot) {
        if (newest.getAndSet(snapshot) == null) {
            Platform.runLater(
                    () -> Optional.ofNullable(newest.getAndSet(null)).ifPresent(this::show));
        }
    }

    private void show(DeskSnapshot snapshot) {
        long answering =
                snapshot.nodes().stream()
                        .filter(node -> node.contact() == NodeRow.Contact.ANSWERS)
                        .count();
        summary.setText(
                words.text(
                        "summary", snapshot.folders().size(), snapshot.nodes().size(), answering));
        add.setDisable(snapshot.membership() == DeskSnapshot.Membership.NONE);
        folders.show(snapshot);
        nodes.show(snapshot.nodes());
    }

    private HBox head() {
        Label name = new Label(words.text("title"));
        name.getStyleClass().add("name");
        summary.getStyleClass().add("quiet");
        VBox text = new VBox(name, summary);
        HBox.setHgrow(text, Priority.ALWAYS);
        add.setId("add");
        add.setText(words.text("add"));
        add.setMnemonicParsing(true);
        add.setGraphic(new FontIcon(Feather.PLUS));
        add.setTooltip(new Tooltip(words.text("add.hint")));
        add.getStyleClass().add("accent");
        add.setMinWidth(Region.USE_PREF_SIZE);
        add.setOnAction(_ -> openForm());
        HBox head = new HBox(Mark.drawn(MARK_SIZE), text, add);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("head");
        return head;
    }

    private Label title(String key) {
        Label title = new Label(words.text(key));
        title.getStyleClass().add("section-title");
        return title;
    }

    private void openForm() {
        if (!form.root().isVisible() && !add.isDisabled()) {
            page.setDisable(true);
            Style.shown(form.root(), true);
            form.begin();
        }
    }

    private void closeForm() {
        Style.shown(form.root(), false);
        page.setDisable(false);
        add.requestFocus();
        show(desk.snapshot());
    }
}
