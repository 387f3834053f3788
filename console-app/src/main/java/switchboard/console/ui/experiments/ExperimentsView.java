package switchboard.console.ui.experiments;

import static switchboard.console.ui.fx.SmallNodes.scrolled;
import static switchboard.console.ui.fx.SmallNodes.shares;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The list at the left, one of them or of the runs in the middle, the runs at the right. */
public final class ExperimentsView extends GridPane {
  private static final double LEFT_PERCENT = 23;
  private static final double RIGHT_PERCENT = 25;

  private final ExperimentsModel model;
  private final Node plan;
  private final Node live;
  private final ScrollPane middle = scrolled(null);

  /** Shows what the model has. */
  public ExperimentsView(ExperimentsModel model) {
    this.model = model;
    setId("experiments");
    getStyleClass().addAll("faults", "experiments");
    plan = new PlanView(model);
    live = new LiveView(model.run());
    var history = RunHistoryView.of(model);
    VBox.setVgrow(history, Priority.ALWAYS);
    var right = new VBox(new LiveCard(model), history);
    right.getStyleClass().add("faults-column");
    addRow(0, new CatalogView(model), middle, right);
    shares(this, LEFT_PERCENT, 100 - LEFT_PERCENT - RIGHT_PERCENT, RIGHT_PERCENT);
    model.shownProperty().subscribe(this::show);
    model.catalog().begin();
  }

  private void show(ExperimentsModel.Shown shown) {
    middle.setContent(
        switch (shown) {
          case ExperimentsModel.Shown.Plan ahead -> plan;
          case ExperimentsModel.Shown.Running now -> live;
          case ExperimentsModel.Shown.Result(PastRun run) ->
              new ResultView(run, model.whyNoReport(run), () -> model.report(run));
        });
    middle.setVvalue(0);
  }
}
