package eu.allmende.ui;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// Asks for a new folder: name, place, fence. Says in place what is wrong.
final class AddFolderForm extends VBox {
    private static final List<String> FENCES =
            List.of("eu-sovereign", "eu", "country:DE", "anywhere");

    private final Words words;
    private final Desk desk;
    private final Executor background;
    private final Runnable done;
    private final TextField name = new TextField();
    private final TextField path = new TextField();
    private final ChoiceBox<String> fence = new ChoiceBox<>();
    private final Label meaning = new Label();
    private final Label message = new Label();
    private final Button confirm = new Button();

    /// @param background runs what may take a while
    /// @param done called when the form has done its work or is no longer wanted
    AddFolderForm(
            Words words, Desk desk, DirectoryPicker picker, Executor background, Runnable done) {
        super(8);
        this.words = words;
        this.desk = desk;
        this.background = background;
        this.done = done;
        setId("add-form");
        getStyleClass().add("card");
        Label title = new Label(words.text("add.title"));
        title.getStyleClass().add("name");
        prepareFields();
        Button pick = new Button(words.text("add.pick"));
        pick.setOnAction(_ -> picker.pick().ifPresent(path::setText));
        HBox place = new HBox(8, path, pick);
        HBox.setHgrow(path, Priority.ALWAYS);
        getChildren()
                .addAll(
                        title,
                        labelled("add.name", name, name),
                        labelled("add.path", place, path),
                        labelled("add.fence", fence, fence),
                        meaning,
                        message,
                        buttons());
    }

    private void prepareFields() {
        name.setId("add-name");
        name.setPromptText(words.text("add.name.hint"));
        path.setId("add-path");
        path.setPromptText(words.text("add.path.hint"));
        fence.setId("add-fence");
        fence.getItems().setAll(FENCES);
        fence.setConverter(new FenceNames());
        fence.setMaxWidth(Double.MAX_VALUE);
        fence.setOnAction(_ -> meaning.setText(words.text("fence." + fence.getValue() + ".means")));
        fence.setValue(FENCES.getFirst());
        meaning.setText(words.text("fence." + FENCES.getFirst() + ".means"));
        meaning.setWrapText(true);
        meaning.getStyleClass().add("quiet");
        message.setId("add-message");
        message.setWrapText(true);
        tell("", "quiet");
    }

    private HBox buttons() {
        confirm.setId("add-confirm");
        confirm.setText(words.text("add.confirm"));
        confirm.setDefaultButton(true);
        confirm.getStyleClass().add("accent");
        confirm.setOnAction(_ -> submit());
        Button cancel = new Button(words.text("add.cancel"));
        cancel.setCancelButton(true);
        cancel.setOnAction(_ -> done.run());
        HBox buttons = new HBox(8, confirm, cancel);
        buttons.setAlignment(Pos.CENTER_LEFT);
        return buttons;
    }

    private void submit() {
        if (name.getText().isBlank()) {
            tell(words.text("add.no-name"), "error");
            name.requestFocus();
        } else if (path.getText().isBlank()) {
            tell(words.text("add.no-path"), "error");
            path.requestFocus();
        } else {
            FolderWish wish =
                    new FolderWish(
                            name.getText().strip(), path.getText().strip(), fence.getValue());
            confirm.setDisable(true);
            tell(words.text("add.working"), "quiet");
            background.execute(() -> {
                AddOutcome outcome = desk.addFolder(wish);
                Platform.runLater(() -> finish(outcome));
            });
        }
    }

    private void finish(AddOutcome outcome) {
        confirm.setDisable(false);
        switch (outcome) {
            case AddOutcome.Added _ -> done.run();
            case AddOutcome.Refused refused -> tell(refused.sentence(), "error");
        }
    }

    private void tell(String sentence, String style) {
        message.setText(sentence);
        message.getStyleClass().setAll("label", style);
        message.setManaged(!sentence.isEmpty());
    }

    private VBox labelled(String key, Node shown, Node field) {
        Label label = new Label(words.text(key));
        label.setLabelFor(field);
        return new VBox(4, label, shown);
    }

    private final class FenceNames extends StringConverter<String> {
        @Override
        public String toString(String preset) {
            return words.text("fence." + preset);
        }

        @Override
        public String fromString(String shown) {
            return FENCES.stream()
                    .filter(preset -> toString(preset).equals(shown))
                    .findFirst()
                    .orElse(FENCES.getFirst());
        }
    }
}
