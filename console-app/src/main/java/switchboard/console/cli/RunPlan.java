package switchboard.console.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Fsync;

/**
 * What {@code switchboard run} shall do.
 *
 * @param simulators how many share the users; empty for as many as there are, one at a new launch
 * @param fsync of the store; empty for the platform's own choice
 * @param duration how long the load lasts, from the moment it is set
 * @param warmUp how long times are left out once all users are connected
 * @param kills in order of time
 */
record RunPlan(
    int replicas,
    OptionalInt simulators,
    Optional<Fsync> fsync,
    LoadPlan load,
    Duration duration,
    Duration warmUp,
    List<ScheduledKill> kills) {
  RunPlan {
    kills = kills.stream().sorted().toList();
  }
}
