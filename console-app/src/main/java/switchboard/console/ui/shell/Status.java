package switchboard.console.ui.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.cockpit.start.LifecycleModel.Phase;
import switchboard.console.ui.fx.StateDot.Light;

/** The state of the system as a short text and a light. */
public record Status(Light light, String words) {

  /**
   * @param launchedAt when the running system was ready
   */
  static Status of(Phase phase, Snapshot snapshot, Optional<Instant> launchedAt) {
    return switch (phase) {
      case STOPPED -> new Status(Light.OFF, "Stopped");
      case LAUNCHING -> new Status(Light.BUSY, "Launching…");
      case LAUNCH_FAILED -> new Status(Light.BAD, "Launch failed");
      case STOPPING -> new Status(Light.BUSY, "Stopping…");
      case RUNNING -> running(snapshot, launchedAt);
    };
  }

  private static Status running(Snapshot snapshot, Optional<Instant> launchedAt) {
    var system = snapshot.system();
    var unready = unready(system);
    var since =
        launchedAt
            .map(at -> " · " + clock(Duration.between(at, snapshot.at())) + " since launch")
            .orElse("");
    if (snapshot.connectionProblem().isPresent()) {
      return new Status(Light.BAD, "Disconnected · " + snapshot.connectionProblem().get());
    }
    var what = parts(system, unready) + since;
    if (system.readyBackends() == 0) {
      return new Status(Light.BAD, "Degraded · " + what);
    }
    if (unready.isEmpty()) {
      return new Status(Light.GOOD, "Running · " + what);
    }
    return system.instances().stream().allMatch(each -> each.isReady() || isNew(each))
        ? new Status(Light.BUSY, "Scaling up · " + what)
        : new Status(Light.BAD, "Degraded · " + what);
  }

  /** A replica that is being added does not count as missing yet. */
  private static boolean isNew(Instance instance) {
    return instance.role() == Role.BACKEND
        && instance.state() == Instance.State.STARTING
        && instance.lastExit().isEmpty();
  }

  private static String parts(SystemState system, Optional<Instance> unready) {
    var backends = system.backends().size();
    if (unready.isPresent() && unready.get().role() != Role.BACKEND) {
      return unready.get().name() + " is not ready";
    }
    return backends == 0 ? "no replicas" : system.readyBackends() + " of " + backends + " ready";
  }

  /** The component that explains the state best: others before replicas. */
  private static Optional<Instance> unready(SystemState system) {
    return system.instances().stream()
        .filter(each -> !each.isReady() && each.state() != Instance.State.STOPPING)
        .min(java.util.Comparator.comparingInt(each -> each.role() == Role.BACKEND ? 1 : 0));
  }

  /** "12:04", or "1:12:04" from an hour on. */
  static String clock(Duration duration) {
    var time = duration.isNegative() ? Duration.ZERO : duration;
    return time.toHours() == 0
        ? String.format(Locale.ROOT, "%d:%02d", time.toMinutesPart(), time.toSecondsPart())
        : String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            time.toHours(),
            time.toMinutesPart(),
            time.toSecondsPart());
  }
}
