package switchboard.console.experiment.probe;

import java.util.Objects;
import switchboard.console.verdict.Objective;

/**
 * What somebody says of a system, to be shown beside what was measured. It decides no verdict.
 *
 * @param source who says so: "system B, 7.1"
 * @param text what is said: "about 200 requests/s each, ±5 %"
 * @param limit the figure that shows whether it is so, and its bound
 * @param atLeast whether the bound is the least that the figure has to be; the most otherwise
 */
public record Claim(String source, String text, Objective limit, boolean atLeast) {
  public Claim {
    Objects.requireNonNull(source);
    Objects.requireNonNull(text);
    Objects.requireNonNull(limit);
  }
}
