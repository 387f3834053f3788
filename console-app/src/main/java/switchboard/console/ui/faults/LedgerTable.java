package switchboard.console.ui.faults;

import static switchboard.console.ui.fx.SmallNodes.label;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/** The lines of a detection ledger, wherever one is shown. */
public final class LedgerTable extends TableView<LedgerRow> {
  private static final double ROW_HEIGHT = 30;

  /** Shows what the model shows. */
  public LedgerTable(LedgerModel model) {
    super(model.rows());
    setId("ledger-table");
    setAccessibleText("Detection ledger");
    setFixedCellSize(ROW_HEIGHT);
    setPlaceholder(label("Nothing was noted", "muted"));
    getColumns()
        .setAll(
            List.of(
                column("What", 230, LedgerRow::name),
                column("When", 104, LedgerRow::time),
                column("Between", 190, LedgerRow::bounds),
                column("How it is known", 430, LedgerRow::method)));
  }

  private static TableColumn<LedgerRow, String> column(
      String name, double width, Function<LedgerRow, String> text) {
    var column = new TableColumn<LedgerRow, String>(name);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    return column;
  }
}
