package switchboard.console.experiment;

import java.util.ArrayList;
import java.util.List;
import switchboard.console.experiment.schedule.ScheduledChange;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.ScheduledStart;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Limits;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.capability.Limiting;
import switchboard.console.platform.capability.MultipleSimulators;
import switchboard.console.platform.capability.ReplicaLifecycle;
import switchboard.console.platform.capability.StoreDurability;
import switchboard.console.session.OperatedPlatform;

/** Whether a platform can carry out a plan. */
public final class Suitability {
  /** The part of a plan that something is wrong with. */
  public enum Part {
    STEPS,
    USERS,
    SIMULATORS,
    FSYNC,
    TLS,
    LIMITS
  }

  /**
   * What is not possible there.
   *
   * @param sentence without a full stop
   */
  public record Objection(Part part, String sentence) {}

  private final RunPlan plan;
  private final OperatedPlatform on;
  private final List<Objection> objections = new ArrayList<>();

  private Suitability(RunPlan plan, OperatedPlatform on) {
    this.plan = plan;
    this.on = on;
  }

  /** All that is not possible; nothing when the plan can be carried out. */
  public static List<Objection> objections(RunPlan plan, OperatedPlatform on) {
    var check = new Suitability(plan, on);
    check.steps();
    check.users();
    check.needs(
        plan.simulators().isPresent(),
        MultipleSimulators.class,
        Part.SIMULATORS,
        on.id() + " always has one; leave it out");
    check.needs(
        plan.fsync().isPresent(),
        StoreDurability.class,
        Part.FSYNC,
        "the store of " + on.id() + " has its own setting, STORE_FSYNC");
    check.fsync();
    check.tls();
    plan.limits().ifPresent(check::limits);
    return List.copyOf(check.objections);
  }

  private void steps() {
    for (var step : plan.schedule().steps()) {
      switch (step) {
        case ScheduledStart start ->
            needs(true, ReplicaLifecycle.class, Part.STEPS, "start is not possible on " + on.id());
        case ScheduledFault fault
            when fault.kind().way(fault.targets().role(), on::can).isEmpty() ->
            add(
                Part.STEPS,
                "%s of %s is not possible on %s"
                    .formatted(fault.kind().name(), fault.targets().text(), on.id()));
        case ScheduledChange(ScheduledChange.Limit(Limits limits), var after) -> limits(limits);
        default -> {
          // Possible everywhere.
        }
      }
    }
  }

  private void users() {
    var most = plan.loads().stream().mapToInt(each -> each.users()).max().orElse(0);
    var capacity = on.capacity();
    if (most > capacity.users() * plan.simulators().orElse(1)) {
      add(Part.USERS, most + " do not fit. " + capacity.reason());
    }
  }

  private void fsync() {
    if (plan.fsync().isPresent() && on.state().phase() == SystemState.Phase.RUNNING) {
      add(Part.FSYNC, "the store of a running system keeps its fsync; stop the system first");
    }
  }

  private void tls() {
    if (plan.tls() && on.state().endpoints().filter(all -> !all.servesHttps()).isPresent()) {
      add(Part.TLS, "the gateway of a running system keeps HTTP; stop the system first");
    }
  }

  private void limits(Limits limits) {
    var limiting = on.capability(Limiting.class);
    if (limiting.isEmpty()) {
      add(Part.LIMITS, "replicas cannot be limited on " + on.id());
    } else if (!limiting.get().limitsRange().contains(limits)) {
      var range = limiting.get().limitsRange();
      add(
          Part.LIMITS,
          "%s is out of range on %s; expected %s to %s"
              .formatted(limits.words(), on.id(), range.least().words(), range.most().words()));
    }
  }

  private void needs(
      boolean asked, Class<? extends Capability> capability, Part part, String sentence) {
    if (asked && !on.can(capability)) {
      add(part, sentence);
    }
  }

  private void add(Part part, String sentence) {
    objections.add(new Objection(part, sentence));
  }
}
