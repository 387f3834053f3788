package switchboard.console.ui.faults.screen;

import static switchboard.console.ui.fx.SmallNodes.label;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import switchboard.console.fault.Verdict;
import switchboard.console.load.FailedRequests;
import switchboard.console.ui.faults.LedgerModel;
import switchboard.console.ui.faults.LedgerTable;
import switchboard.console.ui.faults.VerdictCard;
import switchboard.console.ui.fx.Visibility;

/** The verdict that is chosen in the history, in full, and its detection ledger. */
final class DetailsView extends VBox {
  private final Consumer<FailedRequests.Span> toFailures;
  private final VBox verdict = new VBox();
  private final LedgerModel ledger = new LedgerModel();
  private final LedgerTable table = new LedgerTable(ledger);

  /**
   * @param toFailures shows the failed requests of a span of time
   */
  DetailsView(HistoryModel model, Consumer<FailedRequests.Span> toFailures) {
    this.toFailures = toFailures;
    getStyleClass().addAll("card", "details");
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(label("Verdict", "section-name"), verdict, table);
    model.shownProperty().subscribe(this::show);
  }

  private void show(Optional<Verdict> shown) {
    shown.ifPresent(ledger::open);
    Visibility.set(table, shown.isPresent());
    verdict
        .getChildren()
        .setAll(
            shown
                .<Node>map(each -> VerdictCard.of(each, toFailures))
                .orElseGet(
                    () -> label("The verdict of a fault comes when users were watched", "muted")));
  }
}
