package switchboard.console.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
 * @param ramp absent when not all users were connected in time
 * @param measuredSeconds how long times and usage were measured after the warm-up; absent when that
 *     did not end, and they are since the load's start
 * @param latencyMillis of requests, from their intended start
 * @param deliveryMillis from the intended send of a message to its receipt by a member of the room
 * @param latenessMillis of the simulator's own timers
 * @param reconnects of users whose socket broke, since the load's start
 * @param balance each replica's share of the requests, in percent, by name
 * @param connections each replica's share of the sockets at the end, in percent, by name
 * @param usage what each part used while it was measured, by name
 * @param totalCpuCores of all parts, the simulator and Prometheus among them; absent when one is
 *     unknown
 */
record RunResult(
    boolean passed,
    List<String> reasons,
    String platform,
    int replicas,
    Users users,
    Requests requests,
    LoadStats.Messages messages,
    Ramp ramp,
    Double measuredSeconds,
    Times latencyMillis,
    Times deliveryMillis,
    Times latenessMillis,
    Reconnects reconnects,
    Map<String, Double> balance,
    Map<String, Double> connections,
    Deviation largestDeviationPercent,
    Map<String, Usage> usage,
    Double totalCpuCores,
    List<FaultResult> faults) {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private static final double MILLIS_PER_SECOND = 1e3;

  record Users(int wanted, int connectedPeak) {}

  record Requests(long total, long failed) {}

  /**
   * How often a user was without a socket, and for how long.
   *
   * @param millis from the break of a socket to the welcome on the next
   */
  record Reconnects(long count, Times millis) {}

  /** Null where nothing was measured. */
  record Times(Double p50, Double p95, Double p99, Double max) {
    static Times of(Percentiles measured) {
      return new Times(measured.p50(), measured.p95(), measured.p99(), measured.max());
    }
  }

  /**
   * Of the replica farthest from an even share, in percent of that; null when there was nothing.
   */
  record Deviation(Double requests, Double connections) {}

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

  /** Judges a run as a whole: every verdict passed, and nobody was harmed at any time. */
  static RunResult judge(String platform, RunPlan plan, Observed seen, List<Verdict> verdicts) {
    var stats = seen.stats();
    var lateness = seen.lateness();
    var reasons = new ArrayList<>(Harm.sinceStart(stats).reasons());
    if (stats.requests().failed() > 0 && stats.lastFailure() != null) {
      reasons.add("The newest failure: " + stats.lastFailure());
    }
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
    if (seen.judgeLost()) {
      reasons.add(LoadStats.LOST + ", so there is no verdict");
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
        seen.ramp().orElse(null),
        seen.measured().map(time -> time.toMillis() / MILLIS_PER_SECOND).orElse(null),
        Times.of(stats.latencyMillis().sinceMark()),
        Times.of(stats.deliveryMillis().sinceMark()),
        Times.of(stats.latenessMillis().sinceMark()),
        new Reconnects(stats.reconnects(), Times.of(reconnectMillis(stats))),
        seen.requests().percent(),
        seen.connections().percent(),
        new Deviation(
            seen.requests().largestDeviationPercent().orElse(null),
            seen.connections().largestDeviationPercent().orElse(null)),
        seen.usage(),
        totalCpuCores(seen.usage().values()),
        verdicts.stream().map(FaultResult::of).toList());
  }

  private static Percentiles reconnectMillis(LoadStats stats) {
    return stats.reconnectMillis() == null
        ? new Percentiles(0, null, null, null, null, null, null)
        : stats.reconnectMillis().sinceStart();
  }

  private static Double totalCpuCores(Collection<Usage> parts) {
    return !parts.isEmpty() && parts.stream().allMatch(part -> part.cpuCores() != null)
        ? parts.stream().mapToDouble(Usage::cpuCores).sum()
        : null;
  }

  String toJson() {
    return GSON.toJson(this);
  }
}
