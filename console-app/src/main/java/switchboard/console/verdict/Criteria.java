package switchboard.console.verdict;

import java.util.Objects;

/**
 * What a run is judged by.
 *
 * @param quietMachine whether a disturbed machine makes the run invalid; it is a remark otherwise
 */
public record Criteria(Objectives objectives, boolean quietMachine) {
  /** Of every run of which nothing else is said. */
  public static final Criteria DEFAULT = new Criteria(Objectives.DEFAULT, false);

  public Criteria {
    Objects.requireNonNull(objectives);
  }
}
