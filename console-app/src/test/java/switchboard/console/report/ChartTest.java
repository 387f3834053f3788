package switchboard.console.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.metrics.panel.PanelStatus;
import switchboard.console.metrics.panel.Panels;

class ChartTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  private static Chart chart(double... values) {
    return Chart.of(
        new PanelData(
            Panels.forScrapesEvery(Duration.ofSeconds(1)).requests(),
            AT,
            Duration.ofSeconds(1),
            values.length,
            List.of(new Line("backend-1", values)),
            Optional.empty(),
            Optional.empty(),
            new PanelStatus.Current()));
  }

  @Test
  void shortRunKeepsEveryValue() {
    var chart = chart(1, Double.NaN, 3);

    assertThat(chart.stepSeconds()).isEqualTo(1);
    assertThat(values(chart)).containsExactly(1, Double.NaN, 3);
    assertThat(chart.length()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void longRunKeepsTheExtremesWhereTheyWere() {
    var values = new double[3_601];
    Arrays.fill(values, 10);
    values[1_801] = 99;
    values[2_402] = 1;

    var chart = chart(values);

    var kept = values(chart);
    assertThat(kept).hasSizeLessThanOrEqualTo(Chart.MAX_POINTS).contains(99.0, 1.0);
    assertThat(chart.stepSeconds()).isEqualTo(2);
    var peak = IntStream.range(0, kept.length).filter(i -> kept[i] == 99).findFirst().orElseThrow();
    assertThat(peak * chart.stepSeconds()).isBetween(1_798.0, 1_804.0);
  }

  @Test
  void longGapStaysAGap() {
    var values = new double[3_601];
    Arrays.fill(values, 1_000, 1_100, Double.NaN);

    assertThat(Arrays.stream(values(chart(values))).filter(Double::isNaN).count())
        .isBetween(48L, 50L);
  }

  @Test
  void lineWithoutAnyValueIsLeftOut() {
    assertThat(chart(Double.NaN, Double.NaN).lines()).isEmpty();
  }

  private static double[] values(Chart chart) {
    var line = chart.lines().getFirst();
    return IntStream.range(0, line.size()).mapToDouble(line::value).toArray();
  }
}
