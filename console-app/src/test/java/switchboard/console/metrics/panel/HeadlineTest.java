package switchboard.console.metrics.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.metrics.Expression.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.text.Unit;

class HeadlineTest {
  private static final Panel PANEL =
      Panel.of("cpu", "CPU", Unit.CORES, Query.byInstance(metric("cpu")));

  @Test
  void sumIsOfTheNewestValues() {
    var data = data(new Line("a", new double[] {9, 0.5}), new Line("b", new double[] {9, 0.25}));

    assertThat(Headline.SUM.words(data)).isEqualTo("0.75 cores");
    assertThat(Headline.sumInAll().words(data)).isEqualTo("0.75 cores in all");
  }

  @Test
  void nothingIsNotZero() {
    var data = data(new Line("a", new double[] {Double.NaN, Double.NaN}));

    assertThat(Headline.SUM.words(data)).isEqualTo("–");
    assertThat(Headline.sumInAll().words(data)).isEmpty();
    assertThat(Headline.latest("a").words(data)).isEqualTo("a –");
    assertThat(Headline.latest("b").words(data)).isEqualTo("b –");
  }

  @Test
  void latestIsOfItsLineAlone() {
    var data = data(new Line("p50", new double[] {1, 2}), new Line("p99", new double[] {3, 4}));

    assertThat(Headline.latest("p99").words(data)).isEqualTo("p99 4.00 cores");
  }

  private static PanelData data(Line... lines) {
    return new PanelData(
        PANEL,
        Instant.EPOCH,
        Duration.ofSeconds(1),
        2,
        List.of(lines),
        Optional.empty(),
        Optional.empty(),
        new PanelStatus.Current());
  }
}
