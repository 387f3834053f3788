package switchboard.console.verdict;

import java.util.Objects;

/**
 * Something because of which a gate does not hold.
 *
 * @param result what it makes the verdict when its gate decides
 * @param sentence what was found, without a full stop
 */
public record Finding(Gate gate, Result result, String sentence) {
  public Finding {
    Objects.requireNonNull(gate);
    Objects.requireNonNull(result);
    Objects.requireNonNull(sentence);
  }
}
