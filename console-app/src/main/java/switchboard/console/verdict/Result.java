package switchboard.console.verdict;

import java.util.Locale;

/** What a verdict says. */
public enum Result {
  /** Measured well, and every objective was met. */
  PASSED(0),
  /** Measured well, and an objective was missed, or what was broken was not restored. */
  FAILED(1),
  /** Measured well, but the evidence does not decide. */
  INCONCLUSIVE(3),
  /** Not measured well: the figures say nothing about the system. */
  INVALID(4),
  /** Ended before its time by the operator. */
  ABORTED(5);

  private final int exitCode;

  Result(int exitCode) {
    this.exitCode = exitCode;
  }

  /** Of the command line; 2 is that of bad arguments. */
  public int exitCode() {
    return exitCode;
  }

  /** In sentences and in JSON: "passed". */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
