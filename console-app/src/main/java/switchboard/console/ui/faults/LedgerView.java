package switchboard.console.ui.faults;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.spring;

import javafx.scene.layout.HBox;

/** The detection ledger of a fault over the cockpit. */
public final class LedgerView extends Overlay {
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 580;

  /** Shows what the model shows. */
  public LedgerView(LedgerModel model) {
    super("ledger", model.openProperty(), model::close);
    var title = label("", "failures-title");
    title.textProperty().bind(model.titleProperty());
    var noticed = label("", "muted");
    noticed.textProperty().bind(model.noticedProperty());
    var table = new LedgerTable(model);
    fill(
        row(10, title, spring(), closeButton()),
        table,
        new HBox(
            14,
            noticed,
            spring(),
            label("No figure is finer than the clock that gave it · Esc closes", "muted")),
        WIDTH,
        HEIGHT);
    model
        .openProperty()
        .subscribe(
            open -> {
              if (open) {
                table.requestFocus();
                table.getSelectionModel().selectFirst();
              }
            });
  }
}
