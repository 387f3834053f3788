package switchboard.console.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.experiment.balance.Balance;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.fault.Evidence;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.LatencyObjective;
import switchboard.console.fault.Ledger;
import switchboard.console.fault.LedgerEntry;
import switchboard.console.fault.Milestone;
import switchboard.console.fault.Verdict;
import switchboard.console.fault.kind.Kill;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.FailedRequests;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.load.LoadStats.Messages;
import switchboard.console.load.SampleStats;
import switchboard.console.session.metrics.Usage;
import switchboard.console.verdict.Criteria;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Result;

@Tag("locales")
class RunResultTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final RunPlan PLAN =
      new RunPlan(
          2,
          OptionalInt.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          LoadPlan.DEFAULT.withUsers(100),
          new Timing(Timing.Start.LOAD, Duration.ofSeconds(10), Duration.ofSeconds(60)),
          Schedule.of(ScheduledFault.parseKill("backend-2@20s")));
  private static final Map<String, Double> EVEN = Map.of("backend-1", 50.0, "backend-2", 50.0);

  private static final Map<String, Usage> USAGE =
      Map.of(
          "backend-1",
          new Usage("backend", 0.2, 0.25, 1e8, null, 43.0, null),
          "store",
          new Usage("store", 0.1, null, 1e7, null, null, "recent CPU usage"));

  private static final LatencyObjective.Judged DELIVERIES =
      LatencyObjective.DEFAULT.judge(
          SampleStats.distribution(SampleStats.times(1_000, 12_000)), "outside the faults");

  private static final FailedRequest FAILED =
      new FailedRequest(
          AT, "user-7", "/api/messages", "GET", "backend-2", 503, "HTTP 503", 1_612.5, 2);

  private static Verdict verdict() {
    var run = new FaultRun(new Kill("backend-2"), AT, Optional.of(SampleStats.UNHARMED.stats()));
    run.detected(AT.plusMillis(5));
    run.recovered(AT.plusMillis(900));
    return run.judge(
        Optional.of(SampleStats.UNHARMED.withTotal(2_000).stats()), EVEN, Objectives.DEFAULT);
  }

  private static RunResult judge(SampleStats last, Verdict... verdicts) {
    return judge(last, Duration.ofMillis(5), verdicts);
  }

  private static RunResult judge(SampleStats last, Duration lateness, Verdict... verdicts) {
    return judge(last, lateness, USAGE, verdicts);
  }

  private static RunResult judge(
      SampleStats last, Duration lateness, Map<String, Usage> usage, Verdict... verdicts) {
    return judge(last, lateness, DELIVERIES, usage, verdicts);
  }

  private static RunResult judge(
      SampleStats last,
      Duration lateness,
      LatencyObjective.Judged deliveries,
      Map<String, Usage> usage,
      Verdict... verdicts) {
    return judge(last, false, lateness, deliveries, usage, verdicts);
  }

  private static RunResult judge(
      SampleStats last,
      boolean judgeLost,
      Duration lateness,
      LatencyObjective.Judged deliveries,
      Map<String, Usage> usage,
      Verdict... verdicts) {
    return judge(last.stats(), judgeLost, lateness, deliveries, usage, verdicts);
  }

  private static RunResult judge(
      LoadStats last,
      boolean judgeLost,
      Duration lateness,
      LatencyObjective.Judged deliveries,
      Map<String, Usage> usage,
      Verdict... verdicts) {
    var seen = new SampleRun();
    seen.stats = last;
    seen.judgeLost = judgeLost;
    seen.lateness = lateness;
    seen.deliveries = deliveries;
    seen.failures = Optional.of(new FailedRequests(1, 1, List.of(FAILED)));
    seen.usage = usage;
    return RunResult.judge(
        SampleRecord.PLACE,
        Experiment.of(PLAN, Criteria.DEFAULT),
        seen.observations(),
        List.of(verdicts));
  }

  @Test
  void fileHoldsEveryPromisedField() {
    var json =
        JsonParser.parseString(judge(SampleStats.UNHARMED, verdict()).toJson()).getAsJsonObject();

    assertThat(json.get("passed").getAsBoolean()).isTrue();
    assertThat(json.keySet())
        .contains(
            "passed",
            "platform",
            "replicas",
            "users",
            "requests",
            "messages",
            "ramp",
            "measuredSeconds",
            "latencyMillis",
            "deliveryMillis",
            "latenessMillis",
            "reconnects",
            "balance",
            "connections",
            "largestDeviationPercent",
            "usage",
            "totalCpuCores",
            "faults");
    assertThat(json.getAsJsonObject("users").keySet()).contains("wanted", "connectedPeak");
    assertThat(json.getAsJsonObject("requests").keySet()).contains("total", "failed");
    assertThat(json.getAsJsonObject("messages").keySet())
        .contains("sent", "acknowledged", "delivered", "lost", "duplicated", "reordered")
        .contains("owed", "renumbered", "undelivered", "abandoned", "pending", "wrongPages");
    assertThat(json.get("result").getAsString()).isEqualTo("passed");
    assertThat(json.get("historyResets").getAsLong()).isZero();
    assertThat(json.getAsJsonObject("latencyMillis").keySet()).contains("p50", "p95", "p99", "max");
    var usage = json.getAsJsonObject("usage").getAsJsonObject("backend-1");
    assertThat(usage.keySet())
        .containsExactly("role", "cpuCores", "cpuLimitCores", "memoryBytes", "throttledPercent");
    assertThat(json.get("totalCpuCores").getAsDouble()).isCloseTo(0.3, within(1e-9));
    assertThat(json.getAsJsonObject("ramp").get("usersPerSecond").getAsDouble()).isEqualTo(50);
    assertThat(json.getAsJsonObject("latencyMillis").get("p99").getAsDouble()).isEqualTo(5);
    assertThat(json.getAsJsonObject("deliveryMillis").get("p99").getAsDouble()).isEqualTo(3);
    assertThat(json.getAsJsonObject("largestDeviationPercent").get("connections").getAsDouble())
        .isCloseTo(10, within(1e-9));
    var fault = json.getAsJsonArray("faults").get(0).getAsJsonObject();
    assertThat(fault.keySet())
        .contains(
            "kind",
            "target",
            "at",
            "detectedAfterMillis",
            "recoveredAfterMillis",
            "requestsFailed",
            "messagesLost");
    assertThat(fault.get("recoveredAfterMillis").getAsLong()).isEqualTo(900);
  }

  @Test
  void filesAreAsTheirSchemaSays() throws IOException {
    var unjudged = LatencyObjective.DEFAULT.judge(Optional.empty(), "");
    var uncounted =
        SampleStats.UNHARMED.withMessages(
            was -> new Messages(500, 500, null, 25_000, 0, 0, 0, null, null, null, 0, null));
    var unknown = Map.of("store", new Usage("store", null, null, null, null, null, null));

    assertThat(List.of(judge(SampleStats.UNHARMED, verdict()), judge(SampleStats.UNHARMED)))
        .allSatisfy(result -> assertThat(schemaErrors(result)).isEmpty());
    assertThat(schemaErrors(judge(uncounted, Duration.ZERO, unjudged, unknown))).isEmpty();
  }

  @Test
  void ledgerOfAFaultSaysBetweenWhichMomentsOrWhyNot() throws IOException {
    var ledger =
        new Ledger(
            List.of(
                LedgerEntry.seen(
                    Milestone.TAKEN_OUT, new Evidence(AT, AT.plusMillis(2), "gateway-1")),
                LedgerEntry.absent(Milestone.ALERT_FIRING, "did not fire").of("ReplicaDown")),
            Optional.empty());
    var result = judge(SampleStats.UNHARMED, verdict().with(ledger));

    assertThat(schemaErrors(result)).isEmpty();
    var lines =
        JsonParser.parseString(result.toJson())
            .getAsJsonObject()
            .getAsJsonArray("faults")
            .get(0)
            .getAsJsonObject()
            .getAsJsonArray("ledger");
    assertThat(lines.get(0).toString())
        .isEqualTo(
            "{'name':'gateway took it out','notBefore':'2026-01-01T12:00:00Z',".replace('\'', '"')
                + "'notAfter':'2026-01-01T12:00:00.002Z','method':'gateway-1'}".replace('\'', '"'));
    assertThat(lines.get(1).toString())
        .isEqualTo(
            "{'name':'alert ReplicaDown firing','absent':'did not fire'}".replace('\'', '"'));
  }

  static List<String> schemaErrors(RunResult result) throws IOException {
    var schema = Files.readString(Path.of("../docs/run-result.schema.json"));
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(schema)
        .validate(result.toJson(), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void fileHoldsTheObjectiveAndWhatWasMeasured() {
    var json =
        JsonParser.parseString(judge(SampleStats.UNHARMED, verdict()).toJson()).getAsJsonObject();

    var objective = json.getAsJsonObject("objective");
    assertThat(objective.keySet())
        .containsExactly(
            "of",
            "percentile",
            "limitMillis",
            "judgedPercentile",
            "measuredMillis",
            "samples",
            "met");
    assertThat(objective.get("limitMillis").getAsLong()).isEqualTo(1_000);
    assertThat(objective.get("measuredMillis").getAsDouble()).isCloseTo(12, within(0.2));
    assertThat(objective.get("met").getAsBoolean()).isTrue();
  }

  @Test
  void fileListsTheFailedRequestsWithTheirTotal() {
    var json =
        JsonParser.parseString(judge(SampleStats.UNHARMED, verdict()).toJson()).getAsJsonObject();

    assertThat(json.get("failuresTotal").getAsLong()).isEqualTo(1);
    assertThat(json.getAsJsonArray("failures").get(0).toString())
        .isEqualTo(
            "{\"at\":\"2026-01-01T12:00:00.000Z\",\"user\":\"user-7\","
                + "\"route\":\"/api/messages\",\"method\":\"GET\",\"through\":\"backend-2\","
                + "\"status\":503,\"error\":\"HTTP 503\",\"durationMillis\":1612.5,"
                + "\"attempts\":2}");
  }

  @Test
  void runWhoseDeliveriesTakeFiveSecondsFails() {
    var slow =
        LatencyObjective.DEFAULT.judge(
            SampleStats.distribution(SampleStats.times(1_000, 4_900_000)), "outside the faults");

    var result = judge(SampleStats.UNHARMED, Duration.ZERO, slow, USAGE, verdict());

    assertThat(result.result()).isEqualTo("failed");
    assertThat(result.reasons())
        .containsExactly("Delivery p99 was 4.9 s outside the faults, over the objective of 1 s");
    assertThat(result.objective().met()).isFalse();
  }

  @Test
  void runWhoseStoreLostItsHistoryFailsAndSaysSoFirst() {
    var result = judge(SampleStats.UNHARMED.withHistoryResets(500L).withFailed(2), verdict());

    assertThat(result.result()).isEqualTo("failed");
    assertThat(result.reasons().getFirst())
        .isEqualTo("The store lost its history: users were notified 500 times");
    assertThat(RunReport.of(result, List.of())).last().isEqualTo("FAILED");
  }

  private static void assertIsInvalid(SampleStats last, String reason) {
    var result = judge(last, verdict());

    assertThat(result.passed()).isFalse();
    assertThat(result.verdict().result()).isEqualTo(Result.INVALID);
    assertThat(result.verdict().gate()).isEqualTo(Gate.BOOKS);
    assertThat(result.result()).isEqualTo("no_verdict");
    assertThat(result.reasons()).containsExactly(reason);
    assertThat(RunReport.of(result, List.of()))
        .endsWith(
            "- " + reason,
            "Gate: books closed. Run it again and see the simulator's log.",
            "INVALID");
  }

  @Test
  void runWithDeliveriesPendingAtItsEndIsInvalid() {
    assertIsInvalid(
        SampleStats.UNHARMED.withMessages(
            was -> new Messages(500, 500, 25_001L, 25_000, 0, 0, 0, 0L, 0L, 0L, 1, 0L)),
        "1 owed delivery was still pending at the end");
  }

  @Test
  void runWhoseBooksAreNotSettledIsInvalid() {
    assertIsInvalid(
        SampleStats.UNHARMED.unsettled(), "The messages in flight at the end did not settle");
  }

  @Test
  void runWithFewerUsersConnectedThanWantedAtItsEndIsInvalid() {
    assertIsInvalid(
        SampleStats.UNHARMED.withUsers(100, 99, 100), "99 of 100 users were connected at the end");
    assertIsInvalid(SampleStats.UNHARMED.withUsers(100, 98, 99), "99 of 100 users were connected");
  }

  @Test
  void booksThatDoNotAddUpAreInvalid() {
    assertIsInvalid(
        SampleStats.UNHARMED.withMessages(
            was -> new Messages(500, 500, 25_002L, 25_000, 0, 0, 0, 0L, 0L, 1L, 0, 0L)),
        "The simulator's accounts do not add up: 1 owed delivery is unaccounted for");
  }

  @Test
  void abandonedDeliveriesAreAccountedFor() {
    var result =
        judge(
            SampleStats.UNHARMED.withMessages(
                was -> new Messages(500, 500, 25_002L, 25_000, 0, 0, 0, 0L, 0L, 2L, 0, 0L)),
            verdict());

    assertThat(result.passed()).isTrue();
    assertThat(RunReport.of(result, List.of()))
        .contains(
            "Of 25\u202f002 deliveries owed 0 undelivered, 2 abandoned, 0 pending; 0 messages"
                + " renumbered, 0 wrong pages of history, 0 history resets");
  }

  @Test
  void runOfASimulatorThatDoesNotCountEverythingIsInvalid() {
    var result =
        judge(
            SampleStats.UNHARMED.withMessages(
                was -> new Messages(500, 500, null, 25_000, 0, 0, 0, null, null, null, 0, null)),
            verdict());

    assertThat(result.result()).isEqualTo("no_verdict");
    assertThat(result.reasons().getFirst()).contains("does not count what is owed, renumbered");
    assertThat(
            JsonParser.parseString(result.toJson())
                .getAsJsonObject()
                .getAsJsonObject("messages")
                .keySet())
        .doesNotContain("renumbered", "undelivered");
  }

  @Test
  void invalidFaultMakesItsRunInvalid() {
    var run = new FaultRun(new Kill("backend-2"), AT, Optional.of(SampleStats.UNHARMED.stats()));
    run.detected(AT.plusMillis(5));
    run.recovered(AT.plusMillis(900));
    var away = SampleStats.UNHARMED.withTotal(2_000).withUsers(100, 97, 100).stats();

    var result =
        judge(SampleStats.UNHARMED, run.judge(Optional.of(away), EVEN, Objectives.DEFAULT));

    assertThat(result.result()).isEqualTo("no_verdict");
    assertThat(result.reasons())
        .containsExactly("Killed backend-2: 97 of 100 users were connected at the end");
  }

  @Test
  void faultThatDidNotPassFailsTheRunAndItsReasonIsReported() {
    var run = new FaultRun(new Kill("backend-2"), AT, Optional.of(SampleStats.UNHARMED.stats()));
    run.detected(AT.plusMillis(5));
    var away =
        run.judge(
            Optional.of(SampleStats.UNHARMED.withTotal(2_000).stats()), EVEN, Objectives.DEFAULT);

    var result = judge(SampleStats.UNHARMED, away);

    assertThat(result.result()).isEqualTo("failed");
    assertThat(RunReport.of(result, List.of()))
        .endsWith(
            "- Killed backend-2: backend-2 was not ready again within 60 s",
            "Gate: undo proven. See the target's log and restore it.",
            "FAILED");
  }

  @Test
  void runWhoseJudgeWasLostIsInvalid() {
    var result = judge(SampleStats.UNHARMED, true, Duration.ZERO, DELIVERIES, USAGE, verdict());

    assertThat(result.result()).isEqualTo("no_verdict");
    assertThat(result.reasons()).containsExactly(LoadStats.LOST);
  }

  @Test
  void undeliveredMessagesFailTheRunAndAreAccountedFor() {
    var result =
        judge(
            SampleStats.UNHARMED.withMessages(
                was -> new Messages(500, 500, 25_002L, 25_000, 0, 0, 0, 0L, 2L, 0L, 0, 0L)),
            verdict());

    assertThat(result.result()).isEqualTo("failed");
    assertThat(result.reasons())
        .containsExactly(
            "2 owed deliveries are missing: neither delivered, nor counted as lost or abandoned");
  }

  @Test
  void harmBeforeOrAfterTheKillDoesNotPassEitherAndTheNewestFailureIsTold() {
    var result = judge(SampleStats.UNHARMED.withFailed(1), verdict());

    assertThat(result.passed()).isFalse();
    assertThat(result.reasons()).contains("The newest failure: GET /api/messages: 503");
  }

  @Test
  void killThatWasNotJudgedDoesNotPass() {
    assertThat(judge(SampleStats.UNHARMED).reasons())
        .containsExactly("0 of 1 fault could be judged");
  }

  @Test
  void totalOfPartsOfWhichOneIsUnknownIsUnknown() {
    var usage = new HashMap<>(USAGE);
    usage.put("prometheus", new Usage("prometheus", null, null, null, null, null, null));

    var result = judge(SampleStats.UNHARMED, Duration.ZERO, usage, verdict());

    assertThat(result.totalCpuCores()).isNull();
    assertThat(RunReport.of(result, List.of())).contains("prometheus: no figures");
  }

  @Test
  void linesTellEveryFigure() {
    assertThat(RunReport.of(judge(SampleStats.UNHARMED, verdict()), List.of(verdict())))
        .containsExactlyInAnyOrder(
            "",
            verdict().headline() + ": " + verdict().sentence(),
            "0 of 1\u202f000 requests failed (≤ 0.30 %); 500 messages acknowledged, 25\u202f000"
                + " deliveries, 0 lost, 0 duplicated, 0 reordered",
            "Of 25\u202f000 deliveries owed 0 undelivered, 0 abandoned, 0 pending; 0 messages"
                + " renumbered, 0 wrong pages of history, 0 history resets",
            "100 users connected within 2.0 s, 50.0 /s",
            "Requests   p50 5.0 ms, p95 5.0 ms, p99 5.0 ms, max 5.0 ms",
            "Requests by replica: backend-1 50.0 %, backend-2 50.0 %; the farthest from even by"
                + " 0.00 %",
            "backend-1: CPU 0.20 of 0.25 cores, throttled 43.0 %, memory 95 MiB",
            "Measured for 45.0 s after the warm-up:",
            "Deliveries p50 3.0 ms, p95 3.0 ms, p99 3.0 ms, max 3.0 ms",
            "Objective  requests.failed == 0 during run: 0 of 1\u202f000 requests failed (≤ 0.30"
                + " %)",
            "Objective  recovery<=1m: 900 ms",
            "Objective  deliveries.p99<=1s outside faults: delivery p99 12 ms",
            "Objective  messages.lost == 0: 0",
            "Objective  messages.duplicated == 0: 0",
            "Objective  messages.reordered == 0: 0",
            "Objective  messages.renumbered == 0: 0",
            "Simulator's own lateness p50 1.0 ms, p95 1.0 ms, p99 1.0 ms, max 1.0 ms",
            "Connections by replica: backend-1 55.0 %, backend-2 45.0 %; the farthest from even by"
                + " 10.0 %",
            "store: CPU 0.10 cores, memory 9.5 MiB (recent CPU usage)",
            "The whole system: CPU 0.30 cores",
            "PASSED");
  }

  @Test
  void lateSimulatorDoesNotPass() {
    assertThat(judge(SampleStats.UNHARMED, Duration.ofMillis(500), verdict()).passed()).isFalse();
  }

  /** Unharmed, and with what else a simulator may say. */
  private static LoadStats stats(
      long reconnects, LoadStats.Windows reconnectMillis, String lastFailure) {
    var all = SampleStats.UNHARMED.stats();
    return new LoadStats(
        all.at(),
        all.startedAt(),
        all.users(),
        all.requests(),
        all.messages(),
        reconnects,
        all.historyResets(),
        all.latencyMillis(),
        all.deliveryMillis(),
        all.latenessMillis(),
        reconnectMillis,
        all.settled(),
        lastFailure);
  }

  private static RunResult judge(LoadStats last) {
    return judge(last, false, Duration.ZERO, DELIVERIES, USAGE, verdict());
  }

  @Test
  void whatIsOddAndNoFailedRequestLetsTheRunPass() {
    var all = SampleStats.UNHARMED.stats();

    assertThat(judge(stats(0, all.reconnectMillis(), "a socket closed oddly")).reasons()).isEmpty();
  }

  @Test
  void reconnectsAreToldWhenThereWereAny() {
    var all = SampleStats.UNHARMED.stats();

    assertThat(RunReport.of(judge(stats(3, all.reconnectMillis(), null)), List.of()))
        .contains("3 reconnects, p50 1.5 s, p95 1.5 s, p99 1.5 s, max 1.5 s");
    assertThat(RunReport.of(judge(stats(3, null, null)), List.of()))
        .contains("3 reconnects, p50 –, p95 –, p99 –, max –");
  }

  @Test
  void objectiveThatCouldNotBeJudgedIsToldSo() {
    var unknown = LatencyObjective.DEFAULT.judge(Optional.empty(), "");

    var result = judge(SampleStats.UNHARMED, Duration.ZERO, unknown, USAGE, verdict());

    assertThat(RunReport.of(result, List.of()))
        .contains("Objective  deliveries.p99<=1s outside faults: delivery p99 unknown");
  }

  @Test
  void loadThatFellOnNobodyIsShareOfNone() {
    var result = judge(SampleStats.UNHARMED, verdict());
    var nothing = Balance.among(List.of(), Map.of());

    assertThat(RunReport.shares(nothing.percent(), result.largestDeviationPercent().requests()))
        .isEqualTo("none");
  }

  @Test
  void limitOfMemoryIsToldInTheSameUnit() {
    var usage = Map.of("backend-1", new Usage("backend", null, null, 64e6, 128e6, null, null));

    var result = judge(SampleStats.UNHARMED, Duration.ZERO, usage, verdict());

    assertThat(RunReport.of(result, List.of())).contains("backend-1: memory 61 of 122 MiB");
  }
}
