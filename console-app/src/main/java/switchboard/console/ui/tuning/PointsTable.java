package switchboard.console.ui.tuning;

import static switchboard.console.ui.fx.SmallNodes.label;

import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.ui.fx.TextColumn;

/** Every configuration that was measured, the cheapest first. */
final class PointsTable extends TableView<PointRow> {
  private static final double ROW_HEIGHT = 28;
  private static final PseudoClass CHEAPEST = PseudoClass.getPseudoClass("cheapest");
  private static final PseudoClass PASSED = PseudoClass.getPseudoClass("passed");
  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

  PointsTable() {
    setId("tuning-points");
    getStyleClass().add("tuning-points");
    setAccessibleText("Configurations");
    setFixedCellSize(ROW_HEIGHT);
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    setPlaceholder(label("No configuration was measured yet", "muted"));
    setRowFactory(table -> new Row());
    var result = new TextColumn<>("Result", 170, PointRow::result);
    result.getStyleClass().add("tuning-result");
    getColumns()
        .setAll(
            List.of(
                new TextColumn<>("Replicas", 80, PointRow::replicas),
                new TextColumn<>("CPU", 64, PointRow::cpu),
                new TextColumn<>("MiB", 64, PointRow::memory),
                new TextColumn<>("Cost", 64, PointRow::cost),
                new TextColumn<>("p99", 84, PointRow::p99),
                new TextColumn<>("Requests", 90, PointRow::requests),
                result,
                new TextColumn<>("Limited by", 400, PointRow::limitedBy)));
  }

  /** Says by its colour what its result says in words. */
  private static final class Row extends TableRow<PointRow> {
    @Override
    protected void updateItem(PointRow item, boolean empty) {
      super.updateItem(item, empty);
      var state = Optional.ofNullable(item).map(each -> each.point().state());
      pseudoClassStateChanged(CHEAPEST, item != null && item.cheapest());
      pseudoClassStateChanged(PASSED, state.equals(Optional.of(SweepTrial.State.PASSED)));
      pseudoClassStateChanged(FAILED, state.equals(Optional.of(SweepTrial.State.FAILED)));
    }
  }
}
