package switchboard.console.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.metrics.panel.PanelStatus;
import switchboard.console.metrics.panel.Panels;
import switchboard.console.plot.LogScale;
import switchboard.console.plot.Polyline;
import switchboard.console.plot.TimeRange;
import switchboard.console.plot.ValueScale;
import switchboard.console.ui.fx.Palette;

class HeatmapTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final double GAP = Double.NaN;

  private final PanelData data =
      new PanelData(
          Panels.forScrapesEvery(Duration.ofSeconds(1)).latency(),
          START,
          Duration.ofSeconds(1),
          4,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(
              new Line("0.001", new double[] {0, 0, GAP, 0}),
              new Line("0.01", new double[] {10, 10, GAP, 10}),
              new Line("0.1", new double[] {10, 14, GAP, 10 - 1e-12}),
              new Line("+Inf", new double[] {10, 14, GAP, 11})),
          new PanelStatus.Current());
  private final HeatGrid grid = HeatGrid.of(data).orElseThrow();
  private final TimeRange all = new TimeRange(START, START.plusSeconds(3));

  @Test
  void bucketsAreTakenApartAndNamed() {
    assertThat(List.of(grid.name(0), grid.name(1), grid.name(3)))
        .containsExactly("≤ 1.0 ms", "1.0 – 10 ms", "> 100 ms");
    assertThat(grid.rate(1, 1)).isEqualTo(10);
    assertThat(grid.rate(2, 1)).isEqualTo(4);
    assertThat(grid.rate(2, 2)).isNaN();
    assertThat(grid.rate(2, 3)).as("a difference in the last digits").isZero();
  }

  @Test
  void scaleReachesOverWhatCame() {
    assertThat(grid.extent(all)).isEqualTo(new ValueScale.Extent(0.001, 0.2));
    assertThat(grid.extent(new TimeRange(START, START.plusSeconds(1))))
        .isEqualTo(new ValueScale.Extent(0.001, 0.1));
    assertThat(
            grid.extent(new TimeRange(START.plusMillis(1_500), START.plusMillis(2_500))).isEmpty())
        .isTrue();
    assertThat(grid.highest(all)).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({"0, -1", "NaN, -1", "0.001, 0", "0.09, 0", "0.1, 1", "20, 4", "26, 5", "87, 5"})
  void everyLevelReachesFourTimesAsFar(double rate, int level) {
    assertThat(new HeatScale(87).level(rate)).isEqualTo(level);
    assertThat(new HeatScale(87).reach(HeatScale.LEVELS - 1)).isEqualTo(100);
  }

  @Test
  void neighboursOfOneColourAreOneRectangleAndGapsNone() {
    assertThat(rectangles(25, 100))
        .containsExactly(
            "0..50 y 50+50 level 5", "75..100 y 50+50 level 5", "25..50 y 0+50 level 5");
  }

  @Test
  void ofInstantsInOneColumnOfPixelsTheHighestShows() {
    assertThat(rectangles(0.5, 2)).containsExactly("0..2 y 50+50 level 5", "0..1 y 0+50 level 5");
  }

  private List<String> rectangles(double perInstant, double width) {
    var found = new ArrayList<String>();
    var scale = new LogScale(data.panel().unit());
    scale.fit(new ValueScale.Extent(0.001, 0.1), 4);
    new Heatmap(grid, all)
        .trace(
            0,
            4,
            new Polyline.Scale(perInstant / 2, perInstant, 100, -100 / scale.top(), scale::place),
            width,
            (x, y, wide, high, level) ->
                found.add(
                    String.format(
                        Locale.ROOT,
                        "%.0f..%.0f y %.0f+%.0f level %d",
                        x,
                        x + wide,
                        y,
                        high,
                        level)));
    return found;
  }

  @Test
  void valuesAndPictureAreOfTheBuckets() {
    var scale = new LogScale(data.panel().unit());
    scale.fit(grid.extent(all), 4);
    var picture =
        new Picture(data, data.lines(), Optional.of(new Heatmap(grid, all)), all, scale, List.of());

    assertThat(picture.csv().lines().limit(3))
        .containsExactly(
            "time,\"≤ 1.0 ms (1/s)\",\"1.0 – 10 ms (1/s)\",\"10 – 100 ms (1/s)\","
                + "\"> 100 ms (1/s)\"",
            "2026-01-01T12:00:00Z,0.0,10.0,0.0,0.0",
            "2026-01-01T12:00:01Z,0.0,10.0,4.0,0.0");
    assertThat(SvgPicture.of(picture, new Palette()))
        .contains("per s, up to", "shape-rendering='crispEdges'")
        .doesNotContain("<polyline");
  }
}
