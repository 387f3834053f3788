package switchboard.console.sweep.search;

import java.util.Objects;

/**
 * One measurement of a configuration.
 *
 * @param sentence what decided
 * @param bundle the name of the file in which it is kept; null when it is not
 */
public record SweepTrial(
    Configuration configuration,
    State state,
    String sentence,
    Limitation limitation,
    Figures figures,
    String bundle) {
  /** What it says of the configuration. */
  public enum State {
    PASSED,
    /** An objective was missed, or replicas did not become ready. */
    FAILED,
    /** Not measured well, or the evidence does not decide. */
    UNKNOWN
  }

  public SweepTrial {
    Objects.requireNonNull(configuration);
    Objects.requireNonNull(state);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(limitation);
    Objects.requireNonNull(figures);
  }

  boolean has(State wanted) {
    return state == wanted;
  }
}
