package switchboard.console.ui.experiments;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import switchboard.console.ui.fx.Visibility;

/** A few rows of texts that wrap, beneath a heading; takes no room without a row. */
final class TextTable extends VBox {
  private final GridPane grid = new GridPane();
  private final List<Column> columns;
  private List<Row> rows = List.of();

  /**
   * A column.
   *
   * @param percent of the width
   */
  record Column(String name, double percent) {}

  /**
   * A row.
   *
   * @param styleClass gives its first cell a colour; may be empty
   */
  record Row(String styleClass, List<String> cells) {
    Row {
      Objects.requireNonNull(styleClass);
      cells = List.copyOf(cells);
    }

    static Row of(String... cells) {
      return new Row("", List.of(cells));
    }
  }

  TextTable(String name, Column... columns) {
    this.columns = List.of(columns);
    getStyleClass().add("text-table");
    grid.getStyleClass().add("text-table-grid");
    grid.setAccessibleText(name);
    for (var each : columns) {
      var constraints = new ColumnConstraints();
      constraints.setPercentWidth(each.percent());
      grid.getColumnConstraints().add(constraints);
    }
    getChildren().addAll(label(name, "section-name"), grid);
    Visibility.set(this, false);
  }

  /** Shows these; what is shown already stays as it is. */
  void show(List<Row> wanted) {
    if (wanted.equals(rows)) {
      return;
    }
    rows = List.copyOf(wanted);
    grid.getChildren().clear();
    if (columns.stream().anyMatch(each -> !each.name().isEmpty())) {
      for (int i = 0; i < columns.size(); i++) {
        grid.add(label(columns.get(i).name(), "text-table-head"), i, 0);
      }
    }
    for (int y = 0; y < rows.size(); y++) {
      addRow(rows.get(y), y + 1);
    }
    Visibility.set(this, !rows.isEmpty());
  }

  private void addRow(Row row, int y) {
    var words = row.cells().stream().filter(each -> !each.isEmpty());
    for (int x = 0; x < row.cells().size(); x++) {
      var cell = wrapped(row.cells().get(x), "text-table-cell");
      cell.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
      if (x == 0 && !row.styleClass().isEmpty()) {
        cell.getStyleClass().add(row.styleClass());
      }
      grid.add(cell, x, y);
    }
    // A screen reader that comes to a row's first cell hears all of it.
    var first = grid.getChildren().get(grid.getChildren().size() - row.cells().size());
    first.setAccessibleRole(AccessibleRole.TEXT);
    first.setAccessibleText(words.collect(Collectors.joining(", ")));
  }
}
