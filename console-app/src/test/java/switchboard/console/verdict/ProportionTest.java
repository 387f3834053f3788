package switchboard.console.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("locales")
class ProportionTest {
  @ParameterizedTest
  @CsvSource({
    "0.01, 0, 299",
    "0.01, 1, 473",
    "0.01, 2, 628",
    "0.01, 5, 1049",
    "0.05, 0, 59",
    "0.05, 1, 93",
    "0.05, 2, 124",
    "0.001, 0, 2995",
    "0.001, 1, 4742",
    "0.5, 0, 5"
  })
  void samplesThatAClaimNeedsAreThoseOfTheBinomial(double limit, long events, long needed) {
    assertThat(Proportion.trialsNeeded(events, limit)).isEqualTo(needed);
    assertThat(new Proportion(events, needed).isWithin(limit)).isTrue();
    assertThat(new Proportion(events, needed - 1).isWithin(limit)).isFalse();
  }

  /** P(X ≤ events) of the binomial, added up. */
  private static double chance(long events, long trials, double share) {
    var sum = 0.0;
    var term = Math.pow(1 - share, (double) trials);
    for (var k = 0L; k <= events; k++) {
      sum += term;
      term *= (double) (trials - k) / (k + 1) * share / (1 - share);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"1, 473", "5, 1049", "3, 20", "17, 400"})
  void boundsLeaveAChanceOfOneInTwenty(long events, long trials) {
    var seen = new Proportion(events, trials);

    assertThat(chance(events, trials, seen.upperBound())).isCloseTo(0.05, within(1e-9));
    assertThat(1 - chance(events - 1, trials, seen.lowerBound())).isCloseTo(0.05, within(1e-9));
  }

  @Test
  void zeroHasABoundOfItsOwn() {
    var none = new Proportion(0, 18_204);

    assertThat(none.upperBound()).isCloseTo(1 - Math.pow(0.05, 1 / 18_204.0), within(1e-12));
    assertThat(none.lowerBound()).isZero();
    assertThat(none.words("request", "failed"))
        .isEqualTo("0 of 18\u202f204 requests failed (≤ 0.017 %)");
  }

  @Test
  void failuresHaveABoundToo() {
    assertThat(new Proportion(3, 1_000).words("request", "failed"))
        .isEqualTo("3 of 1\u202f000 requests failed (≤ 0.78 %)");
    assertThat(new Proportion(7, 7).upperBound()).isEqualTo(1);
    assertThat(new Proportion(7, 7).lowerBound()).isCloseTo(Math.pow(0.05, 1 / 7.0), within(1e-9));
  }

  @Test
  void boundOfNothingIsUnknown() {
    assertThat(new Proportion(0, 0).words("request", "failed")).isEqualTo("0 of 0 requests failed");
    assertThat(new Proportion(0, 0).isWithin(0.99)).isFalse();
  }

  @Test
  void shareIsBeyondALimitOnlyForCertain() {
    assertThat(new Proportion(4, 300).isBeyond(0.01)).isFalse();
    assertThat(new Proportion(4, 300).isWithin(0.01)).isFalse();
    assertThat(new Proportion(30, 300).isBeyond(0.01)).isTrue();
  }

  @Test
  void moreEventsThanTrialsAreRefused() {
    assertThatThrownBy(() -> new Proportion(2, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Proportion(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Proportion.trialsNeeded(0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
