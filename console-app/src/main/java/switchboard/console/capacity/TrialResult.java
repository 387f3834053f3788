package switchboard.console.capacity;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What one window at one load came to.
 *
 * @param cause of a miss, and of what was undecided: the objective, "deliveries.p99&lt;=100ms"; of
 *     what was limited: by what, "the simulator"; empty otherwise
 * @param sentence what was found, without a full stop
 * @param bundle the name of the file that the run is kept in; empty where none is
 */
public record TrialResult(
    Kind kind, Optional<String> cause, String sentence, Optional<String> bundle) {

  /** What a window can come to. */
  public enum Kind {
    /** Measured well, and every objective was met. */
    PASSED,
    /** Measured well, and an objective was missed. */
    MISSED,
    /** Measured well, but the evidence does not decide. */
    UNDECIDED,
    /** Not measured well: the simulator or the machine was the limit, and not the system. */
    LIMITED,
    /** The operator ended it. */
    ABORTED;

    /** In tables and in JSON: "passed". */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public TrialResult {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(cause);
    Objects.requireNonNull(sentence);
    Objects.requireNonNull(bundle);
  }

  static TrialResult passed(String sentence) {
    return new TrialResult(Kind.PASSED, Optional.empty(), sentence, Optional.empty());
  }

  static TrialResult aborted() {
    return new TrialResult(
        Kind.ABORTED, Optional.empty(), "ended by the operator", Optional.empty());
  }

  static TrialResult of(Kind kind, String cause, String sentence) {
    return new TrialResult(kind, Optional.of(cause), sentence, Optional.empty());
  }

  TrialResult keptAs(Optional<String> file) {
    return new TrialResult(kind, cause, sentence, file);
  }
}
