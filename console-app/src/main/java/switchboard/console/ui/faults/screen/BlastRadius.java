package switchboard.console.ui.faults.screen;

import java.util.List;
import java.util.OptionalDouble;
import switchboard.console.experiment.schedule.Targets;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.session.Snapshot;
import switchboard.console.text.Format;

/**
 * Whom a fault reaches, by what was seen last. A figure that is not known is left out.
 *
 * @param targets where it is injected
 */
record BlastRadius(Targets targets, Snapshot seen) {

  /** "Reaches 1 of 3 replicas, about 3 330 of 10 000 users." */
  String sentence() {
    return switch (targets) {
      case Targets.Component(Role role) ->
          role == Role.GATEWAY
              ? "Reaches the gateway, and with it all users."
              : "Reaches the " + role.label() + ", and with it all replicas.";
      case Targets.Any any -> of(1, mean());
      case Targets.All all -> of(backends().size(), users(backends()));
      case Targets.Named(List<String> names) -> of(names.size(), users(names));
    };
  }

  private String of(int reached, OptionalDouble users) {
    return "Reaches "
        + reached
        + " of "
        + Format.replicas(backends().size())
        + (users.isPresent() ? ", about " + Format.whole(users.getAsDouble()) + ofAll() : "")
        + ".";
  }

  private String ofAll() {
    return seen.load().map(load -> " of " + Format.whole(load.users().connected())).orElse("")
        + " users";
  }

  private List<String> backends() {
    return seen.system().backends().stream().map(Instance::name).toList();
  }

  private OptionalDouble mean() {
    var all = users(backends());
    return all.isPresent() && !backends().isEmpty()
        ? OptionalDouble.of(all.getAsDouble() / backends().size())
        : OptionalDouble.empty();
  }

  /** Those connected to replicas; empty unless it is known of each. */
  private OptionalDouble users(List<String> replicas) {
    var measured = seen.measured();
    var connections = measured.readings().replicaConnections();
    var sum = 0.0;
    for (var each : replicas) {
      var users = measured.values().value(connections, each);
      if (users.isEmpty()) {
        return OptionalDouble.empty();
      }
      sum += users.getAsDouble();
    }
    return OptionalDouble.of(sum);
  }
}
