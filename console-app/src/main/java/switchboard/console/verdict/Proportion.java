package switchboard.console.verdict;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;
import switchboard.console.text.Format;

/**
 * How often something happened, and what that says about how often it does, at 95 % confidence, one
 * bound at a time. Source: Clopper and Pearson, The use of confidence or fiducial limits
 * illustrated in the case of the binomial, Biometrika 26 (1934), by quantiles of the beta
 * distribution. It holds for independent trials; the requests of one run are not, so the bounds are
 * floors.
 *
 * @param events 0 to {@code trials}
 */
public record Proportion(long events, long trials) {
  private static final double CONFIDENCE = 0.95;
  private static final MathContext TWO_DIGITS_UP = new MathContext(2, RoundingMode.UP);

  public Proportion {
    if (events < 0 || events > trials) {
      throw new IllegalArgumentException(events + " of " + trials);
    }
  }

  /** What was seen, 0 to 1; not a number without trials. */
  public double share() {
    return (double) events / trials;
  }

  /** No more than this share happens; for none of n it is 1 − 0.05^(1/n). */
  public double upperBound() {
    if (events == trials) {
      return 1;
    }
    return events == 0
        ? -Math.expm1(Math.log(1 - CONFIDENCE) / trials)
        : BetaDistribution.of(events + 1.0, (double) trials - events)
            .inverseCumulativeProbability(CONFIDENCE);
  }

  /** No less than this share happens. */
  public double lowerBound() {
    return events == 0
        ? 0
        : BetaDistribution.of((double) events, trials - events + 1.0)
            .inverseCumulativeProbability(1 - CONFIDENCE);
  }

  /** Whether no more than this share happens for certain. */
  public boolean isWithin(double limit) {
    return upperBound() <= limit;
  }

  /** Whether more than this share happens for certain. */
  public boolean isBeyond(double limit) {
    return lowerBound() > limit;
  }

  /**
   * How many trials it takes to know that no more than a share happens, when it happened so often:
   * the least n with P(X ≤ events) ≤ 0.05. For 1 % that is 299 with none, 473 with one.
   *
   * @param limit above 0 and below 1
   */
  public static long trialsNeeded(long events, double limit) {
    if (!(limit > 0 && limit < 1)) {
      throw new IllegalArgumentException("No number of trials shows a share of " + limit);
    }
    var enough = events + 1;
    while (!new Proportion(events, enough).isWithin(limit)) {
      enough *= 2;
    }
    var few = enough / 2;
    while (enough - few > 1) {
      var middle = (few + enough) / 2;
      if (middle >= events && new Proportion(events, middle).isWithin(limit)) {
        enough = middle;
      } else {
        few = middle;
      }
    }
    return enough;
  }

  /** "≤ 0.017 %", rounded up; empty without trials. */
  public Optional<String> bound() {
    return trials == 0
        ? Optional.empty()
        : Optional.of(
            "≤ "
                + BigDecimal.valueOf(100 * upperBound()).round(TWO_DIGITS_UP).toPlainString()
                + " %");
  }

  /** "0 of 18 204 requests failed (≤ 0.017 %)". */
  public String words(String thing, String happened) {
    return Format.whole(events)
        + " of "
        + Format.count(trials, thing)
        + " "
        + happened
        + bound().map(bound -> " (" + bound + ")").orElse("");
  }
}
