package switchboard.console.cli;

import java.time.Duration;
import java.util.List;
import switchboard.console.load.LoadPlan;

/**
 * What {@code switchboard run} shall do.
 *
 * @param duration how long the load lasts, from the moment it is set
 * @param kills in order of time
 */
record RunPlan(int replicas, LoadPlan load, Duration duration, List<ScheduledKill> kills) {
  RunPlan {
    kills = kills.stream().sorted().toList();
  }
}
