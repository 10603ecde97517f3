package eu.allmende.ui;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says why the window cannot show how things stand now.
final class Notice {
    private final Words words;
    private final FontIcon sign = new FontIcon(Feather.CLOCK);
    private final Label what = new Label();
    private final Label hint = new Label();
    private final Button again = new Button();
    private final HBox root;

    /// @param tryAgain what the button does
    Notice(Words words, Runnable tryAgain) {
        this.words = words;
        what.getStyleClass().add("strong");
        hint.getStyleClass().add("quiet");
        hint.setWrapText(true);
        hint.setMinHeight(Region.USE_PREF_SIZE);
        again.setText(words.text("again"));
        again.setId("again");
        again.setMinWidth(Region.USE_PREF_SIZE);
        again.setOnAction(_ -> tryAgain.run());
        VBox text = new VBox(what, hint);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        root = new HBox(sign, text, again);
        root.setId("notice");
        root.setAlignment(Pos.CENTER_LEFT);
        root.setMinHeight(Region.USE_PREF_SIZE);
        show(Optional.empty());
    }

    Region root() {
        return root;
    }

    void show(Optional<Halt> halt) {
        halt.ifPresent(this::write);
        Style.shown(root, halt.isPresent());
    }

    private void write(Halt halt) {
        String more = words.text("Halt." + halt.reason() + ".hint");
        what.setText(words.text("Halt." + halt.reason()));
        hint.setText(halt.sentence().isBlank() ? more : words.said(halt.sentence()) + " " + more);
        root.getStyleClass().setAll("card", "notice", halt.tone().styleClass());
        sign.setIconCode(sign(halt.tone()));
        Style.shown(again, halt.isTriedAgain());
    }

    private static Feather sign(Tone tone) {
        return switch (tone) {
            case GOOD, BUSY, IDLE -> Feather.CLOCK;
            case WARNING -> Feather.ALERT_TRIANGLE;
            case BAD -> Feather.X_OCTAGON;
        };
    }
}
