package switchboard.console.ui.chart;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.Panel;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.plot.LinearScale;
import switchboard.console.plot.LogScale;
import switchboard.console.plot.TimeRange;
import switchboard.console.plot.TimeTicks;
import switchboard.console.plot.ValueScale;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.ui.fx.Palette;

/**
 * Lines over time, with axes, limit, strain, marks, crosshair, zoom and a legend that hides and
 * shows. Give it a whole new {@link PanelData} per tick with {@link #show}; it draws on a canvas in
 * the next layout pass, at a cost that grows with its width and not with the number of values. FX
 * thread only.
 *
 * <p>Style classes, all in {@code chart.css}: {@code time-series-chart}, {@code series-legend},
 * {@code chart-readout}, {@code chart-state}, {@code chart-limit-label}, {@code chart-crosshair},
 * {@code chart-selection}.
 */
public final class TimeSeriesChart extends CanvasChart {
  private static final double PIXELS_PER_VALUE_TICK = 70;
  private static final double PIXELS_PER_TIME_TICK = 90;

  private final Panel panel;
  private final Palette palette;
  private final TimeWindow window;
  private final PlotAxis timeAxis;
  private final PlotAxis valueAxis;
  private final Canvas canvas = new Canvas();
  private final CanvasSurface surface = new CanvasSurface(canvas);
  private final PlotPainter painter;
  private final SeriesLegend legend;
  private final HeatLegend heatLegend;
  private final CrosshairLayer crosshairLayer;
  private final Rectangle selection = new Rectangle();
  private final Label limitLabel = new Label();
  private final Label state = new Label(ChartText.WAITING);
  private final Region glass = new Region();

  /** Held here because the shared objects hold it only weakly. */
  private final InvalidationListener changed = _ -> refresh();

  private final InvalidationListener recolored = _ -> recolor();

  private Optional<PanelData> data = Optional.empty();
  private Optional<PanelData> beside = Optional.empty();
  private List<Mark> marks = List.of();
  private ValueScale scale;
  private boolean logarithmic;
  private boolean heat;

  /**
   * An empty chart that says it waits for data.
   *
   * @param window shared by the charts that belong together
   */
  public TimeSeriesChart(Panel panel, Palette palette, TimeWindow window) {
    this(panel, palette, window, new PlotAxis(), new PlotAxis());
  }

  private TimeSeriesChart(
      Panel panel, Palette palette, TimeWindow window, PlotAxis timeAxis, PlotAxis valueAxis) {
    super(timeAxis, valueAxis);
    this.panel = panel;
    this.palette = palette;
    this.window = window;
    this.timeAxis = timeAxis;
    this.valueAxis = valueAxis;
    this.scale = new LinearScale(panel.unit());
    this.painter = new PlotPainter(palette);
    this.legend = new SeriesLegend(palette, this::refresh);
    this.heatLegend = new HeatLegend(palette);
    this.crosshairLayer = new CrosshairLayer(window, panel.unit(), palette);
    compose();
    new PlotGestures(glass, selection, this::range, window).listen(this);
    window.crosshairProperty().addListener(new WeakInvalidationListener(crosshairLayer.moved()));
    window.zoomProperty().addListener(new WeakInvalidationListener(changed));
    palette.toneProperty().addListener(new WeakInvalidationListener(recolored));
    refresh();
  }

  /** Replaces what is shown. */
  public void show(PanelData newData) {
    data = Optional.of(newData);
    refresh();
  }

  /** Makes room for the values of another chart's data, so that both have one scale. */
  public void setBeside(PanelData other) {
    beside = Optional.of(other);
    refresh();
  }

  /** The events to draw, in any order; those outside the time shown are left out. */
  public void setMarks(List<Mark> newMarks) {
    if (!marks.equals(newMarks)) {
      marks = List.copyOf(newMarks);
      refresh();
    }
  }

  /** Whether every factor of ten takes the same height; at first it does not. */
  public void setLogarithmic(boolean newLogarithmic) {
    logarithmic = newLogarithmic;
    rescale();
  }

  /**
   * Whether all of the panel's histogram is shown, by colours, instead of the lines; at first it is
   * not. Its scale is always logarithmic.
   */
  public void setHeat(boolean newHeat) {
    heat = newHeat;
    setLegend(heat ? heatLegend : legend);
    rescale();
  }

  private void rescale() {
    scale = logarithmic || heat ? new LogScale(panel.unit()) : new LinearScale(panel.unit());
    refresh();
  }

  private Optional<Heatmap> heatmap(TimeRange range) {
    return data.filter(shown -> heat).flatMap(HeatGrid::of).map(grid -> new Heatmap(grid, range));
  }

  private ValueScale.Extent extent(TimeRange range) {
    return data.map(
            shown ->
                heat
                    ? HeatGrid.of(shown)
                        .map(grid -> grid.extent(range))
                        .orElse(ValueScale.Extent.NONE)
                    : ValueScale.Extent.of(shown, visibleLines(), range)
                        .and(beside.map(TimeSeriesChart::extent).orElse(ValueScale.Extent.NONE)))
        .orElse(ValueScale.Extent.NONE);
  }

  private static ValueScale.Extent extent(PanelData all) {
    return ValueScale.Extent.of(all, all.lines(), new TimeRange(all.start(), all.end()));
  }

  /** What is to be seen; empty before the first data. */
  private Optional<Picture> picture() {
    TimeRange range = range();
    return data.map(
        shown -> new Picture(shown, visibleLines(), heatmap(range), range, scale, within(range)));
  }

  /** The values that are to be seen, as CSV; empty before the first data. */
  public Optional<String> csv() {
    return picture().map(Picture::csv);
  }

  /** What is to be seen as an SVG document; empty before the first data. */
  public Optional<String> svg() {
    return picture().map(seen -> SvgPicture.of(seen, palette));
  }

  /** The panel that the chart is for. */
  public Panel panel() {
    return panel;
  }

  private void compose() {
    getStyleClass().add("time-series-chart");
    getStylesheets()
        .add(
            Objects.requireNonNull(TimeSeriesChart.class.getResource("chart.css"))
                .toExternalForm());
    setAnimated(false);
    setVerticalGridLinesVisible(false);
    setVerticalZeroLineVisible(false);
    setHorizontalZeroLineVisible(false);
    setLegend(legend);
    setFocusTraversable(true);
    selection.getStyleClass().add("chart-selection");
    selection.setVisible(false);
    limitLabel.getStyleClass().add("chart-limit-label");
    state.getStyleClass().add("chart-state");
    state.setWrapText(true);
    for (var node : List.of(canvas, selection, limitLabel, state, glass)) {
      node.setManaged(false);
      node.setMouseTransparent(true);
    }
    glass.setMouseTransparent(false);
    getPlotChildren().addAll(canvas, selection, limitLabel, state);
    getPlotChildren().addAll(crosshairLayer.nodes());
    getPlotChildren().add(glass);
    // The superclass lays out nothing without a list of series; the values themselves are in
    // PanelData.
    setData(FXCollections.observableArrayList());
  }

  private void recolor() {
    legend.recolor();
    refresh();
  }

  /** The time that is shown. */
  public TimeRange range() {
    return window
        .zoomProperty()
        .get()
        .or(() -> data.map(shown -> new TimeRange(shown.start(), shown.end())))
        .orElseGet(() -> new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(900)));
  }

  private void refresh() {
    legend.show(
        data.stream().flatMap(shown -> shown.lines().stream()).map(Line::name).distinct().toList());
    setAccessibleText(ChartText.summary(panel, data));
    requestChartLayout();
    requestLayout();
  }

  /** Bounds and ticks come first, since the superclass gives the plot what the axes leave. */
  @Override
  protected void layoutChildren() {
    TimeRange range = range();
    boolean live = window.zoomProperty().get().isEmpty();
    int timeTicks = (int) Math.clamp(getWidth() / PIXELS_PER_TIME_TICK, 2, 20);
    timeAxis.show(
        (double) range.start().toEpochMilli(),
        (double) range.end().toEpochMilli(),
        live ? TimeTicks.live(range, timeTicks) : TimeTicks.clock(range, timeTicks));
    scale.fit(extent(range), (int) Math.clamp(getHeight() / PIXELS_PER_VALUE_TICK, 2, 5));
    // A hair more, since the axis leaves out a tick that rounding puts beyond its end.
    valueAxis.show(0, scale.top() * (1 + 1e-9), scale.ticks());
    layoutContentAndLegend();
  }

  /** The superclass's own would take the legend away where it leaves little to the lines. */
  private void layoutContentAndLegend() {
    double left = snappedLeftInset();
    double top = snappedTopInset();
    double width = getWidth() - left - snappedRightInset();
    double height = getHeight() - top - snappedBottomInset();
    double legendHeight = snapSizeY(getLegend().prefHeight(width));
    double contentHeight = Math.max(0, height - legendHeight);
    for (Node child : getChildren()) {
      if (child.getStyleClass().contains("chart-content")) {
        child.resizeRelocate(left, top, width, contentHeight);
      }
    }
    getLegend().resizeRelocate(left, top + contentHeight, width, legendHeight);
  }

  private List<Line> visibleLines() {
    return data.stream()
        .flatMap(shown -> shown.lines().stream())
        .filter(line -> !legend.hides(line.name()))
        .toList();
  }

  /** Called by the superclass when the plot's size or what it shows has changed. */
  @Override
  protected void layoutPlotChildren() {
    double width = Math.floor(timeAxis.getWidth());
    double height = Math.floor(valueAxis.getHeight());
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      glass.resizeRelocate(0, 0, width, height);
    }
    TimeRange range = range();
    Optional<Picture> picture = picture();
    picture.flatMap(Picture::heat).map(Heatmap::colors).ifPresent(heatLegend::show);
    surface.clear();
    picture.ifPresent(shown -> painter.paint(shown, surface));
    crosshairLayer.show(picture, width, height);
    placeLimit(height, width);
    placeState(visibleLines(), range, width, height);
  }

  private List<Mark> within(TimeRange range) {
    return marks.stream().filter(mark -> range.has(mark.at())).toList();
  }

  private void placeLimit(double height, double width) {
    OptionalDouble limit =
        data.flatMap(PanelData::limit).map(Line::latest).orElse(OptionalDouble.empty());
    limitLabel.setVisible(limit.isPresent());
    if (limit.isPresent()) {
      Format.Figure figure = Format.figure(limit.getAsDouble(), panel.unit());
      limitLabel.setText("limit " + (panel.unit() == Unit.CORES ? figure.number() : figure));
      limitLabel.setTextFill(palette.limit());
      limitLabel.autosize();
      double line = height * (1 - scale.place(limit.getAsDouble()) / scale.top());
      double above = line - limitLabel.getHeight() - 1;
      limitLabel.relocate(width - limitLabel.getWidth() - 2, above >= 0 ? above : line + 2);
    }
  }

  /** In the middle of an empty plot; at the top of one that still shows what was. */
  private void placeState(List<Line> lines, TimeRange range, double width, double height) {
    boolean empty = extent(range).isEmpty();
    String text =
        ChartText.state(data, empty, lines.isEmpty(), window.zoomProperty().get().isPresent());
    state.setText(text);
    state.setVisible(!text.isEmpty());
    double stateWidth = Math.min(state.prefWidth(-1), width - 8);
    state.resize(stateWidth, state.prefHeight(stateWidth));
    state.relocate((width - stateWidth) / 2, empty ? (height - state.getHeight()) / 2 : 4);
  }
}
