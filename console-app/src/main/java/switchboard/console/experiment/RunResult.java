package switchboard.console.experiment;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import switchboard.console.fault.Judgement;
import switchboard.console.fault.LatencyObjective;
import switchboard.console.fault.UserImpact;
import switchboard.console.fault.Verdict;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadStats;
import switchboard.console.load.LoadStats.Percentiles;
import switchboard.console.session.Usage;

/**
 * The result of a run; its fields are those of the JSON file.
 *
 * @param result passed, failed or no_verdict
 * @param reasons why it did not pass, a sentence each; empty when it passed
 * @param seed of every choice that the faults left to chance
 * @param historyResets how often users were notified that the store had lost history
 * @param objective how quick deliveries had to be, and were, while no fault was at work
 * @param ramp absent when not all users were connected in time
 * @param measuredSeconds how long times and usage were measured after the warm-up; absent when that
 *     did not end, and they are since the load's start
 * @param latencyMillis of requests, from their intended start
 * @param deliveryMillis from the intended send of a message to its receipt by a member of the room
 * @param latenessMillis of the simulator's own timers
 * @param reconnects of users whose socket broke, since the load's start
 * @param balance each replica's share of the requests, in percent, by name
 * @param connections each replica's share of the sockets at the end, in percent, by name
 * @param usage what each component used while it was measured, by name
 * @param totalCpuCores of all components, the simulator and Prometheus among them; absent when one
 *     is unknown
 * @param failuresTotal how many requests failed; absent when a simulator does not report which did
 * @param failures the first of them, as the simulator's {@code GET /failures} gives them
 */
public record RunResult(
    boolean passed,
    String result,
    List<String> reasons,
    String platform,
    int replicas,
    long seed,
    Users users,
    Requests requests,
    LoadStats.Messages messages,
    Long historyResets,
    Objective objective,
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
    List<FaultResult> faults,
    Long failuresTotal,
    List<FailedRequest> failures) {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * How many users there were.
   *
   * @param connected at the end
   */
  public record Users(int wanted, int connected, int connectedPeak) {}

  public record Requests(long total, long failed) {}

  /**
   * How often a user was without a socket, and for how long.
   *
   * @param millis from the break of a socket to the welcome on the next
   */
  public record Reconnects(long count, Times millis) {}

  /**
   * An objective and its result.
   *
   * @param of whose times they are: "delivery"
   * @param percentile that is wanted to be within the limit
   * @param judgedPercentile the same or, with too few samples, the highest that they support;
   *     absent when there were too few for any
   * @param measuredMillis at the percentile that was judged
   * @param samples how many deliveries there were; absent when it is not known how long they took
   * @param met whether what was judged was within the limit; absent when nothing was
   */
  public record Objective(
      String of,
      double percentile,
      long limitMillis,
      Double judgedPercentile,
      Double measuredMillis,
      Long samples,
      Boolean met) {
    static Objective of(LatencyObjective.Judged judged) {
      var at = judged.judgedPercentile();
      return new Objective(
          "delivery",
          judged.objective().percentile(),
          judged.objective().limit().toMillis(),
          at.isPresent() ? at.getAsDouble() : null,
          judged.measured().map(time -> time.toNanos() / NANOS_PER_MILLI).orElse(null),
          judged.known() ? judged.count() : null,
          at.isPresent() ? !judged.isMissed() : null);
    }
  }

  /** Null where nothing was measured. */
  public record Times(Double p50, Double p95, Double p99, Double max) {
    static Times of(Percentiles measured) {
      return new Times(measured.p50(), measured.p95(), measured.p99(), measured.max());
    }
  }

  /**
   * Of the replica farthest from an even share, in percent of that; null when there was nothing.
   */
  public record Deviation(Double requests, Double connections) {}

  /**
   * One fault's figures.
   *
   * @param at ISO 8601, UTC
   * @param detectedAfterMillis absent when it cannot be known
   * @param recoveredAfterMillis absent when it did not recover
   * @param objective of the deliveries after the recovery; absent when they were not judged
   */
  public record FaultResult(
      String kind,
      String target,
      String at,
      Long detectedAfterMillis,
      Long recoveredAfterMillis,
      long requestsFailed,
      long messagesLost,
      Objective objective,
      String result,
      List<String> reasons) {

    static FaultResult of(Verdict verdict) {
      return new FaultResult(
          verdict.fault().kind(),
          verdict.fault().target(),
          verdict.at().toString(),
          millis(verdict.detectedAfter()),
          millis(verdict.recoveredAfter()),
          verdict.impact().requestsFailed(),
          verdict.impact().messagesLost(),
          verdict.deliveries().map(Objective::of).orElse(null),
          word(verdict.result()),
          verdict.reasons());
    }

    private static Long millis(Optional<Duration> duration) {
      return duration.map(Duration::toMillis).orElse(null);
    }
  }

  /** Judges a run as a whole: every verdict passed, and there was no user impact at any time. */
  static RunResult judge(
      String platform, RunPlan plan, RunObservations seen, List<Verdict> verdicts) {
    var stats = seen.stats();
    var judgement = new Judgement();
    UserImpact.sinceStart(stats).judge(judgement);
    if (stats.requests().failed() > 0 && stats.lastFailure() != null) {
      judgement.failed("The newest failure: " + stats.lastFailure());
    }
    judgement.usersConnected(stats.users(), plan.load().users());
    judgement.generator(seen.lateness());
    judgement.countsKept(!seen.judgeLost());
    judgement.booksClosed(stats);
    judgement.faultsJudged(verdicts, plan.faults().size());
    seen.deliveries().judge(judgement);
    return new RunResult(
        judgement.result() == Verdict.Result.PASSED,
        word(judgement.result()),
        judgement.reasons(),
        platform,
        plan.replicas(),
        plan.schedule().seed(),
        new Users(plan.load().users(), stats.users().connected(), stats.users().connectedPeak()),
        new Requests(stats.requests().total(), stats.requests().failed()),
        stats.messages(),
        stats.historyResets(),
        Objective.of(seen.deliveries()),
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
        verdicts.stream().map(FaultResult::of).toList(),
        seen.failures().map(FailedRequests::total).orElse(null),
        seen.failures().map(FailedRequests::failures).orElse(null));
  }

  private static String word(Verdict.Result result) {
    return result.name().toLowerCase(Locale.ROOT);
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

  /** The JSON file. */
  public String toJson() {
    return GSON.toJson(this);
  }
}
