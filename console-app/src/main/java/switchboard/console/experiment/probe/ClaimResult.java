package switchboard.console.experiment.probe;

import java.util.OptionalDouble;
import switchboard.console.verdict.ObjectiveResult;

/**
 * A claim beside what was measured; its fields are those of the JSON file.
 *
 * @param expected "spread at most 5%"
 * @param measured "0.8 %", or why there is nothing
 * @param met absent when nothing was measured
 */
public record ClaimResult(
    String source, String claim, String expected, String measured, Boolean met) {
  public static ClaimResult of(Claim claim, ObjectiveResult result) {
    return new ClaimResult(
        claim.source(),
        claim.text(),
        expected(claim),
        result.found(),
        met(claim, result.measured()));
  }

  private static String expected(Claim claim) {
    var limit = claim.limit();
    return limit.figure().name()
        + (claim.atLeast() ? " at least " : " at most ")
        + limit.figure().measure().limit(limit.limit());
  }

  private static Boolean met(Claim claim, OptionalDouble measured) {
    if (measured.isEmpty()) {
      return null;
    }
    var value = measured.getAsDouble();
    return claim.atLeast() ? value >= claim.limit().limit() : value <= claim.limit().limit();
  }

  /** "Claim of system B, 7.1: about 200 requests/s each, ±5 %: spread at most 5%: 0.8 %, met". */
  public String sentence() {
    var outcome = met == null ? "" : met ? ", met" : ", not met";
    return "Claim of %s: %s: %s: %s%s".formatted(source, claim, expected, measured, outcome);
  }
}
