package switchboard.console.ui.faults.screen;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.shares;

import java.time.Instant;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import switchboard.console.load.FailedRequests;
import switchboard.console.ui.faults.AlertsView;

/** What can be injected and its details at the left, what runs and what came of it at the right. */
public final class FaultsView extends ScrollPane {
  private static final double LEFT_PERCENT = 68;

  /**
   * Shows what the model has.
   *
   * @param toFailures shows the failed requests of a span of time
   * @param toLogs shows the logs of a moment
   */
  public FaultsView(
      FaultsModel model, Consumer<FailedRequests.Span> toFailures, Consumer<Instant> toLogs) {
    setId("faults");
    var columns = new GridPane();
    columns.getStyleClass().add("faults");
    columns.addRow(0, left(model, toFailures), right(model, toLogs));
    shares(columns, LEFT_PERCENT, 100 - LEFT_PERCENT);
    setContent(columns);
    setFitToWidth(true);
    setFitToHeight(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
  }

  private static Node left(FaultsModel model, Consumer<FailedRequests.Span> toFailures) {
    var details = new DetailsView(model.history(), toFailures);
    VBox.setVgrow(details, Priority.ALWAYS);
    var column =
        new VBox(
            label("Inject a fault", "faults-title"),
            new KindsView(model.injection()),
            new InjectionView(model.injection(), model.faults().replicas().progressProperty()),
            details);
    column.getStyleClass().add("faults-column");
    return column;
  }

  private static Node right(FaultsModel model, Consumer<Instant> toLogs) {
    var verdicts = HistoryView.of(model.history());
    VBox.setVgrow(verdicts, Priority.ALWAYS);
    var alerts = new AlertsView(toLogs);
    model.alertsProperty().subscribe(alerts::show);
    var column =
        new VBox(
            new RunningView(model.history().runningProperty(), model.faults().undoing()),
            verdicts,
            new ObjectivesView(model.faults().objectives()),
            alerts);
    column.getStyleClass().add("faults-column");
    return column;
  }
}
