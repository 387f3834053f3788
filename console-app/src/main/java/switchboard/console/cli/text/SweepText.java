package switchboard.console.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import switchboard.console.sweep.Advice;
import switchboard.console.sweep.Point;
import switchboard.console.sweep.SweepState;
import switchboard.console.sweep.search.Figures;
import switchboard.console.sweep.search.Neighbour;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.sweep.search.Weights;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/** A sweep in a terminal. */
public final class SweepText {
  private static final String ROW = "%-9s %5s %5s %6s %9s  %-15s %s";
  private static final double MILLIS_PER_SECOND = 1e3;

  private SweepText() {}

  /** Above the rows. */
  public static String head() {
    return ROW.formatted("Replicas", "CPU", "MiB", "Cost", "p99", "Result", "Limited by");
  }

  /** A point; its p99 is that of deliveries. */
  public static String row(Point point) {
    var limits = point.configuration().limits();
    return row(
        point.configuration().replicas(),
        limits.cpus(),
        limits.memoryBytes() >> 20,
        point.cost(),
        point.median(Figures::deliveryP99Millis),
        point.result(),
        point.limitedBy());
  }

  /** A measurement that has just ended. */
  public static String row(SweepTrial trial, Weights weights) {
    var of = trial.configuration();
    var p99 = trial.figures().deliveryP99Millis();
    return row(
        of.replicas(),
        of.limits().cpus(),
        of.limits().memoryBytes() >> 20,
        weights.cost(of),
        p99 == null ? Double.NaN : p99,
        switch (trial.state()) {
          case PASSED -> "passed";
          case FAILED -> "failed";
          case UNKNOWN -> "not measured";
        },
        trial.limitation().text()
            + (trial.state() == SweepTrial.State.PASSED ? "" : " · " + trial.sentence()));
  }

  private static String row(
      int replicas,
      double cpus,
      long mebibytes,
      double cost,
      double p99Millis,
      String result,
      String limitedBy) {
    return String.format(
        Locale.ROOT,
        ROW,
        replicas,
        String.format(Locale.ROOT, "%.2f", cpus),
        mebibytes,
        String.format(Locale.ROOT, "%.2f", cost),
        Format.figure(p99Millis / MILLIS_PER_SECOND, Unit.SECONDS),
        result,
        limitedBy);
  }

  /** All of it, in the end. */
  public static List<String> of(SweepState state) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(head());
    state.points().forEach(each -> lines.add(row(each)));
    lines.add("");
    var answer = state.answer();
    answer
        .cheapest()
        .ifPresent(
            cheapest -> {
              lines.add(
                  (answer.isCertified() ? "Certificate: " : "The cheapest that passed: ")
                      + cheapest.text());
              lines.add("  " + state.proof());
              answer.neighbours().stream()
                  .map(Neighbour::sentence)
                  .forEach(each -> lines.add("  " + each));
            });
    if (!answer.isCertified()) {
      lines.add("No certificate:");
      answer.missing().forEach(each -> lines.add("- " + each));
    }
    state.advice().ifPresent(each -> lines.addAll(advice(each, state.points())));
    return lines;
  }

  private static List<String> advice(Advice advice, List<Point> points) {
    return List.of(
        "Usage alone says " + advice.said().words() + " (" + Advice.RULE + ")",
        "  " + advice.measured(points).orElse("That was not tried"));
  }
}
