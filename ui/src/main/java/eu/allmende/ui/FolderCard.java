package eu.allmende.ui;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One folder: name, state in words, place, progress, and what a person should know.
final class FolderCard extends VBox {
    private final Words words;
    private final Label name = new Label();
    private final Label state = new Label();
    private final Label path = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final VBox troubles = new VBox(2);

    FolderCard(Words words) {
        this.words = words;
        getStyleClass().add("card");
        name.getStyleClass().add("name");
        path.getStyleClass().add("quiet");
        progress.setMaxWidth(Double.MAX_VALUE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox top = new HBox(10, name, gap, state);
        top.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(top, path, progress, troubles);
    }

    void show(FolderRow row) {
        setId("folder-" + row.name());
        name.setText(row.name());
        path.setText(row.path());
        state.setText(words.state(row));
        state.getStyleClass().setAll("label", style(row.state()));
        state.setGraphic(new FontIcon(icon(row.state())));
        boolean moving = row.state() == FolderRow.State.SYNCING && row.totalBytes() > 0;
        progress.setVisible(moving);
        progress.setManaged(moving);
        progress.setProgress(row.share());
        progress.setAccessibleText(words.text("progress", row.name()));
        troubles.getChildren().setAll(row.troubles().stream().map(FolderCard::trouble).toList());
        troubles.setManaged(!row.troubles().isEmpty());
    }

    private static Label trouble(String sentence) {
        Label label = new Label(sentence, new FontIcon(Feather.ALERT_TRIANGLE));
        label.getStyleClass().addAll("trouble", "state-warn");
        label.setWrapText(true);
        return label;
    }

    private static String style(FolderRow.State state) {
        return switch (state) {
            case UP_TO_DATE -> "state-good";
            case SCANNING, SYNCING -> "state-busy";
            case ATTENTION -> "state-warn";
            case WAITING, PAUSED, STOPPED -> "state-quiet";
        };
    }

    private static Feather icon(FolderRow.State state) {
        return switch (state) {
            case UP_TO_DATE -> Feather.CHECK_CIRCLE;
            case SCANNING -> Feather.SEARCH;
            case SYNCING -> Feather.REFRESH_CW;
            case ATTENTION -> Feather.ALERT_TRIANGLE;
            case WAITING -> Feather.CLOCK;
            case PAUSED -> Feather.PAUSE_CIRCLE;
            case STOPPED -> Feather.SLASH;
        };
    }
}
