package switchboard.console.ui.cockpit.topology;

import static switchboard.console.ui.fx.SmallNodes.spring;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.platform.Action;
import switchboard.console.platform.Instance;
import switchboard.console.ui.faults.FaultObstacles;
import switchboard.console.ui.faults.ReplicaActions;
import switchboard.console.ui.fx.DisabledReason;
import switchboard.console.ui.fx.Visibility;
import switchboard.console.ui.operation.RightsModel;

/** What can be done to a replica on its card: kill it, bring it back, see its logs. */
final class ReplicaButtons {
  /** From this width on there is room for more than the name and the button that kills. */
  private static final double ROOMY = 140;

  private final String name;
  private final ReplicaActions actions;
  private final RightsModel rights;
  private final Button kill = new Button("", new FontIcon(Feather.X));
  private final Button back = new Button();
  private final Button logs = new Button("", new FontIcon(Feather.ALIGN_LEFT));

  /**
   * @param rights what may be done to it
   * @param logsOf shows its logs
   */
  ReplicaButtons(String name, ReplicaActions actions, RightsModel rights, Consumer<String> logsOf) {
    this.name = name;
    this.actions = actions;
    this.rights = rights;
    kill.getStyleClass().add("kill-small");
    kill.setAccessibleText("Kill " + name);
    kill.setTooltip(new Tooltip("Kill " + name + " (SIGKILL); it restarts automatically"));
    kill.setOnAction(action -> actions.kill(name));
    kill.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    logs.setId("logs-of-" + name);
    logs.getStyleClass().add("logs-small");
    logs.setAccessibleText("Logs of " + name);
    logs.setTooltip(new Tooltip("Logs of " + name));
    logs.setOnAction(action -> logsOf.accept(name));
    logs.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    logs.disableProperty().bind(rights.forbids(Action.LOGS));
    back.getStyleClass().add("card-button");
    back.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
  }

  /** Those beside the name, as far as a card has room for them. */
  List<Node> inHead(Region card) {
    card.widthProperty().subscribe(width -> Visibility.set(logs, width.doubleValue() >= ROOMY));
    return List.of(
        spring(),
        DisabledReason.around(logs, rights.whyNot(Action.LOGS)),
        DisabledReason.around(kill, rights.whyNot(Action.KILL)));
  }

  /** Brings it back; there while it is stopped or frozen. */
  Button back() {
    return back;
  }

  void show(Instance instance) {
    kill.setDisable(!FaultObstacles.isAlive(instance) || rights.forbids(Action.KILL).getValue());
    switch (instance.state()) {
      case STOPPED -> offer("Start", () -> actions.start(name));
      case PAUSED -> offer("Unfreeze", () -> actions.unfreeze(name));
      case STARTING, READY, NOT_READY, RESTARTING, STOPPING -> offer("", () -> {});
    }
  }

  private void offer(String what, Runnable action) {
    var shown = !what.isEmpty();
    Visibility.set(back, shown);
    Visibility.set(kill, !shown);
    back.setText(what);
    back.setAccessibleText(what + " " + name);
    back.setDisable(actions.isBusy(name));
    back.setOnAction(
        pressed -> {
          back.setDisable(true);
          action.run();
        });
  }
}
