package switchboard.console.intent;

import java.util.List;
import switchboard.console.Failure;

/**
 * What became of what consoles that are gone had left.
 *
 * @param healed what is not there any more, a sentence each
 * @param failures what may still be there, and what to do about it
 */
public record HealReport(List<String> healed, List<Failure> failures) {
  public HealReport {
    healed = List.copyOf(healed);
    failures = List.copyOf(failures);
  }
}
