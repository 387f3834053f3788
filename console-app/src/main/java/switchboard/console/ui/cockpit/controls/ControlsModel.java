package switchboard.console.ui.cockpit.controls;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.platform.Action;
import switchboard.console.platform.capability.Limiting;
import switchboard.console.platform.capability.MultipleSimulators;
import switchboard.console.platform.capability.ReplicaAutoscaling;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.operation.OperationContext;
import switchboard.console.ui.operation.RightsModel;

/** What the control panel sets, as far as the platform can. FX thread only. */
public final class ControlsModel {
  private final RightsModel rights;
  private final ScaleModel scale;
  private final TrafficModel traffic;
  private final Optional<ScaleModel> simulators;
  private final Optional<AutoscaleModel> autoscale;
  private final Optional<LimitsModel> limits;
  private final Optional<ClusterModel> cluster;
  private final ReadOnlyStringWrapper scaleObstacle =
      new ReadOnlyStringWrapper(this, "scaleObstacle", "");

  public ControlsModel(Session session, RightsModel rights, OperationContext context) {
    this.rights = rights;
    var platform = session.platform();
    scale = ScaleModel.ofReplicas(session.replicas(), context);
    autoscale =
        platform.can(ReplicaAutoscaling.class)
            ? Optional.of(new AutoscaleModel(session.replicas(), context))
            : Optional.empty();
    simulators =
        platform.can(MultipleSimulators.class)
            ? Optional.of(ScaleModel.ofSimulators(session.load(), context))
            : Optional.empty();
    traffic = new TrafficModel(session, context);
    limits =
        platform
            .capability(Limiting.class)
            .map(limiting -> new LimitsModel(session.replicas(), limiting, context));
    cluster = session.cluster().map(each -> new ClusterModel(each, context));
    rights.whyNot(Action.SCALE).subscribe(why -> refreshScale());
    autoscale.ifPresent(each -> each.chooses().subscribe(chooses -> refreshScale()));
  }

  RightsModel rights() {
    return rights;
  }

  ScaleModel scale() {
    return scale;
  }

  public TrafficModel traffic() {
    return traffic;
  }

  /** Empty where there is always one. */
  Optional<ScaleModel> simulators() {
    return simulators;
  }

  /** Empty where the engine has no autoscaler. */
  Optional<AutoscaleModel> autoscale() {
    return autoscale;
  }

  /** Empty where replicas cannot be limited. */
  Optional<LimitsModel> limits() {
    return limits;
  }

  /** Empty where there is no cluster. */
  Optional<ClusterModel> cluster() {
    return cluster;
  }

  /** Why the operator does not choose the number of replicas at present; empty when they do. */
  ReadOnlyStringProperty scaleObstacle() {
    return scaleObstacle.getReadOnlyProperty();
  }

  private void refreshScale() {
    scaleObstacle.set(
        autoscale.filter(each -> each.chooses().getValue()).isPresent()
            ? "The autoscaler sets the number of replicas."
            : rights.whyNot(Action.SCALE).getValue());
  }

  /**
   * The same for the palette.
   *
   * @param number that was typed, for what takes one
   */
  public List<Command> commands(OptionalInt number) {
    return new ControlCommands(this).list(number);
  }

  /** Follows the system. */
  public void show(Snapshot newest) {
    scale.show(newest);
    traffic.show(newest);
    simulators.ifPresent(each -> each.show(newest));
    autoscale.ifPresent(each -> each.show(newest));
    limits.ifPresent(each -> each.show(newest));
    cluster.ifPresent(each -> each.show(newest));
  }

  /** Gives up every change that is under way. */
  public void cancel() {
    scale.count().cancel();
    simulators.ifPresent(each -> each.count().cancel());
    limits.ifPresent(each -> each.operation().cancel());
    cluster.ifPresent(each -> each.operation().cancel());
  }
}
