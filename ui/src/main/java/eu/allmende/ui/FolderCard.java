package eu.allmende.ui;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One folder: its name, place and state; its running transfer; and what went wrong, with the
/// reason.
final class FolderCard {
    private final Words words;
    private final Label name = new Label();
    private final Label path = new Label();
    private final Label state = new Label();
    private final FontIcon sign = new FontIcon(Feather.FOLDER);
    private final ProgressBar bar = new ProgressBar(0);
    private final Label amount = new Label();
    private final HBox transfer = new HBox(bar, amount);
    private final VBox notes = new VBox();
    private final VBox card = new VBox();
    private List<String> written = List.of();

    FolderCard(Words words) {
        this.words = words;
        name.getStyleClass().add("strong");
        path.getStyleClass().addAll("quiet", "path");
        path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        state.setGraphic(sign);
        state.setMinWidth(Region.USE_PREF_SIZE);
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        amount.getStyleClass().add("quiet");
        amount.setMinWidth(Region.USE_PREF_SIZE);
        transfer.setAlignment(Pos.CENTER_LEFT);
        transfer.getStyleClass().add("transfer");
        notes.getStyleClass().add("notes");
        card.getChildren().setAll(top(), transfer, notes);
        card.getStyleClass().add("card");
        card.setAccessibleRole(AccessibleRole.TEXT);
        card.setFocusTraversable(true);
    }

    Region root() {
        return card;
    }

    void show(FolderRow row) {
        FolderView view = FolderView.of(row, words);
        card.setId("folder-" + view.name());
        name.setText(view.name());
        path.setText(view.path());
        state.setText(view.state());
        state.getStyleClass().setAll("label", "state", view.tone().styleClass());
        sign.setIconCode(view.sign());
        showTransfer(view);
        showNotes(view.notes());
        card.setAccessibleText(view.spoken());
    }

    private HBox top() {
        var folder = new FontIcon(Feather.FOLDER);
        folder.getStyleClass().add("folder-sign");
        var text = new VBox(name, path);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        var top = new HBox(folder, text, state);
        top.setAlignment(Pos.CENTER_LEFT);
        top.getStyleClass().add("top");
        return top;
    }

    private void showTransfer(FolderView view) {
        bar.setProgress(view.share().orElse(0));
        amount.setText(view.amount().orElse(""));
        bar.setAccessibleText(words.text("progress", view.name(), amount.getText()));
        Style.shown(bar, view.share().isPresent());
        Style.shown(transfer, view.amount().isPresent());
    }

    private void showNotes(List<String> sentences) {
        if (!sentences.equals(written)) {
            notes.getChildren().setAll(sentences.stream().map(FolderCard::note).toList());
            written = sentences;
        }
        Style.shown(notes, !sentences.isEmpty());
    }

    private static Label note(String sentence) {
        var note = new Label(sentence, new FontIcon(Feather.ALERT_CIRCLE));
        note.setWrapText(true);
        note.getStyleClass().add("note");
        return note;
    }
}
