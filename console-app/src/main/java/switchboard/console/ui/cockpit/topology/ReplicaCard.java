package switchboard.console.ui.cockpit.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import switchboard.console.platform.Instance;
import switchboard.console.session.metrics.MetricsSnapshot;

/**
 * The card of one replica, with the button that kills it or, while it is stopped or frozen, brings
 * it back; without any where it is only watched.
 */
final class ReplicaCard extends PartCard {
  private final String name;

  /** Its requests beside those of the busiest replica: equal bars are an even spread. */
  private final ProgressBar share = new ProgressBar(0);

  private final Optional<ReplicaButtons> buttons;

  /**
   * @param buttons empty where nothing can be done to it
   */
  ReplicaCard(String name, Optional<ReplicaButtons> buttons) {
    super(name);
    this.name = name;
    this.buttons = buttons;
    getStyleClass().add("replica-card");
    share.setAccessibleText("Requests relative to the busiest replica");
    share.getStyleClass().add("share");
    share.setMaxWidth(Double.MAX_VALUE);
    getChildren().add(2, share);
    buttons.ifPresent(
        each -> {
          head().getChildren().addAll(each.inHead(this));
          getChildren().add(3, each.back());
        });
  }

  /**
   * @param most requests per second that any replica answers
   * @param at now
   */
  void show(Instance instance, MetricsSnapshot measured, double most, Instant at) {
    var rate = measured.values().value(measured.readings().replicaRequests(), name);
    share.setProgress(most > 0 ? rate.orElse(0) / most : 0);
    share.setVisible(instance.isReady());
    buttons.ifPresent(each -> each.show(instance));
    showLines(Optional.of(instance), figures(instance, new FigureText(measured)), at);
  }

  /** The button stands where the figures were. */
  @Override
  double hiddenHeight() {
    return super.hiddenHeight()
        - buttons.map(ReplicaButtons::back).filter(Button::isManaged).stream()
            .mapToDouble(back -> back.prefHeight(-1) + getSpacing())
            .sum();
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
