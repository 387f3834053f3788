package switchboard.console.metrics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static switchboard.console.metrics.Expression.metric;
import static switchboard.console.metrics.Expression.sum;
import static switchboard.console.metrics.LabelMatcher.equal;
import static switchboard.console.metrics.LabelMatcher.notEqual;
import static switchboard.console.metrics.LabelMatcher.regex;
import static switchboard.console.metrics.scrape.Histories.all;
import static switchboard.console.metrics.scrape.Histories.only;
import static switchboard.console.metrics.scrape.Histories.put;
import static switchboard.console.metrics.scrape.Histories.second;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.metrics.Expression.Difference;
import switchboard.console.metrics.Expression.OrElse;
import switchboard.console.metrics.Expression.Quantile;
import switchboard.console.metrics.Expression.Rate;
import switchboard.console.metrics.Expression.Ratio;
import switchboard.console.metrics.Expression.Scale;
import switchboard.console.metrics.Expression.SumBy;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.QueryResult;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.scrape.History;
import switchboard.console.metrics.scrape.Stale;

/** What the Prometheus documentation says of each operation. */
@Tag("locales")
class EvaluatorTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final Labels ONE = Labels.of("m", "instance", "one");
  private static final Labels TWO = Labels.of("m", "instance", "two");

  private final History history = new History();

  @Test
  void gaugeIsItsLatestValueOfTheLastFiveMinutes() {
    put(history, ONE, 0, 7);
    assertThat(only(history, metric("m"), 0)).isEqualTo(7);
    assertThat(only(history, metric("m"), 299)).isEqualTo(7);
    assertThat(all(history, metric("m"), 300)).isEmpty();
    assertThat(all(history, metric("m"), -1)).isEmpty();
  }

  @Test
  void endedSeriesHasNoValueFromItsMarkOn() {
    put(history, ONE, 0, 7);
    put(history, ONE, 1, Stale.MARK);
    assertThat(only(history, metric("m"), 0.9)).isEqualTo(7);
    assertThat(all(history, metric("m"), 1)).isEmpty();
  }

  @Test
  void measuredNanIsAValueAndNotAGap() {
    put(history, ONE, 0, Double.NaN);
    assertThat(only(history, metric("m"), 0)).isNaN();
  }

  @Test
  void matchersCompareWholeValuesAndTakeAMissingLabelAsEmpty() {
    put(history, ONE, 0, 1);
    put(history, TWO, 0, 2);
    assertThat(only(history, metric("m", equal("instance", "two")), 0)).isEqualTo(2);
    assertThat(only(history, metric("m", notEqual("instance", "two")), 0)).isEqualTo(1);
    assertThat(only(history, metric("m", regex("instance", "t.*")), 0)).isEqualTo(2);
    assertThat(all(history, metric("m", regex("instance", "t")), 0)).isEmpty();
    assertThat(all(history, metric("m", equal("other", "")), 0)).hasSize(2);
    assertThat(all(history, metric("unknown"), 0)).isEmpty();
  }

  @Test
  void rateIsExtrapolatedToTheWindowsEdges() {
    for (int i = 0; i < 30; i++) {
      put(history, ONE, i + 0.5, 100 + 5 * i);
    }
    assertThat(only(history, new Rate(metric("m"), TEN_SECONDS), 20)).isCloseTo(5, within(1e-12));
  }

  @Test
  void rateTakesADecreaseForARestartFromZero() {
    double[] values = {100, 110, 5, 15};
    for (int i = 0; i < values.length; i++) {
      put(history, ONE, i, values[i]);
    }
    // Up 10, from 0 to 5, up 10: 25 in 3 s, half a second added before the first sample: 25 · 3.5 /
    // 3 over 10 s.
    assertThat(only(history, new Rate(metric("m"), TEN_SECONDS), 3))
        .isCloseTo(25 * 3.5 / 3 / 10, within(1e-12));
  }

  @Test
  void rateIsNotExtrapolatedBelowZero() {
    put(history, ONE, 5, 0);
    put(history, ONE, 6, 8);
    put(history, ONE, 7, 16);
    assertThat(only(history, new Rate(metric("m"), TEN_SECONDS), 7)).isCloseTo(1.6, within(1e-12));
  }

  @Test
  void rateNeedsTwoSamplesInItsWindow() {
    put(history, ONE, 0, 1);
    put(history, ONE, 1, Stale.MARK);
    assertThat(all(history, new Rate(metric("m"), TEN_SECONDS), 2)).isEmpty();
    put(history, ONE, 8, 2);
    assertThat(all(history, new Rate(metric("m"), TEN_SECONDS), 9)).hasSize(1);
    assertThat(all(history, new Rate(metric("m"), TEN_SECONDS), 10)).isEmpty();
  }

  @Test
  void sumKeepsOnlyTheLabelsNamed() {
    put(history, Labels.of("m", "instance", "one", "route", "/a"), 0, 1);
    put(history, Labels.of("m", "instance", "one", "route", "/b"), 0, 2);
    put(history, TWO, 0, 4);
    assertThat(all(history, new SumBy(metric("m"), List.of("instance")), 0))
        .extracting(series -> series.labels().toMap().toString(), series -> series.value(0))
        .containsExactlyInAnyOrder(tuple("{instance=one}", 3.0), tuple("{instance=two}", 4.0));
    assertThat(only(history, sum(metric("m")), 0)).isEqualTo(7);
    assertThat(all(history, sum(metric("unknown")), 0)).isEmpty();
  }

  @Test
  void arithmeticPairsSeriesWithEqualLabelsAndDropsTheName() {
    put(history, ONE, 0, 6);
    put(history, TWO, 0, 1);
    put(history, Labels.of("n", "instance", "one"), 0, 3);
    List<Series> ratio = all(history, new Ratio(metric("m"), metric("n")), 0);
    assertThat(ratio).hasSize(1);
    assertThat(ratio.getFirst().value(0)).isEqualTo(2);
    assertThat(ratio.getFirst().labels().toMap()).containsOnlyKeys("instance");
    assertThat(only(history, new Difference(metric("m"), metric("n")), 0)).isEqualTo(3);
    assertThat(all(history, new Scale(metric("m"), 10), 0))
        .extracting(series -> series.value(0))
        .containsExactly(60.0, 10.0);
  }

  @Test
  void zeroByZeroIsNanAndNotAGap() {
    put(history, ONE, 0, 0);
    assertThat(only(history, new Ratio(metric("m"), metric("m")), 0)).isNaN();
  }

  @Test
  void alternativeFillsOnlyWhatTheFirstDoesNotHave() {
    put(history, ONE, 0, 1);
    put(history, Labels.of("n", "instance", "one"), 0, 9);
    put(history, Labels.of("n", "instance", "two"), 0, 8);
    assertThat(all(history, new OrElse(metric("m"), metric("n")), 0))
        .extracting(series -> series.value(0))
        .containsExactly(1.0, 8.0);
  }

  @Test
  void quantileIsInterpolatedWithinItsBucket() {
    put(history, bucket("0.1"), 0, 50);
    put(history, bucket("0.2"), 0, 90);
    put(history, bucket("+Inf"), 0, 100);
    assertThat(only(history, new Quantile(0.5, metric("m")), 0)).isEqualTo(0.1);
    assertThat(only(history, new Quantile(0.25, metric("m")), 0)).isEqualTo(0.05);
    assertThat(only(history, new Quantile(0.7, metric("m")), 0)).isCloseTo(0.15, within(1e-12));
    assertThat(only(history, new Quantile(0.99, metric("m")), 0)).isEqualTo(0.2);
  }

  @Test
  void quantileOfNothingIsNan() {
    put(history, bucket("0.1"), 0, 0);
    put(history, bucket("+Inf"), 0, 0);
    assertThat(only(history, new Quantile(0.5, metric("m")), 0)).isNaN();
  }

  @Test
  void quantileWithoutABucketForAllIsNan() {
    put(history, bucket("0.1"), 0, 1);
    put(history, bucket("0.2"), 0, 2);
    assertThat(only(history, new Quantile(0.5, metric("m")), 0)).isNaN();
    assertThat(all(history, new Quantile(0.5, metric("unknown")), 0)).isEmpty();
  }

  @Test
  void rangeHasAPointPerStepAndNoneInGaps() {
    put(history, ONE, 0, 1);
    put(history, ONE, 1, Stale.MARK);
    put(history, ONE, 3, 2);
    QueryResult result =
        new Evaluator(history).range(metric("m"), second(0), second(4.5), Duration.ofSeconds(1));
    assertThat(result).isInstanceOf(QueryResult.Values.class);
    Series series = ((QueryResult.Values) result).series().getFirst();
    assertThat(series.size()).isEqualTo(3);
    assertThat(series.timeMillis(0)).isEqualTo(second(0).toEpochMilli());
    assertThat(series.timeMillis(1)).isEqualTo(second(3).toEpochMilli());
    assertThat(series.timeMillis(2)).isEqualTo(second(4).toEpochMilli());
  }

  private static Labels bucket(String bound) {
    return Labels.of("m", "le", bound);
  }
}
