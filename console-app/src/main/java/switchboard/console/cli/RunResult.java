package switchboard.console.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import switchboard.console.fault.Harm;
import switchboard.console.fault.Verdict;
import switchboard.console.load.LoadStats;
import switchboard.console.load.LoadStats.Percentiles;
import switchboard.console.session.Usage;

/**
 * The result of a run; its fields are those of the JSON file.
 *
 * @param reasons why it did not pass, a sentence each; empty when it passed
 * @param balance each replica's share of the requests, in percent, by name
 * @param usage what each replica used over the duration, by name
 */
record RunResult(
    boolean passed,
    List<String> reasons,
    String platform,
    int replicas,
    Users users,
    Requests requests,
    LoadStats.Messages messages,
    Latency latencyMillis,
    Map<String, Double> balance,
    Map<String, Usage> usage,
    List<FaultResult> faults) {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  record Users(int wanted, int connectedPeak) {}

  record Requests(long total, long failed) {}

  /** Null where nothing was measured. */
  record Latency(Double p50, Double p95, Double p99, Double max) {
    static Latency of(Percentiles measured) {
      return new Latency(measured.p50(), measured.p95(), measured.p99(), measured.max());
    }
  }

  /**
   * One fault's figures.
   *
   * @param at ISO 8601, UTC
   * @param detectedAfterMillis absent when it cannot be known
   * @param recoveredAfterMillis absent when it did not recover
   */
  record FaultResult(
      String kind,
      String target,
      String at,
      Long detectedAfterMillis,
      Long recoveredAfterMillis,
      long requestsFailed,
      long messagesLost,
      String result,
      List<String> reasons) {

    static FaultResult of(Verdict verdict) {
      return new FaultResult(
          verdict.fault().kind(),
          verdict.fault().target(),
          verdict.at().toString(),
          millis(verdict.detectedAfter()),
          millis(verdict.recoveredAfter()),
          verdict.harm().requestsFailed(),
          verdict.harm().messagesLost(),
          verdict.result().name().toLowerCase(java.util.Locale.ROOT),
          verdict.reasons());
    }

    private static Long millis(Optional<Duration> duration) {
      return duration.map(Duration::toMillis).orElse(null);
    }
  }

  /**
   * Judges a run as a whole: every verdict passed, and nobody was harmed at any time.
   *
   * @param lateness how late the simulator was at worst once its users were connected
   */
  static RunResult judge(
      String platform,
      RunPlan plan,
      LoadStats stats,
      Duration lateness,
      Map<String, Double> balance,
      Map<String, Usage> usage,
      List<Verdict> verdicts) {
    var reasons = new ArrayList<>(Harm.sinceStart(stats).reasons());
    if (stats.users().connectedPeak() < plan.load().users()) {
      reasons.add(
          stats.users().connectedPeak() + " of " + plan.load().users() + " users were connected");
    }
    if (lateness.compareTo(LoadStats.LATE) > 0) {
      reasons.add(
          "The simulator was up to "
              + lateness.toMillis()
              + " ms late itself, so there is no verdict: use fewer users or a lower rate");
    }
    if (!stats.settled()) {
      reasons.add("The messages under way at the end did not settle");
    }
    if (verdicts.size() < plan.kills().size()) {
      reasons.add(verdicts.size() + " of " + plan.kills().size() + " kills could be judged");
    }
    for (var verdict : verdicts) {
      verdict.reasons().forEach(reason -> reasons.add(verdict.fault().headline() + ": " + reason));
    }
    return new RunResult(
        reasons.isEmpty(),
        List.copyOf(reasons),
        platform,
        plan.replicas(),
        new Users(plan.load().users(), stats.users().connectedPeak()),
        new Requests(stats.requests().total(), stats.requests().failed()),
        stats.messages(),
        Latency.of(stats.latencyMillis().sinceStart()),
        balance,
        usage,
        verdicts.stream().map(FaultResult::of).toList());
  }

  String toJson() {
    return GSON.toJson(this);
  }
}
