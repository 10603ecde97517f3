package eu.allmende.ui;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The nodes: whose they are, where they stand, how well that is known, and whether they answer.
final class NodeTable {
    private static final double HEAD_HEIGHT = 42;
    private static final double ROW_HEIGHT = 36;
    private static final int LEAST_ROWS = 4;

    private final Words words;
    private final TableView<NodeRow> table = new TableView<>();

    NodeTable(Words words) {
        this.words = words;
        TableColumn<NodeRow, String> contact =
                column("contact", 160, row -> words.text(row.contact()));
        contact.setCellFactory(_ -> new ToneCell());
        table.getColumns()
                .setAll(
                        List.of(
                                column("operator", 220, this::operator),
                                column("country", 160, row -> words.country(row.country())),
                                column("law", 160, row -> words.country(row.law())),
                                column("level", 220, row -> words.text(row.level())),
                                contact));
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
        table.setPrefHeight(HEAD_HEIGHT + ROW_HEIGHT * Math.max(rows.size(), LEAST_ROWS));
        if (!table.getItems().equals(rows)) {
            int chosen = table.getSelectionModel().getSelectedIndex();
            table.getItems().setAll(rows);
            if (chosen >= 0 && chosen < rows.size()) {
                table.getSelectionModel().select(chosen);
            }
        }
    }

    private String operator(NodeRow row) {
        return row.operator().isEmpty() ? words.text("unknown") : row.operator();
    }

    private TableColumn<NodeRow, String> column(
            String key, double width, Function<NodeRow, String> value) {
        var column = new TableColumn<NodeRow, String>(words.text("column." + key));
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
        column.setReorderable(false);
        return column;
    }

    private static Tone tone(NodeRow.Contact contact) {
        return switch (contact) {
            case ANSWERS -> new Tone("good", Feather.CHECK);
            case SILENT -> new Tone("bad", Feather.X);
            case UNKNOWN -> new Tone("idle", Feather.MINUS);
        };
    }

    /// How a word is coloured, and the sign before it: colour alone never carries the meaning.
    private record Tone(String styleClass, Feather sign) {}

    private static final class ToneCell extends TableCell<NodeRow, String> {
        @Override
        protected void updateItem(String text, boolean empty) {
            super.updateItem(text, empty);
            getStyleClass().removeAll("good", "bad", "idle");
            NodeRow row = empty ? null : getTableRow().getItem();
            if (row == null) {
                setText(null);
                setGraphic(null);
                return;
            }
            Tone shown = tone(row.contact());
            setText(text);
            setGraphic(new FontIcon(shown.sign()));
            getStyleClass().add(shown.styleClass());
        }
    }
}
