package eu.allmende.ui;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What a computer without an account shows: the ways to get one, to be copied.
final class Stranger {
    private Stranger() {}

    static VBox of(Words words) {
        VBox page =
                EmptyState.of(
                        Feather.USER_PLUS, words.text("stranger"), words.text("stranger.hint"));
        page.getChildren()
                .addAll(
                        way(words.text("stranger.new"), "allmende init --commons FILE"),
                        way(words.text("stranger.join"), "allmende join CODE --commons FILE"),
                        way(words.text("stranger.recover"), "allmende recover --commons FILE"));
        page.getStyleClass().add("stranger");
        return page;
    }

    private static VBox way(String what, String command) {
        var name = new Label(what);
        name.setWrapText(true);
        var line = new TextField(command);
        line.setEditable(false);
        line.setAccessibleText(what + ": " + command);
        var way = new VBox(name, line);
        way.getStyleClass().add("field");
        return way;
    }
}
