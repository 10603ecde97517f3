package eu.allmende.ui;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The nodes of the commons: who runs each, where, under whose law, and whether it answers.
final class NodeTable extends VBox {
    private final Words words;
    private final Label count = new Label();
    private final Label declared = new Label();
    private final TableView<NodeRow> table = new TableView<>();

    NodeTable(Words words) {
        super(10);
        this.words = words;
        Label title = new Label(words.text("nodes"));
        title.getStyleClass().add("section-title");
        count.getStyleClass().add("quiet");
        declared.setText(words.text("declared"));
        declared.getStyleClass().add("quiet");
        declared.setWrapText(true);
        table.setId("nodes");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label(""));
        table.getColumns().add(column("operator", 150, NodeRow::operator));
        table.getColumns().add(column("country", 105, row -> words.country(row.country())));
        table.getColumns().add(column("law", 105, row -> words.country(row.law())));
        table.getColumns().add(column("level", 150, row -> words.level(row.level())));
        table.getColumns().add(column("contact", 90, row -> words.contact(row.contact())));
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(title, count, table, declared);
    }

    void show(List<NodeRow> nodes) {
        long answering =
                nodes.stream().filter(node -> node.contact() == NodeRow.Contact.ANSWERS).count();
        count.setText(words.text("nodes.count", nodes.size(), answering));
        boolean onlyDeclared =
                nodes.stream().anyMatch(node -> node.level() == NodeRow.Level.DECLARED);
        declared.setVisible(onlyDeclared);
        if (!table.getItems().equals(nodes)) {
            table.getItems().setAll(nodes);
        }
    }

    private TableColumn<NodeRow, String> column(
            String key, double width, Function<NodeRow, String> value) {
        TableColumn<NodeRow, String> column = new TableColumn<>(words.text("column." + key));
        column.setCellValueFactory(cell -> new SimpleStringProperty(value.apply(cell.getValue())));
        column.setPrefWidth(width);
        column.setReorderable(false);
        return column;
    }
}
