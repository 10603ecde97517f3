package eu.allmende.ui;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What stands where nothing is yet: what is missing, and what will bring it.
final class EmptyState {
    private EmptyState() {}

    static VBox of(Feather sign, String what, String hint) {
        var head = new Label(what);
        head.getStyleClass().add("strong");
        var more = new Label(hint);
        more.getStyleClass().add("quiet");
        more.setWrapText(true);
        more.setTextAlignment(TextAlignment.CENTER);
        var box = new VBox(new FontIcon(sign), head, more);
        box.setAlignment(Pos.CENTER);
        box.setMinHeight(Region.USE_PREF_SIZE);
        box.getStyleClass().add("empty");
        return box;
    }
}
