package switchboard.console.ui.cockpit.controls;

import java.util.function.ToIntFunction;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Load;
import switchboard.console.session.Replicas;
import switchboard.console.session.Snapshot;
import switchboard.console.text.Format;
import switchboard.console.ui.operation.DesiredValue;
import switchboard.console.ui.operation.OperationContext;

/** The desired and the actual number of replicas or simulators. FX thread only. */
final class ScaleModel {
  private final int least;
  private final ToIntFunction<SystemState> number;
  private final DesiredValue<Integer> count;

  /** The replicas. */
  static ScaleModel ofReplicas(Replicas replicas, OperationContext context) {
    return new ScaleModel(
        0,
        system -> system.backends().size(),
        new DesiredValue<>(
            0,
            context,
            new DesiredValue.Texts<>(
                count -> "Scaling to " + count,
                (before, after) -> "Scaled from " + before + " to " + Format.replicas(after) + ".",
                (before, after) -> "back to " + Format.replicas(before)),
            replicas::scale));
  }

  /** The simulators that share the users, where there can be several. */
  static ScaleModel ofSimulators(Load load, OperationContext context) {
    return new ScaleModel(
        1,
        system -> system.simulators().size(),
        new DesiredValue<>(
            1,
            context,
            new DesiredValue.Texts<>(
                count -> "Scaling to " + Format.simulators(count),
                (before, after) ->
                    "Simulators set from " + before + " to " + after + "; users are redistributed.",
                (before, after) -> "back to " + Format.simulators(before)),
            load::scale));
  }

  /**
   * @param least the number while nothing runs
   */
  private ScaleModel(int least, ToIntFunction<SystemState> number, DesiredValue<Integer> count) {
    this.least = least;
    this.number = number;
    this.count = count;
  }

  DesiredValue<Integer> count() {
    return count;
  }

  void show(Snapshot snapshot) {
    count.follow(Math.max(least, number.applyAsInt(snapshot.system())), snapshot.at());
  }
}
