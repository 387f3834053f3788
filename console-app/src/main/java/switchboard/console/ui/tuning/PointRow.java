package switchboard.console.ui.tuning;

import java.util.Locale;
import switchboard.console.sweep.Point;
import switchboard.console.sweep.search.Figures;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/** A configuration in the table. */
record PointRow(Point point, boolean cheapest) {
  private static final double MILLIS_PER_SECOND = 1e3;

  String replicas() {
    return Integer.toString(point.configuration().replicas());
  }

  String cpu() {
    return String.format(Locale.ROOT, "%.2f", point.configuration().limits().cpus());
  }

  String memory() {
    return Long.toString(point.configuration().limits().memoryBytes() >> 20);
  }

  String cost() {
    return String.format(Locale.ROOT, "%.2f", point.cost());
  }

  /** Of deliveries, in seconds; NaN when it is not known. */
  static double p99Seconds(Point of) {
    return of.median(Figures::deliveryP99Millis) / MILLIS_PER_SECOND;
  }

  String p99() {
    return Format.figure(p99Seconds(point), Unit.SECONDS).toString();
  }

  String requests() {
    return Format.figure(point.median(Figures::requestsPerSecond), Unit.PER_SECOND).toString();
  }

  String result() {
    return point.result() + (cheapest ? " · cheapest" : "");
  }

  String limitedBy() {
    return point.limitedBy();
  }
}
