package switchboard.console.verdict;

import java.util.Objects;
import java.util.Optional;

/**
 * How a gate was found.
 *
 * @param result what it makes the verdict when it decides; empty when it held, does not apply, or
 *     what was found is a remark only
 * @param sentence what was found first; empty when there is nothing to say
 */
public record GateCheck(
    Gate gate, State state, Optional<Result> result, Optional<String> sentence) {

  /** Whether a gate holds. */
  public enum State {
    HELD("held"),
    NOT_HELD("not held"),
    /** There was nothing to check, or nothing to check it by. */
    NOT_APPLICABLE("not applicable");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** In sentences and in JSON: "not held". */
    public String word() {
      return word;
    }
  }

  public GateCheck {
    Objects.requireNonNull(gate);
    Objects.requireNonNull(state);
    Objects.requireNonNull(result);
    Objects.requireNonNull(sentence);
  }

  /** Whether it did not hold, and changes no result. */
  public boolean isRemark() {
    return state == State.NOT_HELD && result.isEmpty();
  }
}
