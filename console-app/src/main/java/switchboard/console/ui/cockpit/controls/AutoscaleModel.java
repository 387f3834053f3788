package switchboard.console.ui.cockpit.controls;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import switchboard.console.platform.Autoscaler;
import switchboard.console.session.Replicas;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.operation.DesiredValue;
import switchboard.console.ui.operation.OperationContext;

/**
 * The autoscaler's state: whether the engine sets the number of replicas, and within which bounds.
 * FX thread only.
 */
final class AutoscaleModel {
  /** Chosen where there was none yet: half of the core that a replica may use at first. */
  private static final Autoscaler FIRST = new Autoscaler(2, 10, 0.5);

  private final Replicas replicas;
  private final DesiredValue<Optional<Autoscaler>> desired;
  private Autoscaler last = FIRST;

  AutoscaleModel(Replicas replicas, OperationContext context) {
    this.replicas = replicas;
    desired =
        new DesiredValue<>(
            Optional.empty(),
            context,
            new DesiredValue.Texts<>(
                wanted -> "Setting the autoscaler",
                (before, after) -> done(after),
                (before, after) ->
                    before.map(Autoscaler::words).map("back to "::concat).orElse("turn it off")),
            (wanted, report) -> replicas.autoscale(wanted));
    desired.valueProperty().subscribe(now -> now.ifPresent(each -> last = each));
  }

  private static String done(Optional<Autoscaler> after) {
    return after
        .map(each -> "The autoscaler is on: " + each.words() + ".")
        .orElse("The autoscaler is off; the number of replicas stays as it is.");
  }

  DesiredValue<Optional<Autoscaler>> desired() {
    return desired;
  }

  /** Whether the engine chooses, so that the operator does not. */
  ObservableValue<Boolean> chooses() {
    return desired.valueProperty().map(Optional::isPresent);
  }

  /** What is in force or, without any, what would be. */
  Autoscaler current() {
    return desired.valueProperty().get().orElse(last);
  }

  void show(Snapshot snapshot) {
    desired.follow(replicas.autoscaler(), snapshot.at());
  }
}
