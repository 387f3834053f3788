package switchboard.console.ui.chart;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.paint.Color;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.Throttling;

/**
 * The crosshair on one chart: a line and a read-out, above the canvas so that moving it does not
 * repaint the chart.
 */
final class CrosshairLayer {
  private static final double GAP = 8;

  /** From this width on, in pixels, a chart has room for a read-out of two columns. */
  private static final double ROOMY = 330;

  /** A mark so near to the crosshair, in pixels, is meant. */
  private static final double REACH = 5;

  private final TimeWindow window;
  private final Unit unit;
  private final Palette palette;
  private final javafx.scene.shape.Line rule = new javafx.scene.shape.Line();
  private final Readout readout = new Readout();

  /** Held here because the window holds it only weakly. */
  private final InvalidationListener moved = _ -> place();

  private Optional<Picture> picture = Optional.empty();
  private double width;
  private double height;

  CrosshairLayer(TimeWindow window, Unit unit, Palette palette) {
    this.window = window;
    this.unit = unit;
    this.palette = palette;
    rule.getStyleClass().add("chart-crosshair");
    rule.setManaged(false);
    rule.setMouseTransparent(true);
    rule.setVisible(false);
  }

  List<Node> nodes() {
    return List.of(rule, readout);
  }

  InvalidationListener moved() {
    return moved;
  }

  void show(Optional<Picture> newPicture, double newWidth, double newHeight) {
    picture = newPicture;
    width = newWidth;
    height = newHeight;
    place();
  }

  private void place() {
    Optional<Instant> at = window.crosshairProperty().get();
    boolean shown = at.isPresent() && picture.isPresent() && picture.get().range().has(at.get());
    rule.setVisible(shown);
    readout.setVisible(
        shown && !(picture.get().heat().isEmpty() && picture.get().lines().isEmpty()));
    if (shown) {
      place(picture.get(), at.get());
    }
  }

  private void place(Picture shown, Instant at) {
    PanelData data = shown.data();
    long index =
        Math.round((at.toEpochMilli() - data.timeMillis(0)) / (double) data.step().toMillis());
    int instant = Math.clamp(index, 0, data.instants() - 1);
    double x = Math.floor(shown.x(at.toEpochMilli(), width)) + 0.5;
    rule.setStartX(x);
    rule.setEndX(x);
    rule.setStartY(0);
    rule.setEndY(height);
    List<Readout.Entry> entries =
        Stream.concat(
                shown
                    .heat()
                    .map(heat -> entries(heat, instant))
                    .orElseGet(() -> shown.lines().stream().map(line -> entry(line, instant))),
                data.strain().map(line -> line.value(instant)).flatMap(this::strain).stream())
            .toList();
    readout.show(
        Format.clock(Instant.ofEpochMilli(data.timeMillis(instant))), marksAt(shown, x), entries);
    readout.applyCss();
    readout.autosize();
    double right = x + GAP;
    boolean fits = right + readout.getWidth() <= width;
    readout.relocate(
        fits ? right : Math.max(0, x - GAP - readout.getWidth()),
        Math.max(0, Math.min(6, height - readout.getHeight())));
  }

  /** The buckets into which anything came, the slowest first as they stand; the rest as one. */
  private Stream<Readout.Entry> entries(Heatmap heat, int instant) {
    HeatGrid grid = heat.grid();
    int[] used =
        IntStream.iterate(grid.buckets() - 1, bucket -> bucket >= 0, bucket -> bucket - 1)
            .filter(bucket -> grid.rate(bucket, instant) > 0)
            .toArray();
    int most = width < ROOMY ? Readout.ROWS : 2 * Readout.ROWS;
    int single = used.length <= most ? used.length : most - 1;
    Stream<Readout.Entry> slowest =
        Arrays.stream(used, 0, single)
            .mapToObj(each -> entry(heat, grid.name(each), grid.rate(each, instant)));
    if (single == used.length) {
      return slowest;
    }
    double rest =
        Arrays.stream(used, single, used.length)
            .mapToDouble(each -> grid.rate(each, instant))
            .sum();
    return Stream.concat(slowest, Stream.of(entry(heat, grid.upTo(used[single]), rest)));
  }

  private Readout.Entry entry(Heatmap heat, String name, double rate) {
    Color color = palette.heat(heat.colors().level(rate), HeatScale.LEVELS);
    return new Readout.Entry(name, color, rate(rate));
  }

  /** Never "0.0": something came. */
  private static String rate(double rate) {
    return rate < 0.05 ? "<0.1 /s" : Format.figure(rate, Unit.PER_SECOND).toString();
  }

  private Readout.Entry entry(Line line, int instant) {
    String value = Format.figure(line.value(instant), unit).toString();
    return new Readout.Entry(line.name(), palette.series(line.name()), value);
  }

  private Optional<Readout.Entry> strain(double share) {
    return Throttling.isNotable(share)
        ? Optional.of(new Readout.Entry("throttled", palette.limit(), Throttling.share(share)))
        : Optional.empty();
  }

  private String marksAt(Picture shown, double x) {
    return shown.marks().stream()
        .filter(mark -> Math.abs(shown.x(mark.at().toEpochMilli(), width) - x) <= REACH)
        .map(mark -> mark.kind().sign() + " " + mark.text())
        .collect(Collectors.joining("\n"));
  }
}
