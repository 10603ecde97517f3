package eu.allmende.ui;

import java.util.ArrayList;
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
    private static final int NOTES_SHOWN = 3;

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
        path.getStyleClass().add("quiet");
        path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        state.getStyleClass().add("state");
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
        card.setId("folder-" + row.name());
        name.setText(row.name());
        path.setText(row.path());
        state.setText(words.text(row.state()));
        sign.setIconCode(sign(row.state()));
        state.getStyleClass().setAll("label", "state", tone(row.state()));
        showTransfer(row);
        showNotes(notes(row));
        card.setAccessibleText(spoken(row));
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

    private void showTransfer(FolderRow row) {
        bar.setProgress(row.share());
        amount.setText(amount(row));
        bar.setAccessibleText(words.text("progress", row.name(), amount.getText()));
        Style.shown(transfer, moving(row));
    }

    private static boolean moving(FolderRow row) {
        return row.state() == FolderRow.State.SYNCING && row.totalBytes() > 0;
    }

    private String amount(FolderRow row) {
        String done = words.bytes(row.doneBytes());
        String total = words.bytes(row.totalBytes());
        return row.pendingFiles() == 0
                ? words.text("transfer", done, total)
                : words.text("transfer.files", done, total, row.pendingFiles());
    }

    private List<String> notes(FolderRow row) {
        List<String> all = row.troubles();
        if (all.size() <= NOTES_SHOWN) {
            return all;
        }
        var few = new ArrayList<>(all.subList(0, NOTES_SHOWN));
        few.add(words.text("more", all.size() - NOTES_SHOWN));
        return few;
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

    private String spoken(FolderRow row) {
        var sentences = new ArrayList<>(List.of(row.name(), words.text(row.state())));
        if (moving(row)) {
            sentences.add(amount(row));
        }
        sentences.addAll(written);
        return String.join(". ", sentences);
    }

    private static Feather sign(FolderRow.State state) {
        return switch (state) {
            case UP_TO_DATE -> Feather.CHECK;
            case SCANNING -> Feather.SEARCH;
            case SYNCING -> Feather.REFRESH_CW;
            case PAUSED -> Feather.PAUSE;
            case WAITING -> Feather.CLOCK;
            case ATTENTION -> Feather.ALERT_TRIANGLE;
            case STOPPED -> Feather.X_OCTAGON;
        };
    }

    private static String tone(FolderRow.State state) {
        return switch (state) {
            case UP_TO_DATE -> "good";
            case SCANNING, SYNCING -> "busy";
            case PAUSED, WAITING -> "idle";
            case ATTENTION -> "warning";
            case STOPPED -> "bad";
        };
    }
}
