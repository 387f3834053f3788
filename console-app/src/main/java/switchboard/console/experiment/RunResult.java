package switchboard.console.experiment;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import switchboard.console.experiment.VerdictResult.GateResult;
import switchboard.console.experiment.VerdictResult.ObjectiveOutcome;
import switchboard.console.experiment.VerdictResult.Proof;
import switchboard.console.experiment.probe.ClaimResult;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.experiment.probe.ProbeResult;
import switchboard.console.experiment.schedule.Ramp;
import switchboard.console.fault.LatencyObjective;
import switchboard.console.fault.LedgerEntry;
import switchboard.console.fault.Verdict;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadStats;
import switchboard.console.load.LoadStats.Percentiles;
import switchboard.console.session.metrics.Usage;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.GateCheck;
import switchboard.console.verdict.ObjectiveResult;
import switchboard.console.verdict.Proportion;
import switchboard.console.verdict.Result;

/**
 * The result of a run; its fields are those of the JSON file.
 *
 * @param name what the experiment was about
 * @param hypothesis what was expected; absent when nothing was said
 * @param verdict the result and what decided it
 * @param objectives what had to be met, and what was
 * @param gates all of them, in order
 * @param probes what each found at each of its moments
 * @param claims what others say of such a system, beside what was measured
 * @param passed whether the result is {@link Result#PASSED}; for readers of the first format, as
 *     are {@code result}, {@code reasons} and {@code objective}
 * @param result passed, failed or, for every other result, no_verdict
 * @param reasons the causes of the verdict
 * @param tls true when users reached the gateway by HTTPS; absent otherwise
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
    String name,
    String hypothesis,
    VerdictResult verdict,
    List<ObjectiveOutcome> objectives,
    List<GateResult> gates,
    List<ProbeResult> probes,
    List<ClaimResult> claims,
    boolean passed,
    String result,
    List<String> reasons,
    String platform,
    Boolean tls,
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

  private static final Gson GSON = json().create();

  /** Writes results, and what they are part of: one value has one word in every file. */
  public static GsonBuilder json() {
    return new GsonBuilder()
        .registerTypeAdapter(Result.class, by(Result::word))
        .registerTypeAdapter(Gate.class, by(Gate::title))
        .registerTypeAdapter(ProbeResult.State.class, by(ProbeResult.State::word))
        .registerTypeAdapter(Probe.When.class, by(Probe.When::word))
        .registerTypeAdapter(GateCheck.State.class, by(GateCheck.State::word))
        .registerTypeAdapter(ObjectiveResult.State.class, by(ObjectiveResult.State::word))
        .setPrettyPrinting()
        .disableHtmlEscaping();
  }

  private static <T> JsonSerializer<T> by(Function<T, String> word) {
    return (value, type, context) -> new JsonPrimitive(word.apply(value));
  }

  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * How many users there were.
   *
   * @param connected at the end
   * @param disconnectedSeconds of all users together; absent when the simulator does not measure it
   */
  public record Users(int wanted, int connected, int connectedPeak, Double disconnectedSeconds) {}

  /**
   * The users' requests.
   *
   * @param failedAtMostPercent no more than this share of all that could come fails, with 95 %
   *     confidence; absent without requests
   */
  public record Requests(long total, long failed, Double failedAtMostPercent) {
    static Requests of(LoadStats.Requests requests) {
      return new Requests(
          requests.total(),
          requests.failed(),
          requests.total() == 0
              ? null
              : 100 * new Proportion(requests.failed(), requests.total()).upperBound());
    }
  }

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
    /** "p50 5.6 ms, p95 26 ms, p99 80 ms, max 1.0 s"; a dash where nothing was measured. */
    public String text() {
      return "p50 %s, p95 %s, p99 %s, max %s"
          .formatted(
              RunReport.millis(p50),
              RunReport.millis(p95),
              RunReport.millis(p99),
              RunReport.millis(max));
    }

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
   * @param proven what shows that it acted on its target; absent when nothing is measured for it
   * @param undone what shows that its target is as before; absent when nothing is measured for it
   * @param objectives how each was met, as far as one fault can tell
   * @param objective of the deliveries after the recovery; absent when they were not judged
   * @param result as that of the run, and so is {@code reasons}
   * @param ledger when what happened
   */
  public record FaultResult(
      String kind,
      String target,
      String at,
      Long detectedAfterMillis,
      Long recoveredAfterMillis,
      long requestsFailed,
      long messagesLost,
      Proof proven,
      Proof undone,
      VerdictResult verdict,
      List<ObjectiveOutcome> objectives,
      Objective objective,
      String result,
      List<String> reasons,
      List<LedgerLine> ledger) {

    static FaultResult of(Verdict verdict) {
      return new FaultResult(
          verdict.fault().kind(),
          verdict.fault().target(),
          verdict.at().toString(),
          millis(verdict.detectedAfter()),
          millis(verdict.recoveredAfter()),
          verdict.impact().requestsFailed(),
          verdict.impact().messagesLost(),
          verdict.seen().proven().map(Proof::of).orElse(null),
          verdict.seen().undone().map(Proof::of).orElse(null),
          VerdictResult.of(verdict.conclusion()),
          verdict.objectives().stream().map(ObjectiveOutcome::of).toList(),
          verdict.deliveries().map(Objective::of).orElse(null),
          firstFormat(verdict.result()),
          verdict.reasons(),
          verdict.ledger().entries().stream().map(LedgerLine::of).toList());
    }

    private static Long millis(Optional<Duration> duration) {
      return duration.map(Duration::toMillis).orElse(null);
    }
  }

  /**
   * One line of a fault's detection ledger: it happened between two moments, or why there are none.
   *
   * @param name as on screen: "gateway took it out"
   * @param notBefore ISO 8601, UTC
   * @param notAfter ISO 8601, UTC
   * @param method how it is known
   * @param absent why it has no moment
   */
  public record LedgerLine(
      String name, String notBefore, String notAfter, String method, String absent) {
    static LedgerLine of(LedgerEntry entry) {
      return entry
          .evidence()
          .map(
              seen ->
                  new LedgerLine(
                      entry.name(),
                      seen.notBefore().toString(),
                      seen.notAfter().toString(),
                      seen.method(),
                      null))
          .orElseGet(() -> new LedgerLine(entry.name(), null, null, null, entry.absence()));
    }
  }

  /** Judges a run and writes down what was seen of it. */
  static RunResult judge(
      RunRemains.Place place, Experiment experiment, RunObservations seen, List<Verdict> verdicts) {
    var stats = seen.stats();
    var plan = experiment.plan();
    var judge = new RunJudge(experiment, seen, verdicts);
    var conclusion = judge.conclude();
    return new RunResult(
        experiment.name(),
        experiment.hypothesis().orElse(null),
        VerdictResult.of(conclusion),
        judge.objectives().stream().map(ObjectiveOutcome::of).toList(),
        GateResult.of(conclusion),
        seen.facts().probes(),
        judge.claims(),
        conclusion.result() == Result.PASSED,
        firstFormat(conclusion.result()),
        conclusion.reasons(),
        place.id(),
        place.tls() ? true : null,
        plan.replicas(),
        plan.schedule().seed(),
        new Users(
            plan.load().users(),
            stats.users().connected(),
            stats.users().connectedPeak(),
            stats.users().disconnectedSeconds()),
        Requests.of(stats.requests()),
        stats.messages(),
        stats.historyResets(),
        Objective.of(seen.deliveries()),
        seen.facts().ramp().orElse(null),
        seen.facts().measured().map(time -> time.toMillis() / MILLIS_PER_SECOND).orElse(null),
        Times.of(stats.latencyMillis().sinceMark()),
        Times.of(stats.deliveryMillis().sinceMark()),
        Times.of(stats.latenessMillis().sinceMark()),
        new Reconnects(stats.reconnects(), Times.of(reconnectMillis(stats))),
        seen.requests().percent(),
        seen.connections().percent(),
        new Deviation(
            seen.requests().largestDeviationPercent().orElse(null),
            seen.connections().largestDeviationPercent().orElse(null)),
        seen.facts().usage(),
        totalCpuCores(seen.facts().usage().values()),
        verdicts.stream().map(FaultResult::of).toList(),
        seen.facts().failures().map(FailedRequests::total).orElse(null),
        seen.facts().failures().map(FailedRequests::failures).orElse(null));
  }

  private static String firstFormat(Result result) {
    return switch (result) {
      case PASSED, FAILED -> result.word();
      case INCONCLUSIVE, INVALID, ABORTED -> "no_verdict";
    };
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

  /** Of the command line. */
  public int exitCode() {
    return verdict.result().exitCode();
  }

  /** The JSON file. */
  public String toJson() {
    return GSON.toJson(this);
  }
}
