package switchboard.console.metrics.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.metrics.Expression.metric;

import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Sample;
import switchboard.console.metrics.Series;

class HistoryTest {
  private static final Labels SERIES = Labels.of("m");

  @Test
  void keepsTheLatestSamplesInOrderAndNoMoreThanItsCapacity() {
    History history = new History(10, 100);
    for (int i = 1; i <= 1_000; i++) {
      history.append(i, List.of(new Sample(SERIES, i)));
    }
    Series kept = history.select(metric("m"), 0, 1_000).getFirst();
    assertThat(kept.size()).isEqualTo(100);
    assertThat(kept.timeMillis(0)).isEqualTo(901);
    assertThat(kept.value(99)).isEqualTo(1_000);
    assertThat(history.refusedSamples()).isZero();
  }

  @Test
  void selectsAfterTheOneTimeAndUpToTheOther() {
    History history = new History(10, 100);
    for (int i = 1; i <= 70; i++) {
      history.append(i, List.of(new Sample(SERIES, i)));
    }
    Series some = history.select(metric("m"), 64, 66).getFirst();
    assertThat(some.size()).isEqualTo(2);
    assertThat(some.value(0)).isEqualTo(65);
    assertThat(some.value(1)).isEqualTo(66);
  }

  @Test
  void refusesWhatIsNotNewer() {
    History history = new History();
    history.append(2, List.of(new Sample(SERIES, 1)));
    history.append(2, List.of(new Sample(SERIES, 2)));
    history.append(1, List.of(new Sample(SERIES, 3)));
    assertThat(history.refusedSamples()).isEqualTo(2);
    assertThat(history.select(metric("m"), 0, 10).getFirst().size()).isEqualTo(1);
  }

  @Test
  void refusesSeriesBeyondItsBoundUntilOthersHaveBeenSilent() {
    History history = new History(2, 100);
    history.append(1, List.of(new Sample(Labels.of("a"), 1), new Sample(Labels.of("b"), 1)));
    history.append(2, List.of(new Sample(Labels.of("a"), 1), new Sample(Labels.of("c"), 1)));
    assertThat(history.seriesCount()).isEqualTo(2);
    assertThat(history.refusedSamples()).isEqualTo(1);

    long later = 3 + History.RETENTION.toMillis();
    history.append(later, List.of(new Sample(Labels.of("c"), 1)));
    assertThat(history.seriesCount()).isEqualTo(1);
    assertThat(history.select(metric("c"), 0, later)).hasSize(1);
    assertThat(history.select(metric("a"), 0, later)).isEmpty();
  }
}
