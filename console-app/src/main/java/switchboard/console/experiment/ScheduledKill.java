package switchboard.console.experiment;

import java.time.Duration;
import switchboard.console.text.Durations;

/**
 * A kill at a moment of the run.
 *
 * @param target a replica's name, or {@value #RANDOM} for any that is ready then
 * @param after since the load began
 */
public record ScheduledKill(String target, Duration after) implements Comparable<ScheduledKill> {
  static final String RANDOM = "random";

  /**
   * Reads {@code backend-2@20s} or {@code random@20s}.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static ScheduledKill parse(String text) {
    var at = text.indexOf('@');
    if (at < 0 || !text.substring(0, at).matches(RANDOM + "|backend-[1-9]\\d?")) {
      throw new IllegalArgumentException(
          "Invalid kill '" + text + "'. Use a replica and a time: backend-2@20s or random@20s.");
    }
    return new ScheduledKill(text.substring(0, at), Durations.parse(text.substring(at + 1)));
  }

  public boolean isRandom() {
    return target.equals(RANDOM);
  }

  /** Counted from 1; of one that is not random. */
  public int replica() {
    return Integer.parseInt(target.substring("backend-".length()));
  }

  @Override
  public int compareTo(ScheduledKill other) {
    return after.compareTo(other.after);
  }
}
