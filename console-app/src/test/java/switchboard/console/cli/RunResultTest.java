package switchboard.console.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.Fault;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.Verdict;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.SampleStats;
import switchboard.console.session.Usage;

class RunResultTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final RunPlan PLAN =
      new RunPlan(
          2,
          LoadPlan.DEFAULT.withUsers(100),
          Duration.ofSeconds(60),
          List.of(ScheduledKill.parse("backend-2@20s")));
  private static final Map<String, Double> EVEN = Map.of("backend-1", 50.0, "backend-2", 50.0);

  private static final Map<String, Usage> USAGE =
      Map.of("backend-1", new Usage(0.2, 0.25, 1e8, null, 43.0));

  private static Verdict verdict() {
    var run =
        new FaultRun(new Fault.Kill("backend-2"), AT, Optional.of(SampleStats.UNHARMED.stats()));
    run.detected(AT.plusMillis(5));
    run.recovered(AT.plusMillis(900));
    return run.judge(Optional.of(SampleStats.UNHARMED.withTotal(2_000).stats()), EVEN);
  }

  private static RunResult judge(SampleStats last, Verdict... verdicts) {
    return judge(last, Duration.ofMillis(5), verdicts);
  }

  private static RunResult judge(SampleStats last, Duration lateness, Verdict... verdicts) {
    return RunResult.judge("local", PLAN, last.stats(), lateness, EVEN, USAGE, List.of(verdicts));
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
            "latencyMillis",
            "balance",
            "usage",
            "faults");
    assertThat(json.getAsJsonObject("users").keySet()).contains("wanted", "connectedPeak");
    assertThat(json.getAsJsonObject("requests").keySet()).contains("total", "failed");
    assertThat(json.getAsJsonObject("messages").keySet())
        .contains("sent", "acknowledged", "delivered", "lost", "duplicated", "reordered");
    assertThat(json.getAsJsonObject("latencyMillis").keySet()).contains("p50", "p95", "p99", "max");
    var usage = json.getAsJsonObject("usage").getAsJsonObject("backend-1");
    assertThat(usage.keySet())
        .containsExactly("cpuCores", "cpuLimitCores", "memoryBytes", "throttledPercent");
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
  void harmBeforeOrAfterTheKillDoesNotPassEither() {
    assertThat(judge(SampleStats.UNHARMED.withFailed(1), verdict()).passed()).isFalse();
  }

  @Test
  void killThatWasNotJudgedDoesNotPass() {
    assertThat(judge(SampleStats.UNHARMED).reasons())
        .containsExactly("0 of 1 kills could be judged");
  }

  @Test
  void lateSimulatorDoesNotPass() {
    assertThat(judge(SampleStats.UNHARMED, Duration.ofMillis(500), verdict()).passed()).isFalse();
  }
}
