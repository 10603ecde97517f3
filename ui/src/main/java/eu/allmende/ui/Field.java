package eu.allmende.ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A text to type, its label above it and, when it was refused, the reason below it.
final class Field {
    private final TextField input = new TextField();
    private final Label reason = new Label();
    private final VBox root;

    /// @param id the input's id; the reason's is `id-error`
    /// @param row what stands between label and reason, made from the input
    Field(String id, String label, String hint, Row row) {
        input.setId(id);
        input.setPromptText(hint);
        input.setAccessibleText(label.replace("_", ""));
        input.textProperty().subscribe(_ -> accept());
        reason.setId(id + "-error");
        var above = new Label(label);
        above.setMnemonicParsing(true);
        above.setLabelFor(input);
        above.getStyleClass().add("strong");
        style(reason);
        root = new VBox(above, row.around(input), reason);
        root.getStyleClass().add("field");
        accept();
    }

    /// Puts the input beside what belongs to it.
    interface Row {
        Node around(TextField input);
    }

    /// Gives a label the look of a refusal.
    static void style(Label reason) {
        reason.setWrapText(true);
        reason.setGraphic(new FontIcon(Feather.ALERT_CIRCLE));
        reason.getStyleClass().add("refusal");
    }

    Node root() {
        return root;
    }

    String text() {
        return input.getText().strip();
    }

    void write(String text) {
        input.setText(text);
    }

    void focus() {
        input.requestFocus();
    }

    void refuse(String why) {
        reason.setText(why);
        Style.shown(reason, true);
        input.pseudoClassStateChanged(Style.REFUSED, true);
        input.setAccessibleHelp(why);
        input.requestFocus();
    }

    void accept() {
        reason.setText("");
        Style.shown(reason, false);
        input.pseudoClassStateChanged(Style.REFUSED, false);
        input.setAccessibleHelp("");
    }
}
