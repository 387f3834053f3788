package switchboard.console.fault;

import java.util.ArrayList;
import java.util.List;
import switchboard.console.load.LoadStats;

/**
 * What users suffered over a span of time, counted by the simulator.
 *
 * @param requests made, failed ones among them
 */
public record Harm(
    long requests,
    long requestsFailed,
    long messagesLost,
    long messagesDuplicated,
    long messagesReordered) {

  /** The simulator gave no figures. */
  public static final Harm UNKNOWN = new Harm(0, 0, 0, 0, 0);

  /** The difference of two figures; unknown when a simulator's counts were lost between. */
  public static Harm between(LoadStats before, LoadStats after) {
    if (!after.continues(before)) {
      return UNKNOWN;
    }
    return new Harm(
        after.requests().total() - before.requests().total(),
        after.requests().failed() - before.requests().failed(),
        after.messages().lost() - before.messages().lost(),
        after.messages().duplicated() - before.messages().duplicated(),
        after.messages().reordered() - before.messages().reordered());
  }

  /** Everything since the simulator's start. */
  public static Harm sinceStart(LoadStats stats) {
    return new Harm(
        stats.requests().total(),
        stats.requests().failed(),
        stats.messages().lost(),
        stats.messages().duplicated(),
        stats.messages().reordered());
  }

  /** Why this is no proof of an unharmed system, a sentence each; empty when it is. */
  public List<String> reasons() {
    var reasons = new ArrayList<String>();
    if (requests == 0) {
      reasons.add("No request was counted meanwhile, so nothing was shown");
    }
    count(reasons, requestsFailed, "requests failed");
    count(reasons, messagesLost, "messages were lost");
    count(reasons, messagesDuplicated, "messages arrived twice");
    count(reasons, messagesReordered, "messages arrived out of order");
    return reasons;
  }

  private static void count(List<String> reasons, long count, String what) {
    if (count > 0) {
      reasons.add(count + " " + what);
    }
  }
}
