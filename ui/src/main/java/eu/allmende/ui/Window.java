package eu.allmende.ui;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
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
final class Window implements DeskConnection.Hearer {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 800;
    private static final int MARK_SIZE = 32;
    private static final double NOTICE_GAP = 16;
    private static final Halt STOPPED = Halt.of(Halt.Reason.STOPPED);
    private static final KeyCombination ADD_KEY =
            new KeyCodeCombination(KeyCode.N, KeyCombination.SHORTCUT_DOWN);

    private final Words words;
    private final FolderList folders;
    private final NodeTable nodes;
    private final AddFolderForm form;
    private final Label summary = new Label();
    private final Button add = new Button();
    private final Label nodesTitle;
    private final VBox page;
    private final Scene scene;
    private final AtomicReference<@Nullable DeskSnapshot> newest = new AtomicReference<>();
    private final Label foldersTitle;
    private final Notice notice;
    private Optional<DeskSnapshot> shown = Optional.empty();
    private Optional<Halt> halt = Optional.of(Halt.of(Halt.Reason.OPENING));

    Window(Words words, Outside outside) {
        this.words = words;
        folders = new FolderList(words);
        nodes = new NodeTable(words);
        notice = new Notice(words, () -> outside.desk().tryAgain());
        foldersTitle = title("folders");
        nodesTitle = title("nodes");
        page =
                new VBox(
                        head(),
                        notice.root(),
                        foldersTitle,
                        folders.root(),
                        nodesTitle,
                        nodes.root());
        page.getStyleClass().add("page");
        VBox.setMargin(notice.root(), new Insets(NOTICE_GAP, 0, 0, 0));
        VBox.setVgrow(folders.root(), Priority.ALWAYS);
        VBox.setVgrow(nodes.root(), Priority.ALWAYS);
        StackPane root = new StackPane(page);
        root.getStyleClass().add("window");
        scene = new Scene(root, WIDTH, HEIGHT);
        scene.getStylesheets().add(Style.sheet());
        form = new AddFolderForm(words, outside, this::closeForm);
        Style.shown(form.root(), false);
        root.getChildren().add(form.root());
        scene.getAccelerators().put(ADD_KEY, this::openForm);
        render();
    }

    Scene scene() {
        return scene;
    }

    /// Shows it from the next picture on; of many, only the newest.
    @Override
    public void showSoon(DeskSnapshot snapshot) {
        if (newest.getAndSet(snapshot) == null) {
            Platform.runLater(
                    () -> Optional.ofNullable(newest.getAndSet(null)).ifPresent(this::show));
        }
    }

    @Override
    public void haltSoon(Optional<Halt> next) {
        Platform.runLater(() -> {
            if (!halt.equals(next)) {
                halt = next;
                render();
            }
        });
    }

    private void show(DeskSnapshot snapshot) {
        if (!shown.equals(Optional.of(snapshot))) {
            shown = Optional.of(snapshot);
            render();
        }
    }

    private void render() {
        boolean member = shown.filter(Window::isMember).isPresent();
        summary.setText(shown.map(words::summary).orElseGet(() -> words.text("summary.stranger")));
        notice.show(halt.or(() -> shown.filter(Window::isStopped).map(_ -> STOPPED)));
        shown.ifPresent(snapshot -> {
            folders.show(snapshot);
            nodes.show(snapshot.nodes());
        });
        Style.shown(add, member);
        Style.shown(folders.root(), shown.isPresent());
        for (Node each : List.of(foldersTitle, nodesTitle, nodes.root())) {
            Style.shown(each, member);
        }
    }

    private static boolean isMember(DeskSnapshot snapshot) {
        return snapshot.membership() == DeskSnapshot.Membership.MEMBER;
    }

    private static boolean isStopped(DeskSnapshot snapshot) {
        return !snapshot.folders().isEmpty()
                && snapshot.folders().stream()
                        .allMatch(folder -> folder.state() == FolderRow.State.STOPPED);
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
        add.setTooltip(new Tooltip(words.text("add.hint", ADD_KEY.getDisplayText())));
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
        if (!form.root().isVisible() && add.isVisible()) {
            page.setDisable(true);
            Style.shown(form.root(), true);
            form.begin(shown.map(DeskSnapshot::folders).orElse(List.of()));
        }
    }

    private void closeForm() {
        Style.shown(form.root(), false);
        page.setDisable(false);
        add.requestFocus();
    }
}
