package switchboard.console.bundle;

import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.alerts.Alert;

/** Which labels a bundle keeps: those of the product's own metrics and alerts, and no others. */
final class OwnLabels {
  private static final Set<String> KEPT =
      Set.of(
          Labels.NAME,
          Alert.NAME,
          "instance",
          "job",
          "kind",
          "le",
          "method",
          "outcome",
          "reason",
          "replica",
          "route",
          "severity",
          "status");

  private OwnLabels() {}

  /** Those that are kept, with their values redacted. */
  static Labels of(Labels all, UnaryOperator<String> redaction) {
    var kept = new TreeMap<String, String>();
    all.toMap()
        .forEach(
            (name, value) -> {
              if (KEPT.contains(name)) {
                kept.put(name, redaction.apply(value));
              }
            });
    return Labels.of(kept);
  }
}
