package switchboard.console.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is published of rank sums and shifts comes out again. */
class ShiftTest {
  /**
   * Permeability constants of the human chorioamnion, at term and at 12 to 26 weeks. Source:
   * Hollander, Wolfe and Chicken, "Nonparametric Statistical Methods", table 4.1.
   */
  private static final double[] AT_TERM = {
    0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46
  };

  private static final double[] EARLY = {1.15, 0.88, 0.90, 0.74, 1.21};

  /**
   * The same source, examples 4.1, 4.3 and 4.4; R's wilcox.test, whose help has the data, says p =
   * 0.1272 one-sided, estimate 0.305, interval −0.15 to 0.76.
   */
  @Test
  void publishedExampleComesOutAgain() {
    var shift = Shift.between(EARLY, AT_TERM, 0.95).orElseThrow();

    assertThat(shift.chance()).isCloseTo(0.2544, within(5e-5));
    assertThat(shift.estimate()).isCloseTo(0.305, within(1e-9));
    assertThat(shift.low()).isCloseTo(-0.15, within(1e-9));
    assertThat(shift.high()).isCloseTo(0.76, within(1e-9));
    assertThat(shift.confidence()).isCloseTo(0.960, within(5e-4));
  }

  @Test
  void exchangedSamplesShiftTheOtherWay() {
    var there = Shift.between(EARLY, AT_TERM, 0.95).orElseThrow();
    var back = Shift.between(AT_TERM, EARLY, 0.95).orElseThrow();

    assertThat(back.estimate()).isCloseTo(-there.estimate(), within(1e-12));
    assertThat(back.low()).isCloseTo(-there.high(), within(1e-12));
    assertThat(back.chance()).isCloseTo(there.chance(), within(1e-12));
  }

  /**
   * The largest U that is significant at 5 %, two-sided. Source: the table of Milton (1964), as
   * reprinted in Siegel and Castellan, "Nonparametric Statistics", and in most textbooks.
   */
  @ParameterizedTest
  @CsvSource({
    "4, 4, 0",
    "5, 5, 2",
    "5, 8, 6",
    "7, 8, 10",
    "10, 10, 23",
    "15, 12, 49",
    "20, 20, 127"
  })
  void publishedCriticalValuesComeOutAgain(int first, int second, int critical) {
    assertThat(RankSum.tail(first, second, 0.95).count()).isEqualTo(critical + 1);
  }

  @Test
  void threeRunsEachHaveNoIntervalOfThisConfidence() {
    var three = new double[] {1, 2, 3};

    assertThat(Shift.between(three, three, 0.95)).isEmpty();
  }

  @Test
  void chanceIsThatOfAnotherImplementation() {
    var random = new SplittableRandom(1);
    var test = MannWhitneyUTest.withDefaults().with(PValueMethod.EXACT);
    for (var round = 0; round < 50; round++) {
      var first = random.doubles(5 + round % 7).toArray();
      var second = random.doubles(5 + round % 5).map(value -> value + 0.3).toArray();

      assertThat(RankSum.chance(first, second))
          .isCloseTo(test.test(first, second).getPValue(), within(1e-12));
    }
  }

  /** Of the 6 ways to deal the ranks 1, 2.5, 2.5 and 4, one gives 3.5 and two give 3.5 or less. */
  @Test
  void equalValuesShareTheMeanOfTheirRanks() {
    assertThat(RankSum.chance(new double[] {1, 2}, new double[] {2, 3}))
        .isCloseTo(2 * 2 / 6.0, within(1e-12));
  }

  @Test
  void valuesThatAreAllEqualDoNotDiffer() {
    var zeros = new double[5];
    var shift = Shift.between(zeros, zeros, 0.95).orElseThrow();

    assertThat(shift.chance()).isEqualTo(1);
    assertThat(shift.low()).isZero();
    assertThat(shift.high()).isZero();
  }

  /** Requests that failed: in 5 of 11 runs some did, then in none. */
  @Test
  void directionIsThatOfTheRanksAlsoWhereTheEstimateIsZero() {
    var some = new double[] {0, 0, 0, 0, 0, 0, 0.1, 0.2, 0.3, 0.4, 0.5};
    var none = new double[11];
    var fewer = Shift.between(some, none, 0.95).orElseThrow();

    assertThat(fewer.estimate()).isZero();
    assertThat(fewer.chance()).isCloseTo(0.0351, within(1e-4));
    assertThat(fewer.direction()).isNegative();
    assertThat(Shift.between(none, some, 0.95).orElseThrow().direction()).isPositive();
    assertThat(Shift.between(none, none, 0.95).orElseThrow().direction()).isZero();
  }

  @Test
  void intervalsHoldTheShiftAsOftenAsTheySay() {
    var random = new SplittableRandom(2);
    var held = 0;
    for (var round = 0; round < 2_000; round++) {
      var first = skewed(6, random);
      var second = DoubleStream.of(skewed(6, random)).map(value -> value + 7).toArray();
      var shift = Shift.between(first, second, 0.95).orElseThrow();
      held += shift.low() <= 7 && 7 <= shift.high() ? 1 : 0;
    }

    // 95.9 %, give or take three standard errors.
    assertThat(held / 2_000.0).isBetween(0.945, 0.973);
  }

  private static double[] skewed(int size, SplittableRandom random) {
    return DoubleStream.generate(() -> Math.exp(random.nextGaussian())).limit(size).toArray();
  }
}
