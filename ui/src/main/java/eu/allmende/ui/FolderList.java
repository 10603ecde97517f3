package eu.allmende.ui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The folders, one card each. A card stays the same while its folder lasts, so that nothing
/// flickers.
final class FolderList {
    private final Words words;
    private final Map<String, FolderCard> cards = new LinkedHashMap<>();
    private final VBox list = new VBox();
    private final FittingScroll scroll = new FittingScroll(list);
    private final VBox empty;
    private final VBox stranger;
    private final StackPane root;

    FolderList(Words words) {
        this.words = words;
        empty =
                EmptyState.of(
                        Feather.FOLDER_PLUS,
                        words.text("folders.none"),
                        words.text("folders.none.hint"));
        list.getStyleClass().add("cards");
        list.setId("folders");
        empty.setId("empty");
        stranger = Stranger.of(words);
        stranger.setId("stranger");
        root = new StackPane(scroll, empty, stranger);
        root.getStyleClass().add("folders");
        root.setMaxHeight(Region.USE_PREF_SIZE);
    }

    Region root() {
        return root;
    }

    void show(DeskSnapshot snapshot) {
        List<FolderRow> rows = snapshot.folders();
        boolean member = snapshot.membership() == DeskSnapshot.Membership.MEMBER;
        List<FolderCard> wanted = rows.stream().map(this::card).toList();
        cards.keySet().retainAll(rows.stream().map(FolderRow::path).toList());
        List<Region> shown = wanted.stream().map(FolderCard::root).toList();
        if (!list.getChildren().equals(shown)) {
            list.getChildren().setAll(shown);
        }
        Style.shown(scroll, member && !rows.isEmpty());
        Style.shown(empty, member && rows.isEmpty());
        Style.shown(stranger, !member);
    }

    private FolderCard card(FolderRow row) {
        FolderCard card = cards.computeIfAbsent(row.path(), _ -> new FolderCard(words));
        card.show(row);
        return card;
    }
}
