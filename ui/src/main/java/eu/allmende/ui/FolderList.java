package eu.allmende.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// All folders, or what to do while there is none.
final class FolderList extends VBox {
    private final Words words;
    private final List<FolderCard> cards = new ArrayList<>();
    private final VBox empty;
    private final VBox stranger;

    FolderList(Words words) {
        super(12);
        this.words = words;
        empty = notice("empty");
        stranger = notice("stranger");
    }

    void show(DeskSnapshot snapshot) {
        if (snapshot.membership() == DeskSnapshot.Membership.NONE) {
            getChildren().setAll(stranger);
            return;
        }
        List<FolderRow> rows = snapshot.folders();
        while (cards.size() < rows.size()) {
            cards.add(new FolderCard(words));
        }
        for (int i = 0; i < rows.size(); i++) {
            cards.get(i).show(rows.get(i));
        }
        getChildren().setAll(rows.isEmpty() ? List.of(empty) : cards.subList(0, rows.size()));
    }

    private VBox notice(String key) {
        Label title = new Label(words.text(key + ".title"));
        title.getStyleClass().add("name");
        Label text = new Label(words.text(key + ".text"));
        text.setWrapText(true);
        text.getStyleClass().add("quiet");
        VBox notice = new VBox(6, title, text);
        notice.setId(key);
        notice.getStyleClass().add("card");
        return notice;
    }
}
