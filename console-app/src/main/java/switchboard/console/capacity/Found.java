package switchboard.console.capacity;

import java.util.List;
import java.util.Objects;
import switchboard.console.verdict.Result;

/**
 * What is known of the capacity of a system with a number of replicas.
 *
 * @param trials all until now, in their order
 */
public record Found(int replicas, Bracket bracket, List<TrialRecord> trials) {
  public Found {
    Objects.requireNonNull(bracket);
    trials = List.copyOf(trials);
  }

  /**
   * What that amounts to: passed when both ends are known, failed when no load passed, inconclusive
   * when the largest did, when the smallest passed in some windows only, or when an end was not
   * decided, invalid when the simulator or the machine was the limit, and aborted.
   */
  public Result result() {
    if (!bracket.sustained()) {
      return Result.ABORTED;
    }
    return switch (bracket.end()) {
      case LIMITED -> Result.INVALID;
      case MAXIMUM, UNDECIDED -> Result.INCONCLUSIVE;
      case UNKNOWN -> Result.ABORTED;
      case MISSED -> bracket.passed().isPresent() ? Result.PASSED : withoutPassed();
    };
  }

  private Result withoutPassed() {
    return bracket.undecided() || !bracket.uneven().isEmpty() ? Result.INCONCLUSIVE : Result.FAILED;
  }
}
