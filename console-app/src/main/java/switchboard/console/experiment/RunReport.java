package switchboard.console.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import switchboard.console.fault.Verdict;
import switchboard.console.session.metrics.Usage;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.verdict.Conclusion;
import switchboard.console.verdict.GateCheck;
import switchboard.console.verdict.Proportion;

/** The result of a run in words, a line each. */
final class RunReport {
  private RunReport() {}

  static List<String> of(RunResult result, List<Verdict> verdicts) {
    var lines = new ArrayList<String>();
    lines.add("");
    verdicts.forEach(verdict -> lines.add(verdict.headline() + ": " + verdict.sentence()));
    lines.add(
        new Proportion(result.requests().failed(), result.requests().total())
                .words("request", "failed")
            + "; "
            + Format.count(result.messages().acknowledged(), "message")
            + " acknowledged, "
            + Format.count(result.messages().delivered(), "delivery", "deliveries")
            + ", "
            + Format.whole(result.messages().lost())
            + " lost, "
            + Format.whole(result.messages().duplicated())
            + " duplicated, "
            + Format.whole(result.messages().reordered())
            + " reordered");
    lines.add(books(result));
    if (result.ramp() != null && result.ramp().usersPerSecond() != null) {
      lines.add(
          Format.count(result.users().wanted(), "user")
              + " connected within "
              + Format.figure(result.ramp().seconds(), Unit.SECONDS)
              + ", "
              + Format.figure(result.ramp().usersPerSecond(), Unit.PER_SECOND));
    }
    lines.add(
        result.measuredSeconds() == null
            ? "Measured since the start of the load, because the warm-up did not end:"
            : "Measured for "
                + Format.figure(result.measuredSeconds(), Unit.SECONDS)
                + " after the warm-up:");
    lines.add("Requests   " + result.latencyMillis().text());
    lines.add("Deliveries " + result.deliveryMillis().text());
    result.objectives().forEach(objective -> lines.add("Objective  " + objective.sentence()));
    result.probes().forEach(probe -> lines.add(probe.sentence()));
    result.claims().forEach(claim -> lines.add(claim.sentence()));
    lines.add("Simulator's own lateness " + result.latenessMillis().text());
    if (result.reconnects().count() > 0) {
      lines.add(
          Format.count(result.reconnects().count(), "reconnect")
              + ", "
              + result.reconnects().millis().text());
    }
    var deviation = result.largestDeviationPercent();
    lines.add("Requests by replica: " + shares(result.balance(), deviation.requests()));
    lines.add("Connections by replica: " + shares(result.connections(), deviation.connections()));
    result.usage().forEach((name, usage) -> lines.add(name + usage(usage)));
    if (result.totalCpuCores() != null) {
      lines.add("The whole system: CPU " + Format.figure(result.totalCpuCores(), Unit.CORES));
    }
    remarks(result).forEach(remark -> lines.add("Remark: " + remark));
    result.reasons().forEach(reason -> lines.add("- " + reason));
    if (result.verdict().gate() != null) {
      lines.add(Conclusion.guidance(result.verdict().gate()));
    }
    lines.add(result.verdict().result().name());
    return lines;
  }

  private static List<String> remarks(RunResult result) {
    return result.gates().stream()
        .filter(gate -> gate.state() == GateCheck.State.NOT_HELD && gate.result() == null)
        .filter(gate -> !result.reasons().contains(gate.sentence()))
        .map(VerdictResult.GateResult::sentence)
        .toList();
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
    return count == null ? Format.MISSING.number() : Format.whole(count);
  }

  private static String usage(Usage usage) {
    var words = new ArrayList<String>();
    if (usage.cpuCores() != null) {
      words.add("CPU " + share(usage.cpuCores(), usage.cpuLimitCores(), Unit.CORES));
    }
    if (usage.throttledPercent() != null) {
      words.add("throttled " + Format.figure(usage.throttledPercent(), Unit.PERCENT));
    }
    if (usage.memoryBytes() != null) {
      words.add("memory " + share(usage.memoryBytes(), usage.memoryLimitBytes(), Unit.BYTES));
    }
    return ": "
        + (words.isEmpty() ? "no figures" : String.join(", ", words))
        + (usage.note() == null ? "" : " (" + usage.note() + ")");
  }

  private static String share(double used, Double limit, Unit unit) {
    var figure = Format.figure(used, unit);
    return limit == null ? figure.toString() : Format.share(figure, Format.figure(limit, unit));
  }

  static String shares(Map<String, Double> percent, Double largestDeviation) {
    if (percent.isEmpty()) {
      return "none";
    }
    return percent.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> each.getKey() + " " + Format.figure(each.getValue(), Unit.PERCENT))
            .collect(Collectors.joining(", "))
        + "; the farthest from even by "
        + Format.figure(largestDeviation, Unit.PERCENT);
  }

  /** With its unit; a dash where nothing was measured. */
  static String millis(Double value) {
    return (value == null ? Format.MISSING : Format.figure(value / 1_000, Unit.SECONDS)).toString();
  }
}
