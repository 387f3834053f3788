package switchboard.console.ui.faults;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import switchboard.console.metrics.alerts.Alert;
import switchboard.console.text.Format;
import switchboard.console.ui.fx.StateDot;
import switchboard.console.ui.fx.Visibility;

/** The active alerts of the system's Prometheus, side by side; without any it takes no room. */
public final class AlertsView extends FlowPane {
  private static final Comparator<Alert> FIRING_FIRST =
      Comparator.comparing(Alert::isFiring).reversed().thenComparing(Alert::activeAt);

  private final Consumer<Instant> toLogs;
  private List<Alert> shown = List.of();

  /**
   * @param toLogs shows the logs of the moment at which an alert became active
   */
  public AlertsView(Consumer<Instant> toLogs) {
    super(10, 6);
    this.toLogs = toLogs;
    getStyleClass().add("alerts");
    Visibility.set(this, false);
  }

  /** Shows these and no others. */
  public void show(List<Alert> alerts) {
    var sorted = alerts.stream().sorted(FIRING_FIRST).toList();
    if (!sorted.equals(shown)) {
      shown = sorted;
      var buttons = new ArrayList<Node>();
      sorted.forEach(alert -> buttons.add(button(alert)));
      getChildren().setAll(buttons);
      Visibility.set(this, !sorted.isEmpty());
    }
  }

  private Button button(Alert alert) {
    var state = alert.isFiring() ? "firing" : "pending";
    var dot = new StateDot();
    dot.show(alert.isFiring() ? StateDot.Light.BAD : StateDot.Light.BUSY, state);
    var words = alert.title() + " " + state + " · active since " + Format.clock(alert.activeAt());
    var button = new Button(words, dot);
    button.getStyleClass().add("alert");
    button.setAccessibleText("Alert " + words + "; shows the logs of that moment");
    var tooltip = alert.summary().isEmpty() ? "" : alert.summary() + "\n";
    button.setTooltip(new Tooltip(tooltip + "Click for the logs of that moment"));
    button.setOnAction(click -> toLogs.accept(alert.activeAt()));
    return button;
  }
}
