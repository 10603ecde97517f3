package eu.allmende.ui;

import eu.allmende.ui.NodeView.Marked;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The nodes: whose they are, where they stand, how well that is known, whether a fence keeps them
/// out, and whether they answer.
final class NodeTable {
    private static final double HEAD_HEIGHT = 42;
    private static final double ROW_HEIGHT = 36;
    private static final int LEAST_ROWS = 4;

    private final Words words;
    private final TableView<NodeView> table = new TableView<>();

    NodeTable(Words words) {
        this.words = words;
        table.getColumns()
                .setAll(
                        List.of(
                                column("operator", 190, NodeView::operator),
                                column("country", 130, NodeView::country),
                                column("law", 140, NodeView::law),
                                column("level", 165, NodeView::evidence),
                                marked(column("fence", 165, NodeView::fence)),
                                marked(column("contact", 160, NodeView::contact))));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(
                EmptyState.of(
                        Feather.SERVER, words.text("nodes.none"), words.text("nodes.none.hint")));
        table.setId("nodes");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setMaxHeight(Region.USE_PREF_SIZE);
        table.setAccessibleText(words.text("nodes"));
        table.getStyleClass().add("nodes");
    }

    Region root() {
        return table;
    }

    void show(List<NodeRow> rows) {
        List<NodeView> views = rows.stream().map(row -> NodeView.of(row, words)).toList();
        table.setPrefHeight(HEAD_HEIGHT + ROW_HEIGHT * Math.max(views.size(), LEAST_ROWS));
        if (!table.getItems().equals(views)) {
            int chosen = table.getSelectionModel().getSelectedIndex();
            table.getItems().setAll(views);
            if (chosen >= 0 && chosen < views.size()) {
                table.getSelectionModel().select(chosen);
            }
        }
    }

    private <T> TableColumn<NodeView, T> column(
            String key, double width, Function<NodeView, T> value) {
        var column = new TableColumn<NodeView, T>(words.text("column." + key));
        column.setPrefWidth(width);
        column.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        column.setReorderable(false);
        return column;
    }

    private TableColumn<NodeView, Marked> marked(TableColumn<NodeView, Marked> column) {
        column.setCellFactory(_ -> new MarkedCell());
        column.setComparator(Comparator.comparing(Marked::text, words.order()));
        return column;
    }

    private static final class MarkedCell extends TableCell<NodeView, Marked> {
        @Override
        protected void updateItem(Marked item, boolean empty) {
            super.updateItem(item, empty);
            getStyleClass().removeIf(styleClass -> styleClass.startsWith("tone-"));
            if (empty || item == null) {
                setText(null);
                setGraphic(null);
                setTooltip(null);
                return;
            }
            setText(item.text());
            setTooltip(new Tooltip(item.more()));
            setGraphic(new FontIcon(item.sign()));
            getStyleClass().add(item.tone().styleClass());
        }
    }
}
