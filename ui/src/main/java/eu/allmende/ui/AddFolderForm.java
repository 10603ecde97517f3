package eu.allmende.ui;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Asks for a folder's name, place and fence, and says beside each what is wrong with it.
final class AddFolderForm {
    private static final Logger LOG = System.getLogger(AddFolderForm.class.getName());

    private final Words words;
    private final Outside outside;
    private final Runnable close;
    private final Field name;
    private final Field path;
    private final FenceChoice fence;
    private final Label refusal = new Label();
    private final Button submit = new Button();
    private final Button cancel = new Button();
    private final VBox inputs = new VBox();
    private final StackPane root;
    private List<FolderRow> present = List.of();

    /// @param close called when the form has done its work or is no longer wanted
    AddFolderForm(Words words, Outside outside, Runnable close) {
        this.words = words;
        this.outside = outside;
        this.close = close;
        name = field("name", input -> input);
        path = field("path", this::withBrowse);
        fence = new FenceChoice(words);
        root = new StackPane(sheet());
        root.setId("add-form");
        root.getStyleClass().add("backdrop");
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::leaveOnEscape);
    }

    Node root() {
        return root;
    }

    /// Empties the form and waits for the name.
    ///
    /// @param folders those there are
    void begin(List<FolderRow> folders) {
        present = folders;
        name.write("");
        path.write("");
        name.accept();
        path.accept();
        fence.reset();
        forgiveAll();
        busy(false);
        name.focus();
    }

    private Region sheet() {
        var title = new Label(words.text("form.title"));
        title.getStyleClass().add("name");
        var about = new Label(words.text("form.fence"));
        about.getStyleClass().add("strong");
        Field.style(refusal);
        refusal.setId("add-message");
        inputs.getChildren().setAll(name.root(), path.root(), about, fence.root());
        inputs.getStyleClass().add("inputs");
        var sheet = new VBox(title, new FittingScroll(inputs), refusal, buttons());
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return sheet;
    }

    private HBox buttons() {
        submit.setDefaultButton(true);
        submit.setId("add-confirm");
        submit.getStyleClass().add("accent");
        submit.setOnAction(_ -> submit());
        cancel.setText(words.text("form.cancel"));
        cancel.setId("add-cancel");
        cancel.setOnAction(_ -> close.run());
        var buttons = new HBox(cancel, submit);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.getStyleClass().add("buttons");
        return buttons;
    }

    private Field field(String key, Field.Row row) {
        return new Field(
                "add-" + key, words.text("form." + key), words.text("form." + key + ".hint"), row);
    }

    private Node withBrowse(TextField input) {
        var browse = new Button(words.text("form.browse"));
        browse.setMnemonicParsing(true);
        browse.setId("add-pick");
        browse.setMinWidth(Region.USE_PREF_SIZE);
        browse.setOnAction(_ -> pick());
        HBox.setHgrow(input, Priority.ALWAYS);
        var row = new HBox(input, browse);
        row.getStyleClass().add("with-browse");
        return row;
    }

    private void pick() {
        outside.picker()
                .pick(root.getScene().getWindow(), words.text("form.pick"))
                .ifPresent(this::picked);
    }

    private void picked(String place) {
        path.write(place);
        String last = place.replaceAll("[/\\\\]+$", "").replaceAll("^.*[/\\\\]", "");
        if (name.text().isEmpty()) {
            name.write(last);
        }
    }

    private void submit() {
        forgiveAll();
        wish().ifPresent(this::send);
    }

    /// What was typed in, if the desk can be asked about it; else the reason now stands beside it.
    private Optional<FolderWish> wish() {
        var draft = new Draft(name.text(), path.text());
        Optional<String> pathFault = draft.pathFault(outside.home());
        Optional<String> nameFault = draft.nameFault(present);
        pathFault.ifPresent(fault -> path.refuse(words.text(fault)));
        nameFault.ifPresent(fault -> name.refuse(words.text(fault)));
        return pathFault.isEmpty() && nameFault.isEmpty()
                ? Optional.of(
                        new FolderWish(draft.name(), draft.place(outside.home()), fence.chosen()))
                : Optional.empty();
    }

    private void send(FolderWish wish) {
        busy(true);
        outside.background()
                .execute(() -> {
                    AddOutcome outcome = ask(wish);
                    Platform.runLater(() -> show(outcome));
                });
    }

    private AddOutcome ask(FolderWish wish) {
        try {
            return outside.desk().addFolder(wish);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the desk broke its promise while adding a folder", e);
            return new AddOutcome.Refused(words.text("form.defect"));
        }
    }

    private void show(AddOutcome outcome) {
        busy(false);
        switch (outcome) {
            case AddOutcome.Added _ -> close.run();
            case AddOutcome.Refused(String sentence) -> refuse(words.said(sentence));
            case AddOutcome.Unreachable _ -> refuse(words.text("form.unreachable"));
        }
    }

    private void refuse(String sentence) {
        refusal.setText(sentence);
        Style.shown(refusal, true);
        name.focus();
    }

    private void forgiveAll() {
        name.accept();
        path.accept();
        refusal.setText("");
        Style.shown(refusal, false);
    }

    private void busy(boolean now) {
        inputs.setDisable(now);
        submit.setDisable(now);
        cancel.setDisable(now);
        submit.setText(words.text(now ? "form.busy" : "form.add"));
    }

    private void leaveOnEscape(KeyEvent pressed) {
        if (pressed.getCode() == KeyCode.ESCAPE && !cancel.isDisabled()) {
            pressed.consume();
            close.run();
        }
    }
}
