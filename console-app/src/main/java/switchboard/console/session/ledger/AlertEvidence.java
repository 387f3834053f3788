package switchboard.console.session.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.LedgerEntry;
import switchboard.console.fault.Milestone;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.Series;
import switchboard.console.metrics.alerts.Alert;
import switchboard.console.metrics.alerts.AlertRule;
import switchboard.console.text.Format;

/**
 * When alerts were pending and firing, by the series that Prometheus itself writes of them at each
 * evaluation of their rules. Source: prometheus.io/docs/prometheus/latest/configuration,
 * "Inspecting alerts during runtime".
 */
final class AlertEvidence {
  static final String METRIC = "ALERTS";

  private static final String STATE = "alertstate";
  private static final String INSTANCE = "instance";

  private final List<AlertRule> rules;

  AlertEvidence(List<AlertRule> rules) {
    this.rules = rules;
  }

  /** Without any alert, for a reason. */
  static List<LedgerEntry> absent(String why) {
    return List.of(
        LedgerEntry.absent(Milestone.ALERT_PENDING, why),
        LedgerEntry.absent(Milestone.ALERT_FIRING, why));
  }

  /** The evaluations at which one alert was found pending, and firing. */
  private record Found(String name, TreeSet<Instant> pending, TreeSet<Instant> firing) {
    Instant first() {
      return pending.isEmpty() || (!firing.isEmpty() && firing.first().isBefore(pending.first()))
          ? firing.first()
          : pending.first();
    }
  }

  /**
   * Two entries for each alert, by the time at which it was first active.
   *
   * @param instance whose alerts they are, besides those of no instance; empty for those of all
   * @param at when the fault began: what was active by then is not its alert
   */
  List<LedgerEntry> of(List<Series> all, Optional<String> instance, Instant at) {
    var found = new LinkedHashMap<Labels, Found>();
    for (var series : all) {
      var labels = series.labels();
      var whose = labels.get(INSTANCE);
      if (whose.isEmpty() || instance.isEmpty() || instance.get().equals(whose)) {
        var one =
            found.computeIfAbsent(
                labels.without(Labels.NAME, STATE),
                key -> new Found(key.get(Alert.NAME), new TreeSet<>(), new TreeSet<>()));
        var times = labels.get(STATE).equals("firing") ? one.firing() : one.pending();
        for (int i = 0; i < series.size(); i++) {
          times.add(Instant.ofEpochMilli(series.timeMillis(i)));
        }
      }
    }
    var entries = new ArrayList<LedgerEntry>();
    found.values().stream()
        .filter(each -> each.first().isAfter(at))
        .sorted(Comparator.comparing(Found::first))
        .forEach(each -> entries.addAll(entries(each)));
    return entries.isEmpty() ? absent("no alert became active") : entries;
  }

  private List<LedgerEntry> entries(Found found) {
    var rule = rules.stream().filter(each -> each.name().equals(found.name())).findFirst();
    var interval = rule.map(AlertRule::interval).orElse(Duration.ZERO);
    var method = "rule evaluated every " + Format.duration(interval);
    var pending =
        LedgerEntry.of(
            Milestone.ALERT_PENDING,
            found.pending().stream()
                .findFirst()
                .map(first -> new Evidence(first.minus(interval), first, method)),
            "it fires at once");
    var firing =
        LedgerEntry.of(
            Milestone.ALERT_FIRING,
            found.firing().stream()
                .findFirst()
                .map(
                    first ->
                        new Evidence(
                            Optional.ofNullable(found.pending().lower(first))
                                .orElse(first.minus(interval)),
                            first,
                            method)),
            "did not fire"
                + rule.map(each -> ": it needs " + Format.duration(each.holdsFor())).orElse(""));
    return List.of(pending.of(found.name()), firing.of(found.name()));
  }
}
