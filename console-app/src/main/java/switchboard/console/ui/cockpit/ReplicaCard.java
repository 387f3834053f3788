package switchboard.console.ui.cockpit;

import static switchboard.console.ui.fx.Labels.spring;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.platform.Instance;
import switchboard.console.session.Measured;
import switchboard.console.ui.fx.Shown;

/** One backend, with the button that kills it. */
final class ReplicaCard extends PartCard {
  /** Its requests beside those of the busiest replica: equal bars are an even spread. */
  private final ProgressBar share = new ProgressBar(0);

  private final Button kill = new Button("", new FontIcon(Feather.X));

  ReplicaCard(String name, Consumer<String> killing) {
    super(name);
    getStyleClass().add("replica-card");
    kill.getStyleClass().add("kill-small");
    kill.setAccessibleText("Kill " + name);
    share.setAccessibleText("Requests beside those of the busiest replica");
    kill.setTooltip(new Tooltip("Kill " + name + " (SIGKILL); it restarts by itself"));
    kill.setOnAction(action -> killing.accept(name));
    kill.setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
    head().getChildren().addAll(spring(), kill);
    share.getStyleClass().add("share");
    share.setMaxWidth(Double.MAX_VALUE);
    getChildren().add(2, share);
  }

  /**
   * @param most requests per second that any replica answers
   */
  void show(Instance instance, Measured measured, double most) {
    var rate = measured.values().value(measured.readings().replicaRequests(), instance.name());
    share.setProgress(most > 0 ? rate.orElse(0) / most : 0);
    Shown.set(share, instance.isReady());
    kill.setDisable(!FaultModel.isAlive(instance));
    show(Optional.of(instance), figures(instance.name(), measured));
  }

  private static List<String> figures(String name, Measured measured) {
    var readings = measured.readings();
    var figures = new Figures(measured);
    return List.of(
        figures.number(readings.replicaRequests(), name) + " req/s",
        figures.number(readings.replicaConnections(), name) + " users",
        "CPU " + figures.ofLimit(readings.replicaCpu(), readings.replicaCpuLimit(), name),
        "Memory " + figures.ofLimit(readings.replicaMemory(), readings.replicaMemoryLimit(), name));
  }
}
