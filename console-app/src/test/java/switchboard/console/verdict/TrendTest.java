package switchboard.console.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static List<Trend.Point> series(int seconds, IntToDoubleFunction value) {
    return IntStream.range(0, seconds)
        .mapToObj(second -> new Trend.Point(second, value.applyAsDouble(second)))
        .toList();
  }

  @Test
  void risingSeriesIsNotSteady() {
    var trend = Trend.of(series(30, second -> 100 + second));

    assertThat(trend.isSteady()).isFalse();
    assertThat(trend.chance()).isLessThan(1e-6);
    assertThat(trend.percentPerMinute()).isCloseTo(60 / 1.145, within(0.1));
  }

  @Test
  void fallingSeriesIsNotSteadyEither() {
    assertThat(Trend.of(series(30, second -> 100 - second)).isSteady()).isFalse();
  }

  @Test
  void constantSeriesIsSteady() {
    var trend = Trend.of(series(30, second -> 45));

    assertThat(trend.isSteady()).isTrue();
    assertThat(trend.chance()).isEqualTo(1);
  }

  @Test
  void seriesThatGoesUpAndDownIsSteady() {
    assertThat(Trend.of(series(30, second -> 100 + second % 7)).isSteady()).isTrue();
  }

  @Test
  void trendOfLessThanTwoPercentAMinuteDoesNotMatter() {
    assertThat(Trend.of(series(30, second -> 1_000 + second * 0.3)).isSteady()).isTrue();
    assertThat(Trend.of(series(30, second -> 1_000 + second * 0.4)).isSteady()).isFalse();
  }

  @Test
  void scoreIsCorrectedForTies() {
    var values = new double[] {10, 22, 21, 30, 22, 30, 22, 30, 40, 40};

    var trend = Trend.of(series(10, second -> values[second]));

    // S = 30, and its variance is (10·9·25 − 3·2·11 − 3·2·11 − 2·1·9) / 18.
    assertThat(trend.chance()).isCloseTo(0.0072556, within(1e-7));
  }

  @Test
  void fewSecondsShowNothing() {
    assertThatThrownBy(() -> Trend.of(series(9, second -> 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void longSeriesIsGrouped() {
    assertThat(Trend.of(series(86_400, second -> 1_000 + second * 0.001)).percentPerMinute())
        .isCloseTo(6 / 1_043.2, within(1e-3));
  }
}
