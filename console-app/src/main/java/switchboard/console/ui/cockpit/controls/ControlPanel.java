package switchboard.console.ui.cockpit.controls;

import static switchboard.console.ui.fx.SmallNodes.label;

import java.util.function.Consumer;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.layout.VBox;
import switchboard.console.fault.Verdict;
import switchboard.console.load.FailedRequests;
import switchboard.console.platform.Action;
import switchboard.console.ui.faults.FaultModel;
import switchboard.console.ui.faults.FaultView;

/** The panel of controls at the side of the window. */
public final class ControlPanel extends ScrollPane {
  /**
   * @param toFailures shows the failed requests of a span of time
   * @param toLedger shows a fault's detection ledger
   * @param toFaults shows all kinds of faults
   */
  public ControlPanel(
      ControlsModel model,
      FaultModel faults,
      Consumer<FailedRequests.Span> toFailures,
      Consumer<Verdict> toLedger,
      Runnable toFaults) {
    var content =
        new VBox(
            section("SCALE"),
            new ScaleView(model),
            new Separator(),
            section("TRAFFIC"),
            new TrafficView(model));
    model
        .limits()
        .ifPresent(
            limits ->
                content
                    .getChildren()
                    .addAll(
                        new Separator(),
                        section("RESOURCE LIMITS · PER REPLICA"),
                        new LimitsView(limits, model.rights().whyNot(Action.LIMIT))));
    content
        .getChildren()
        .addAll(
            new Separator(),
            section("INJECT FAILURE"),
            new FaultView(faults, toFailures, toLedger, toFaults));
    model
        .cluster()
        .ifPresent(
            cluster ->
                content
                    .getChildren()
                    .addAll(new Separator(), section("CLUSTER"), new ClusterView(cluster)));
    content.getStyleClass().add("control-panel");
    getStyleClass().add("control-scroll");
    setContent(content);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setMinWidth(304);
    setPrefWidth(304);
    setFocusTraversable(false);
  }

  private static javafx.scene.Node section(String title) {
    return label(title, "section-title");
  }
}
