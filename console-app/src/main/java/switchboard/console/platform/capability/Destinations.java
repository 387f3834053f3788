package switchboard.console.platform.capability;

import java.util.List;
import switchboard.console.Outcome;
import switchboard.console.platform.Capability;
import switchboard.console.platform.Destination;

/** The platform can run in one of several places, such as the clusters of a kubeconfig. */
public interface Destinations extends Capability {

  /** Where it can run, to choose from. May block. */
  List<Destination> destinations();

  /**
   * Chooses where the next launch goes, and confirms that it may.
   *
   * @param destination the name of one of {@link #destinations()}
   * @return it, unless there is none of that name or the system runs elsewhere
   */
  Outcome<Destination> choose(String destination);

  /** Whether others may depend on the place that was chosen: faults there can be given up first. */
  boolean isForeign();
}
