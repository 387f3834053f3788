package switchboard.console.ui.cockpit;

import static switchboard.console.ui.fx.SmallNodes.label;

import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.layout.VBox;
import switchboard.console.platform.Action;

/** The panel of controls at the side of the window. */
final class ControlPanel extends ScrollPane {
  ControlPanel(CockpitModel model) {
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
            new FaultView(
                model.faults(), model.rights().whyNot(Action.KILL), model.failures()::open));
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
