package switchboard.console.ui.cockpit.topology;

import static switchboard.console.ui.fx.SmallNodes.spring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.platform.Action;
import switchboard.console.platform.Instance;
import switchboard.console.session.MetricsSnapshot;
import switchboard.console.ui.faults.FaultObstacles;
import switchboard.console.ui.faults.ReplicaActions;
import switchboard.console.ui.fx.DisabledReason;
import switchboard.console.ui.fx.Visibility;
import switchboard.console.ui.operation.RightsModel;

/**
 * The card of one replica, with the button that kills it or, while it is stopped or frozen, brings
 * it back.
 */
final class ReplicaCard extends PartCard {
  /** From this width on there is room for more than the name and the button that kills. */
  private static final double ROOMY = 140;

  private final String name;
  private final ReplicaActions actions;
  private final RightsModel rights;

  /** Its requests beside those of the busiest replica: equal bars are an even spread. */
  private final ProgressBar share = new ProgressBar(0);

  private final Button kill = new Button("", new FontIcon(Feather.X));
  private final Button back = new Button();

  /**
   * @param rights what may be done to it
   * @param logsOf shows its logs
   */
  ReplicaCard(String name, ReplicaActions actions, RightsModel rights, Consumer<String> logsOf) {
    super(name);
    this.name = name;
    this.actions = actions;
    this.rights = rights;
    getStyleClass().add("replica-card");
    kill.getStyleClass().add("kill-small");
    kill.setAccessibleText("Kill " + name);
    share.setAccessibleText("Requests relative to the busiest replica");
    kill.setTooltip(new Tooltip("Kill " + name + " (SIGKILL); it restarts automatically"));
    kill.setOnAction(action -> actions.kill(name));
    kill.setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
    var logs = new Button("", new FontIcon(Feather.ALIGN_LEFT));
    logs.setId("logs-of-" + name);
    logs.getStyleClass().add("logs-small");
    logs.setAccessibleText("Logs of " + name);
    logs.setTooltip(new Tooltip("Logs of " + name));
    logs.setOnAction(action -> logsOf.accept(name));
    logs.setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
    logs.disableProperty().bind(rights.forbids(Action.LOGS));
    widthProperty().subscribe(width -> Visibility.set(logs, width.doubleValue() >= ROOMY));
    head()
        .getChildren()
        .addAll(
            spring(),
            DisabledReason.around(logs, rights.whyNot(Action.LOGS)),
            DisabledReason.around(kill, rights.whyNot(Action.KILL)));
    share.getStyleClass().add("share");
    share.setMaxWidth(Double.MAX_VALUE);
    back.getStyleClass().add("card-button");
    back.setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
    getChildren().add(2, share);
    getChildren().add(3, back);
  }

  /**
   * @param most requests per second that any replica answers
   * @param at now
   */
  void show(Instance instance, MetricsSnapshot measured, double most, Instant at) {
    var rate = measured.values().value(measured.readings().replicaRequests(), name);
    share.setProgress(most > 0 ? rate.orElse(0) / most : 0);
    share.setVisible(instance.isReady());
    kill.setDisable(!FaultObstacles.isAlive(instance) || rights.forbids(Action.KILL).getValue());
    switch (instance.state()) {
      case STOPPED -> offer("Start", () -> actions.start(name));
      case PAUSED -> offer("Unfreeze", () -> actions.unfreeze(name));
      case STARTING, READY, NOT_READY, RESTARTING, STOPPING -> offer("", () -> {});
    }
    showLines(Optional.of(instance), figures(instance, new FigureText(measured)), at);
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

  /** The button stands where the figures were. */
  @Override
  double hiddenHeight() {
    return super.hiddenHeight() - (back.isManaged() ? back.prefHeight(-1) + getSpacing() : 0);
  }

  private List<PartCard.Line> figures(Instance instance, FigureText figures) {
    var readings = figures.measured().readings();
    var lines = new ArrayList<PartCard.Line>();
    lines.add(PartCard.Line.of(figures.number(readings.replicaRequests(), name) + " req/s"));
    lines.add(PartCard.Line.of(figures.number(readings.replicaConnections(), name) + " users"));
    lines.add(figures.cpu(name));
    // Where there are limits the line is always there: cards must not grow and shrink with it.
    if (instance.limits().isPresent() || figures.knowsThrottling(name)) {
      lines.add(figures.throttled(name));
    }
    lines.add(figures.memory(name));
    return lines;
  }
}
