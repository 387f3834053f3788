package switchboard.console.ui.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.collections.FXCollections;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.paint.Color;
import switchboard.console.plot.LinearScale;
import switchboard.console.plot.LogScale;
import switchboard.console.plot.ValueScale;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.ui.fx.Palette;

/**
 * A figure of configurations against their cost: a disc for each that passed, a ring for one that
 * failed, a line along the frontier, a larger disc for the cheapest. FX thread only. Style classes
 * are those of {@link TimeSeriesChart}.
 */
public final class CostChart extends CanvasChart {
  private static final double PIXELS_PER_TICK = 50;
  private static final double SIZE = 9;
  private static final double CHOSEN_SIZE = 14;
  private static final double RING = 1.6;

  /** From a point on, as far as its text is shown for the pointer. */
  private static final double NEAR = 14;

  private final String name;
  private final Unit unit;
  private final Palette palette;
  private final PlotAxis costAxis;
  private final PlotAxis valueAxis;
  private final Canvas canvas = new Canvas();
  private final CanvasSurface surface = new CanvasSurface(canvas);
  private final ValueScale costs = new LinearScale(Unit.CORES);
  private final ValueScale values;
  private final Label state = new Label("Nothing measured yet");
  private final Label note = new Label();

  /** Held here because the palette holds it only weakly. */
  private final InvalidationListener recolored = _ -> refresh();

  private List<Dot> all = List.of();
  private OptionalDouble limit = OptionalDouble.empty();

  /** What a dot stands for. */
  public enum Kind {
    PASSED,
    FAILED,
    /** Passed, and nothing cheaper has as good a figure. */
    FRONTIER,
    /** The cheapest that passed. */
    CHEAPEST
  }

  /**
   * One configuration.
   *
   * @param value in the unit of the chart
   * @param text what it is
   */
  public record Dot(double cost, double value, Kind kind, String text) {
    public Dot {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(text);
    }
  }

  /**
   * An empty chart.
   *
   * @param name for screen readers: "p99 against cost"
   * @param unit of the figure; durations have a logarithmic scale
   */
  public CostChart(String name, Unit unit, Palette palette) {
    this(name, unit, palette, new PlotAxis(), new PlotAxis());
  }

  private CostChart(
      String name, Unit unit, Palette palette, PlotAxis costAxis, PlotAxis valueAxis) {
    super(costAxis, valueAxis);
    this.name = name;
    this.unit = unit;
    this.palette = palette;
    this.costAxis = costAxis;
    this.valueAxis = valueAxis;
    values = unit == Unit.SECONDS ? new LogScale(unit) : new LinearScale(unit);
    getStyleClass().add("time-series-chart");
    getStylesheets()
        .add(Objects.requireNonNull(CostChart.class.getResource("chart.css")).toExternalForm());
    setAnimated(false);
    setLegendVisible(false);
    setVerticalGridLinesVisible(false);
    setVerticalZeroLineVisible(false);
    setHorizontalZeroLineVisible(false);
    state.getStyleClass().add("chart-state");
    note.getStyleClass().add("chart-state");
    note.setVisible(false);
    for (var node : List.of(canvas, state, note)) {
      node.setManaged(false);
      node.setMouseTransparent(true);
      getPlotChildren().add(node);
    }
    setOnMouseMoved(moved -> point(moved.getSceneX(), moved.getSceneY()));
    setOnMouseExited(left -> note.setVisible(false));
    palette.toneProperty().addListener(new WeakInvalidationListener(recolored));
    // The superclass lays out nothing without a list of series.
    setData(FXCollections.observableArrayList());
    refresh();
  }

  /**
   * Replaces what is shown; what has no value is left out.
   *
   * @param wantedLimit a dashed line
   */
  public void show(List<Dot> wanted, OptionalDouble wantedLimit) {
    all =
        wanted.stream()
            .filter(each -> Double.isFinite(each.value()))
            .sorted(Comparator.comparingDouble(Dot::cost))
            .toList();
    limit = wantedLimit;
    note.setVisible(false);
    refresh();
  }

  private void refresh() {
    setAccessibleText(
        all.isEmpty()
            ? name + ": " + state.getText()
            : all.stream().map(this::words).collect(Collectors.joining("; ", name + ". ", "")));
    requestChartLayout();
    requestLayout();
  }

  private String words(Dot of) {
    var kind =
        switch (of.kind()) {
          case PASSED -> "passed";
          case FAILED -> "failed";
          case FRONTIER -> "passed, on the frontier";
          case CHEAPEST -> "the cheapest that passed";
        };
    return "%s: %s, %s".formatted(of.text(), Format.figure(of.value(), unit), kind);
  }

  /** Bounds and ticks come first, since the superclass gives the plot what the axes leave. */
  @Override
  protected void layoutChildren() {
    var parts = (int) Math.clamp(getHeight() / PIXELS_PER_TICK, 2, 5);
    costs.fit(
        new ValueScale.Extent(
            Double.NaN, all.stream().mapToDouble(Dot::cost).max().orElse(Double.NaN)),
        4);
    values.fit(
        new ValueScale.Extent(
            all.stream().mapToDouble(Dot::value).filter(each -> each > 0).min().orElse(Double.NaN),
            all.stream()
                .mapToDouble(Dot::value)
                .reduce(limit.orElse(Double.NEGATIVE_INFINITY), Math::max)),
        parts);
    // A hair more, since an axis leaves out a tick that rounding puts beyond its end.
    costAxis.show(0, costs.top() * (1 + 1e-9), costs.ticks());
    valueAxis.show(0, values.top() * (1 + 1e-9), values.ticks());
    super.layoutChildren();
  }

  /** Called by the superclass when the plot's size or what it shows has changed. */
  @Override
  protected void layoutPlotChildren() {
    canvas.setWidth(Math.floor(costAxis.getWidth()));
    canvas.setHeight(Math.floor(valueAxis.getHeight()));
    surface.clear();
    limit.ifPresent(this::paintLimit);
    paintFrontier();
    all.forEach(this::paint);
    state.setVisible(all.isEmpty());
    state.autosize();
    state.relocate(
        (canvas.getWidth() - state.getWidth()) / 2, (canvas.getHeight() - state.getHeight()) / 2);
  }

  private void paintLimit(double value) {
    var y = Math.floor(y(value)) + 0.5;
    surface.line(
        new double[] {0, surface.width()},
        new double[] {y, y},
        2,
        new Surface.Stroke(palette.limit(), 1.2, 4));
  }

  private void paintFrontier() {
    var on =
        all.stream()
            .filter(each -> each.kind() == Kind.FRONTIER || each.kind() == Kind.CHEAPEST)
            .toList();
    if (on.size() > 1) {
      surface.line(
          on.stream().mapToDouble(this::x).toArray(),
          on.stream().mapToDouble(this::y).toArray(),
          on.size(),
          new Surface.Stroke(palette.recovery().deriveColor(0, 1, 1, 0.6), 1, 0));
    }
  }

  private void paint(Dot dot) {
    switch (dot.kind()) {
      case PASSED, FRONTIER -> disc(dot, SIZE, palette.recovery());
      case CHEAPEST -> disc(dot, CHOSEN_SIZE, palette.action());
      case FAILED -> ring(dot, palette.destruction());
    }
  }

  private void disc(Dot dot, double size, Color color) {
    surface.line(
        new double[] {x(dot)}, new double[] {y(dot)}, 1, new Surface.Stroke(color, size, 0));
  }

  private void ring(Dot dot, Color color) {
    var steps = 24;
    var xs = new double[steps + 1];
    var ys = new double[steps + 1];
    for (var i = 0; i <= steps; i++) {
      var angle = 2 * Math.PI * i / steps;
      xs[i] = x(dot) + SIZE / 2 * Math.cos(angle);
      ys[i] = y(dot) + SIZE / 2 * Math.sin(angle);
    }
    surface.line(xs, ys, xs.length, new Surface.Stroke(color, RING, 0));
  }

  private void point(double sceneX, double sceneY) {
    var at = canvas.sceneToLocal(sceneX, sceneY);
    var near =
        all.stream()
            .filter(each -> at.distance(x(each), y(each)) < NEAR)
            .min(Comparator.comparingDouble(each -> at.distance(x(each), y(each))));
    note.setVisible(near.isPresent());
    near.ifPresent(
        dot -> {
          note.setText(dot.text() + " · " + Format.figure(dot.value(), unit));
          note.autosize();
          note.relocate(
              Math.clamp(x(dot) + SIZE, 0, Math.max(0, canvas.getWidth() - note.getWidth())),
              Math.max(0, y(dot) - SIZE - note.getHeight()));
        });
  }

  private double x(Dot of) {
    return surface.width() * costs.place(of.cost()) / costs.top();
  }

  private double y(Dot of) {
    return y(of.value());
  }

  private double y(double value) {
    return (surface.height() - 1) * (1 - values.place(value) / values.top());
  }
}
