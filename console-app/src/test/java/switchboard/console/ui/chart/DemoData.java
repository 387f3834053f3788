package switchboard.console.ui.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.Panel;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.metrics.panel.PanelStatus;
import switchboard.console.metrics.panel.Panels;

/**
 * Fifteen minutes of a system that is scaled from two to three replicas after five, and loses one
 * for a while after ten.
 */
final class DemoData {
  static final Panels PANELS = Panels.forScrapesEvery(Duration.ofSeconds(1));
  static final int INSTANTS = 901;
  private static final int SCALED = 320;
  private static final int KILLED = 650;
  private static final int BACK = 690;

  private final Instant end;
  private final Random random = new Random(7);
  private double drift;

  DemoData(Instant end) {
    this.end = end;
  }

  List<PanelData> all() {
    return List.of(
        data(
            PANELS.requests(),
            Optional.empty(),
            line(
                "backend-1", i -> noisy(i < SCALED ? 420 : i > KILLED && i < BACK ? 900 : 620, 25)),
            line(
                "backend-2",
                i -> i > KILLED && i < BACK ? Double.NaN : noisy(i < SCALED ? 400 : 615, 25)),
            line(
                "backend-3",
                i -> i < SCALED ? Double.NaN : noisy(i > KILLED && i < BACK ? 890 : 610, 25))),
        latency(),
        data(PANELS.errors(), Optional.empty(), line("HTTP 5xx", i -> 0), line("failed", i -> 0)),
        strained(
            PANELS.cpu(),
            Optional.of(line("limit", i -> 0.5)),
            Optional.of(line("strain", i -> i < SCALED ? noisy(35, 8) : i > KILLED ? 2 : 0)),
            line("backend-1", i -> noisy(i < SCALED ? 0.43 : 0.31, 0.015)),
            line(
                "backend-2",
                i -> i > KILLED && i < BACK ? Double.NaN : noisy(i < SCALED ? 0.41 : 0.32, 0.015)),
            line("backend-3", i -> i < SCALED ? Double.NaN : noisy(0.30, 0.015))),
        data(
            PANELS.memory(),
            Optional.of(line("limit", i -> 256 << 20)),
            line("backend-1", i -> (136 + i * 0.02) * (1 << 20)),
            line(
                "backend-2",
                i -> i > KILLED && i < BACK ? Double.NaN : (134 + i * 0.015) * (1 << 20)),
            line("backend-3", i -> i < SCALED ? Double.NaN : (124 + i * 0.01) * (1 << 20))),
        data(
            PANELS.messages(),
            Optional.empty(),
            line("delivered", i -> noisy(Math.min(25_000, i * 140.0), 200)),
            line("accepted", i -> noisy(Math.min(500, i * 2.8), 4))));
  }

  /** A thousand requests a second around 10 ms, and a second cluster of slow ones for a while. */
  PanelData latency() {
    List<Line> lines =
        List.of(
            line("p50", i -> noisy(0.010, 0.001)),
            line("p95", i -> noisy(i > KILLED && i < BACK ? 0.042 : 0.024, 0.002)),
            line("p99", i -> noisy(i > KILLED && i < BACK ? 0.069 : 0.038, 0.003)));
    List<Line> buckets =
        DoubleStream.of(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
            .mapToObj(bound -> line(Double.toString(bound), i -> below(bound, i)))
            .collect(Collectors.toCollection(ArrayList::new));
    buckets.add(line("+Inf", i -> below(Double.POSITIVE_INFINITY, i)));
    return new PanelData(
        PANELS.latency(),
        at(0),
        Duration.ofSeconds(1),
        INSTANTS,
        lines,
        Optional.empty(),
        Optional.empty(),
        buckets,
        new PanelStatus.Current());
  }

  private static double below(double bound, int instant) {
    double wave = 0.010 * (1 + 0.3 * Math.sin(instant / 60.0));
    double usual = 1_000 / (1 + Math.pow(wave / bound, 3));
    boolean failing = instant > KILLED && instant < BACK;
    double rate = failing ? 0.8 * usual + 200 / (1 + Math.pow(0.6 / bound, 4)) : usual;
    return Math.rint(rate * 5) / 5;
  }

  List<Mark> marks() {
    return List.of(
        new Mark(at(SCALED), Mark.Kind.ACTION, "scaled 2 → 3"),
        new Mark(at(480), Mark.Kind.CHANGE, "limits 0.50 cores and 256 MiB"),
        new Mark(at(KILLED), Mark.Kind.DESTRUCTION, "killed backend-2"),
        new Mark(at(BACK), Mark.Kind.RECOVERY, "recovered 1.8 s"));
  }

  PanelData data(Panel panel, Optional<Line> limit, Line... lines) {
    return strained(panel, limit, Optional.empty(), lines);
  }

  PanelData strained(Panel panel, Optional<Line> limit, Optional<Line> strain, Line... lines) {
    return new PanelData(
        panel,
        at(0),
        Duration.ofSeconds(1),
        INSTANTS,
        List.of(lines),
        limit,
        strain,
        new PanelStatus.Current());
  }

  /** As heavy as it gets: this many replicas. */
  PanelData replicas(Panel panel, int count) {
    List<Line> lines = new ArrayList<>();
    for (int replica = 1; replica <= count; replica++) {
      double level = 300 + 20 * replica;
      lines.add(line("backend-" + replica, i -> noisy(level, 25)));
    }
    return data(panel, Optional.empty(), lines.toArray(Line[]::new));
  }

  Instant at(int index) {
    return end.minusSeconds(INSTANTS - 1L - index);
  }

  static Line line(String name, IntToDoubleFunction value) {
    double[] values = new double[INSTANTS];
    Arrays.setAll(values, value);
    return new Line(name, values);
  }

  /** A rate over ten seconds wanders; it does not jump each second. */
  private double noisy(double level, double noise) {
    drift = 0.85 * drift + 0.3 * random.nextGaussian();
    return Math.max(0, level + noise * drift);
  }
}
