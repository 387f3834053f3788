package switchboard.console.report;

import java.util.Objects;

/**
 * What somebody says of a system, beside what was measured here.
 *
 * @param source who says it and where: "system B, 7.1"
 * @param claim in the source's words or close to them
 * @param measured what was found, to be read; absent when nothing was
 * @param met absent when it could not be judged
 */
public record ClaimResult(String source, String claim, String measured, Boolean met) {
  public ClaimResult {
    Objects.requireNonNull(source);
    Objects.requireNonNull(claim);
  }
}
