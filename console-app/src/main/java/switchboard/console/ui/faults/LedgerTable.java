package switchboard.console.ui.faults;

import static switchboard.console.ui.fx.SmallNodes.label;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableView;
import switchboard.console.ui.fx.TextColumn;

/** The lines of a detection ledger, wherever one is shown. */
public final class LedgerTable extends TableView<LedgerRow> {
  private static final double ROW_HEIGHT = 30;

  /** Shows what the model shows. */
  public LedgerTable(LedgerModel model) {
    super(model.rows());
    setId("ledger-table");
    setAccessibleText("Detection ledger");
    setFixedCellSize(ROW_HEIGHT);
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    setPlaceholder(label("Nothing was noted", "muted"));
    // That of another fault is read from its beginning.
    getItems().addListener((ListChangeListener<LedgerRow>) other -> scrollTo(0));
    getColumns()
        .setAll(
            List.of(
                new TextColumn<>("What", 230, LedgerRow::name),
                new TextColumn<>("When", 104, LedgerRow::time),
                new TextColumn<>("Between", 190, LedgerRow::bounds),
                new TextColumn<>("How it is known", 430, LedgerRow::method)));
  }
}
