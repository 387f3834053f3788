package switchboard.console.ui.chart;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.collections.FXCollections;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import switchboard.console.load.Distribution;
import switchboard.console.plot.LinearScale;
import switchboard.console.plot.LogScale;
import switchboard.console.plot.ValueScale;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.ui.fx.Palette;

/**
 * Histograms of durations over each other: the share of each tenth of a decade, and a rule at each
 * 99th percentile. FX thread only. Style classes are those of {@link TimeSeriesChart}.
 */
public final class DistributionChart extends CanvasChart {
  private static final double PIXELS_PER_TICK = 50;
  private static final int PER_DECADE = 10;
  private static final double LINE_WIDTH = 1.6;
  private static final double TINT = 0.18;

  /** Below every percentile that has a sample of its own: the shortest duration. */
  private static final double LOWEST = 1e-9;

  private final Palette palette;
  private final PlotAxis timeAxis;
  private final PlotAxis shareAxis;
  private final Canvas canvas = new Canvas();
  private final CanvasSurface surface = new CanvasSurface(canvas);
  private final SeriesLegend legend;
  private final ValueScale times = new LogScale(Unit.SECONDS);
  private final ValueScale shares = new LinearScale(Unit.PERCENT);
  private final Label state = new Label("Nothing measured yet");

  /** Held here because the palette holds it only weakly. */
  private final InvalidationListener recolored = _ -> recolor();

  private List<Named> all = List.of();

  /**
   * What is shown.
   *
   * @param name in the legend, and of its colour
   */
  public record Named(String name, Distribution distribution) {
    public Named {
      Objects.requireNonNull(name);
      Objects.requireNonNull(distribution);
    }

    private double share(double fromSeconds, double toSeconds) {
      return 100.0
          * (distribution.countAbove(duration(fromSeconds))
              - distribution.countAbove(duration(toSeconds)))
          / distribution.count();
    }

    private static Duration duration(double seconds) {
      return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private double seconds(double percentile) {
      return distribution.at(percentile).toNanos() / 1e9;
    }
  }

  /** A part of the time axis, and the share that is in it. */
  private record Bar(double fromSeconds, double toSeconds, double percent) {}

  /** An empty chart. */
  public DistributionChart(Palette palette) {
    this(palette, new PlotAxis(), new PlotAxis());
  }

  private DistributionChart(Palette palette, PlotAxis timeAxis, PlotAxis shareAxis) {
    super(timeAxis, shareAxis);
    this.palette = palette;
    this.timeAxis = timeAxis;
    this.shareAxis = shareAxis;
    legend = new SeriesLegend(palette, this::refresh);
    getStyleClass().add("time-series-chart");
    getStylesheets()
        .add(
            Objects.requireNonNull(DistributionChart.class.getResource("chart.css"))
                .toExternalForm());
    setAnimated(false);
    setVerticalGridLinesVisible(false);
    setVerticalZeroLineVisible(false);
    setHorizontalZeroLineVisible(false);
    setLegend(legend);
    state.getStyleClass().add("chart-state");
    for (var node : List.of(canvas, state)) {
      node.setManaged(false);
      node.setMouseTransparent(true);
      getPlotChildren().add(node);
    }
    palette.toneProperty().addListener(new WeakInvalidationListener(recolored));
    // The superclass lays out nothing without a list of series.
    setData(FXCollections.observableArrayList());
    refresh();
  }

  /** Replaces what is shown; what has no sample is left out. */
  public void show(List<Named> wanted) {
    all = wanted.stream().filter(each -> each.distribution().count() > 0).toList();
    refresh();
  }

  private void recolor() {
    legend.recolor();
    refresh();
  }

  private void refresh() {
    legend.show(all.stream().map(Named::name).toList());
    setAccessibleText(
        all.isEmpty()
            ? state.getText()
            : all.stream()
                .map(
                    each ->
                        each.name()
                            + ": p50 "
                            + Format.duration(each.distribution().at(50))
                            + ", p99 "
                            + Format.duration(each.distribution().at(99)))
                .collect(Collectors.joining("; ", "Latency histogram. ", "")));
    requestChartLayout();
    requestLayout();
  }

  private List<Named> visible() {
    return all.stream().filter(each -> !legend.hides(each.name())).toList();
  }

  private static List<Bar> bars(Named of) {
    int first = (int) Math.floor(PER_DECADE * Math.log10(of.seconds(LOWEST))) - 1;
    int last = (int) Math.ceil(PER_DECADE * Math.log10(of.seconds(100)));
    return IntStream.rangeClosed(first, last)
        .mapToObj(
            tenth -> new Bar(edge(tenth), edge(tenth + 1), of.share(edge(tenth), edge(tenth + 1))))
        .toList();
  }

  private static double edge(int tenth) {
    return Math.pow(10, (double) tenth / PER_DECADE);
  }

  /** Bounds and ticks come first, since the superclass gives the plot what the axes leave. */
  @Override
  protected void layoutChildren() {
    var shown = visible();
    times.fit(
        new ValueScale.Extent(
            shown.stream().mapToDouble(each -> each.seconds(LOWEST)).min().orElse(Double.NaN),
            shown.stream().mapToDouble(each -> each.seconds(100)).max().orElse(Double.NaN)),
        1);
    shares.fit(
        new ValueScale.Extent(
            Double.NaN,
            shown.stream()
                .flatMap(each -> bars(each).stream())
                .mapToDouble(Bar::percent)
                .max()
                .orElse(Double.NaN)),
        (int) Math.clamp(getHeight() / PIXELS_PER_TICK, 2, 5));
    // A hair more, since an axis leaves out a tick that rounding puts beyond its end.
    timeAxis.show(0, times.top() * (1 + 1e-9), times.ticks());
    shareAxis.show(0, shares.top() * (1 + 1e-9), shares.ticks());
    super.layoutChildren();
  }

  /** Called by the superclass when the plot's size or what it shows has changed. */
  @Override
  protected void layoutPlotChildren() {
    canvas.setWidth(Math.floor(timeAxis.getWidth()));
    canvas.setHeight(Math.floor(shareAxis.getHeight()));
    surface.clear();
    visible().forEach(this::paint);
    state.setVisible(all.isEmpty());
    state.autosize();
    state.relocate(
        (canvas.getWidth() - state.getWidth()) / 2, (canvas.getHeight() - state.getHeight()) / 2);
  }

  private void paint(Named of) {
    var bars = bars(of);
    var xs = new double[2 * bars.size()];
    var ys = new double[2 * bars.size()];
    for (int i = 0; i < bars.size(); i++) {
      xs[2 * i] = x(bars.get(i).fromSeconds());
      xs[2 * i + 1] = x(bars.get(i).toSeconds());
      ys[2 * i] = y(bars.get(i).percent());
      ys[2 * i + 1] = ys[2 * i];
    }
    var color = palette.series(of.name());
    var tint = color.deriveColor(0, 1, 1, TINT);
    surface.area(xs, ys, xs.length, tint, tint);
    surface.line(xs, ys, xs.length, new Surface.Stroke(color, LINE_WIDTH, 0));
    surface.rule(
        Math.floor(x(of.seconds(99))) + 0.5, new Surface.Stroke(color, 1, 4), "p99 " + of.name());
  }

  private double x(double seconds) {
    return surface.width() * times.place(seconds) / times.top();
  }

  private double y(double percent) {
    return (surface.height() - 1) * (1 - shares.place(percent) / shares.top());
  }
}
