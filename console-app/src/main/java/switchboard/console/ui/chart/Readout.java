package switchboard.console.ui.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import switchboard.console.ui.fx.Visibility;

/**
 * The box beside the crosshair: the instant, the marks there, every series' value. Its nodes are
 * used again, since it changes with every move.
 */
final class Readout extends VBox {
  /** Of one column. */
  static final int ROWS = 6;

  private final Label time = new Label();
  private final Label marks = new Label();
  private final GridPane grid = new GridPane();
  private final List<Row> rows = new ArrayList<>();

  /** A series' name, colour and value. */
  record Entry(String name, Color color, String value) {}

  private record Row(Rectangle swatch, Label name, Label value) {}

  Readout() {
    getStyleClass().add("chart-readout");
    time.getStyleClass().add("chart-readout-time");
    marks.getStyleClass().add("chart-readout-marks");
    grid.getStyleClass().add("chart-readout-grid");
    getChildren().addAll(time, marks, grid);
    setMouseTransparent(true);
    setManaged(false);
    setVisible(false);
  }

  void show(String instant, String markText, List<Entry> entries) {
    time.setText(instant);
    marks.setText(markText);
    Visibility.set(marks, !markText.isEmpty());
    while (rows.size() < entries.size()) {
      rows.add(addRow(rows.size()));
    }
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      boolean used = i < entries.size();
      Visibility.set(row.swatch(), used);
      Visibility.set(row.name(), used);
      Visibility.set(row.value(), used);
      if (used) {
        row.swatch().setFill(entries.get(i).color());
        row.name().setText(entries.get(i).name());
        row.value().setText(entries.get(i).value());
      }
    }
  }

  /** More series than rows continue in a second column. */
  private Row addRow(int index) {
    Row row = new Row(new Rectangle(8, 3), new Label(), new Label());
    int column = index / ROWS * 3;
    row.value().getStyleClass().add("chart-readout-value");
    GridPane.setHalignment(row.value(), HPos.RIGHT);
    grid.add(row.swatch(), column, index % ROWS);
    grid.add(row.name(), column + 1, index % ROWS);
    grid.add(row.value(), column + 2, index % ROWS);
    return row;
  }
}
