package switchboard.console.sweep;

import java.util.Optional;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Limits;

/**
 * What a system was before a sweep changed it, as a file keeps it until the system has that again.
 *
 * @param launched whether the sweep launched it: then it is stopped in the end
 * @param store which process its store is, so that another system is not mistaken for it
 * @param limits null without
 */
record Before(boolean launched, String store, int replicas, Limits limits, LoadPlan load) {
  Optional<Limits> limited() {
    return Optional.ofNullable(limits);
  }
}
