package switchboard.console.experiment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import switchboard.console.experiment.RunResult.Times;
import switchboard.console.fault.Verdict;
import switchboard.console.session.Usage;

/** The result of a run in words, a line each. */
final class RunReport {
  private static final double MIB = 1 << 20;

  private RunReport() {}

  static List<String> of(RunResult result, List<Verdict> verdicts) {
    var lines = new ArrayList<String>();
    lines.add("");
    verdicts.forEach(verdict -> lines.add(verdict.headline() + ": " + verdict.sentence()));
    lines.add(
        String.format(
            Locale.ROOT,
            "%d of %d requests failed; %d messages acknowledged, %d deliveries, %d lost, %d"
                + " duplicated, %d reordered",
            result.requests().failed(),
            result.requests().total(),
            result.messages().acknowledged(),
            result.messages().delivered(),
            result.messages().lost(),
            result.messages().duplicated(),
            result.messages().reordered()));
    lines.add(books(result));
    if (result.ramp() != null && result.ramp().usersPerSecond() != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d users connected within %.1f s, %.0f per second",
              result.users().wanted(),
              result.ramp().seconds(),
              result.ramp().usersPerSecond()));
    }
    lines.add(
        result.measuredSeconds() == null
            ? "Measured since the start of the load, because the warm-up did not end:"
            : String.format(
                Locale.ROOT, "Measured for %.0f s after the warm-up:", result.measuredSeconds()));
    lines.add("Requests   " + times(result.latencyMillis()));
    lines.add("Deliveries " + times(result.deliveryMillis()));
    lines.add("Objective  " + objective(result.objective()));
    lines.add("Simulator's own lateness " + times(result.latenessMillis()));
    if (result.reconnects().count() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d reconnects, %s",
              result.reconnects().count(),
              times(result.reconnects().millis())));
    }
    var deviation = result.largestDeviationPercent();
    lines.add("Requests by replica: " + shares(result.balance(), deviation.requests()));
    lines.add("Connections by replica: " + shares(result.connections(), deviation.connections()));
    result.usage().forEach((name, usage) -> lines.add(name + usage(usage)));
    if (result.totalCpuCores() != null) {
      lines.add(
          String.format(Locale.ROOT, "The whole system: CPU %.2f cores", result.totalCpuCores()));
    }
    result.reasons().forEach(reason -> lines.add("- " + reason));
    lines.add(
        switch (result.result()) {
          case "passed" -> "PASSED";
          case "failed" -> "NOT PASSED";
          default -> "NO VERDICT";
        });
    return lines;
  }

  /** What acknowledged messages owed to users, and what became of it. */
  private static String books(RunResult result) {
    var messages = result.messages();
    return "Of "
        + count(messages.owed())
        + " deliveries owed "
        + count(messages.undelivered())
        + " undelivered, "
        + count(messages.abandoned())
        + " abandoned, "
        + messages.pending()
        + " pending; "
        + count(messages.renumbered())
        + " messages renumbered, "
        + count(messages.wrongPages())
        + " wrong pages of history, "
        + count(result.historyResets())
        + " history resets";
  }

  private static String count(Long count) {
    return count == null ? "–" : count.toString();
  }

  private static String objective(RunResult.Objective objective) {
    var wanted =
        String.format(
            Locale.ROOT,
            "%s p%s at most %d ms outside faults",
            objective.of(),
            percentile(objective.percentile()),
            objective.limitMillis());
    if (objective.judgedPercentile() == null) {
      return wanted + ": not judged, " + count(objective.samples()) + " samples";
    }
    return wanted
        + ": p"
        + percentile(objective.judgedPercentile())
        + " "
        + millis(objective.measuredMillis())
        + " of "
        + objective.samples()
        + " samples";
  }

  private static String percentile(double percentile) {
    return BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
  }

  private static String times(Times times) {
    return "p50 "
        + millis(times.p50())
        + ", p95 "
        + millis(times.p95())
        + ", p99 "
        + millis(times.p99())
        + ", max "
        + millis(times.max());
  }

  private static String usage(Usage usage) {
    var words = new ArrayList<String>();
    if (usage.cpuCores() != null) {
      words.add(
          String.format(Locale.ROOT, "CPU %.2f cores", usage.cpuCores())
              + (usage.cpuLimitCores() == null
                  ? ""
                  : String.format(Locale.ROOT, " of %.2f", usage.cpuLimitCores())));
    }
    if (usage.throttledPercent() != null) {
      words.add(String.format(Locale.ROOT, "throttled %.1f %%", usage.throttledPercent()));
    }
    if (usage.memoryBytes() != null) {
      words.add(
          String.format(Locale.ROOT, "memory %.0f MiB", usage.memoryBytes() / MIB)
              + (usage.memoryLimitBytes() == null
                  ? ""
                  : String.format(Locale.ROOT, " of %.0f", usage.memoryLimitBytes() / MIB)));
    }
    return ": "
        + (words.isEmpty() ? "no figures" : String.join(", ", words))
        + (usage.note() == null ? "" : " (" + usage.note() + ")");
  }

  static String shares(Map<String, Double> percent, Double largestDeviation) {
    if (percent.isEmpty()) {
      return "none";
    }
    return percent.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> String.format(Locale.ROOT, "%s %.1f %%", each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "))
        + String.format(Locale.ROOT, "; the farthest from even by %.1f %%", largestDeviation);
  }

  /** With its unit; a dash where nothing was measured. */
  static String millis(Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.1f ms", value);
  }
}
