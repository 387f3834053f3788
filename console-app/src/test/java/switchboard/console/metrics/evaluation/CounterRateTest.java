package switchboard.console.metrics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.scrape.Stale;

/** Of windows of ten seconds, what Prometheus's own rate() says. */
class CounterRateTest {
  private static final long WINDOW = 10_000;

  /** Samples two seconds apart. */
  private static double rate(long firstMillis, double... values) {
    var times = new long[values.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = firstMillis + 2_000L * i;
    }
    return rate(times, values);
  }

  private static double rate(long[] times, double... values) {
    return CounterRate.at(new Series(Labels.of("m"), times, values), 0, WINDOW, WINDOW);
  }

  private static void assertRate(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-9));
  }

  @Test
  void growthIsTakenToGoOnToBothEdges() {
    assertRate(rate(new long[] {1_000, 3_000, 5_000, 7_000, 9_500}, 100, 102, 104, 106, 108.5), 1);
  }

  @Test
  void edgeWithinElevenTenthsOfAnIntervalIsReached() {
    assertRate(rate(2_100, 100, 102, 104, 106), 1);
  }

  @Test
  void edgeFromElevenTenthsOnIsHalfAnIntervalAway() {
    assertRate(rate(2_200, 100, 102, 104, 106), 0.88);
    assertRate(rate(2_300, 100, 102, 104, 106), 0.87);
  }

  @Test
  void counterIsNotTakenToHaveBeenBelowZero() {
    assertRate(rate(1_000, 1, 5, 9, 13), 1.5);
  }

  @Test
  void decreaseIsARestartFromZero() {
    assertRate(rate(2_000, 10, 14, 2, 6), 10 / 6.0);
  }

  @Test
  void counterThatStandsHasARateOfZero() {
    assertRate(rate(2_000, 5, 5, 5, 5), 0);
    assertRate(rate(2_000, 0, 0, 0, 0), 0);
  }

  @Test
  void oneSampleHasNoRate() {
    assertThat(Stale.is(rate(2_000, 5))).isTrue();
  }

  @Test
  void sampleAtTheWindowsStartIsNotInIt() {
    assertThat(Stale.is(rate(0, 5, 7))).isTrue();
    assertThat(Stale.is(rate(8_000, 5, 7))).isFalse();
  }
}
