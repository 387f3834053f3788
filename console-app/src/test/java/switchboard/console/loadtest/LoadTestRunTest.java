package switchboard.console.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;
import static switchboard.console.Outcomes.failure;

import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.Outcome;
import switchboard.console.load.FakeSimulator;
import switchboard.console.verdict.Result;

@Tag("locales")
class LoadTestRunTest {
  private static final LoadTestPlan PLAN =
      new LoadTestPlan("GET", "/", Optional.empty(), 0, new Arrivals.Closed(100, 5));

  private final FakeSimulator simulator = new FakeSimulator();
  private final List<LoadTestReport> reports = new ArrayList<>();
  private final LoadTestRun run = new LoadTestRun(reports::add);

  @AfterEach
  void close() {
    simulator.close();
  }

  private Outcome<LoadTestResult> execute(LoadTestPlan plan) {
    return run.execute(new LoadTests(new OkHttpClient(), simulator.address()), plan);
  }

  @Test
  void passesWhenNoRequestFailed() {
    var result = done(execute(PLAN));

    assertThat(result.result()).isEqualTo(Result.PASSED);
    assertThat(result.sentence()).isEqualTo("0 of 100 requests failed (≤ 3.0 %)");
    assertThat(reports).containsExactly(result.report());
    assertThat(result.report().result().requestsPerSecond()).isEqualTo(200);
    assertThat(result.failures()).isEmpty();
  }

  @Test
  void failsWhenARequestFailedAndSaysWithWhat() {
    simulator.loadTests().fail(7, "{\"200\":93,\"401\":2,\"503\":5}");

    var result = done(execute(PLAN));

    assertThat(result.result()).isEqualTo(Result.FAILED);
    assertThat(result.failures()).containsExactly(Map.entry("503", 5L), Map.entry("401", 2L));
  }

  @Test
  void isInvalidWhenTheSimulatorWasTheLimitEvenIfRequestsFailed() {
    simulator.loadTests().fail(7, "{\"200\":93,\"503\":7}");
    simulator.loadTests().limit("it was busy");

    var result = done(execute(PLAN));

    assertThat(result.result()).isEqualTo(Result.INVALID);
    assertThat(result.sentence()).isEqualTo("limited by the generator: it was busy");
  }

  @Test
  void abortEndsItAndKeepsWhatWasSeen() {
    simulator.loadTests().last();
    run.abort();

    var result = done(execute(PLAN));

    assertThat(result.result()).isEqualTo(Result.ABORTED);
    assertThat(result.sentence()).isEqualTo("stopped after 100 of 100 requests");
    assertThat(simulator.loadTests().isCancelled()).isTrue();
  }

  @Test
  void interruptionWhileItBeginsEndsItAllTheSame() throws Exception {
    simulator.loadTests().last();
    var answer = new CompletableFuture<String>();
    simulator.loadTests().holdBack(answer);
    var ended = new FutureTask<>(() -> done(execute(PLAN)));
    var caller = Thread.ofVirtual().start(ended);
    await().until(() -> !simulator.loadTests().plans().isEmpty());

    caller.interrupt();
    answer.complete("");

    assertThat(ended.get().result()).isEqualTo(Result.ABORTED);
    assertThat(simulator.loadTests().isCancelled()).isTrue();
  }

  @Test
  void messagesAreWrittenFirstWhereTheyAreToBeRead() {
    done(execute(Preset.AB.plan()));

    assertThat(simulator.loadTests().plans())
        .extracting(plan -> plan.get("method").getAsString())
        .containsExactly("POST", "GET");
  }

  @Test
  void testThatCannotBeginIsAFailureWithItsReason() {
    simulator.loadTests().notBegin("no session could be opened: answered 503");

    assertThat(failure(execute(PLAN)).happened())
        .isEqualTo("no session could be opened: answered 503");
  }

  @Test
  void refusalSaysWhatTheSimulatorSays() {
    simulator.loadTests().refuse(409, "another load test is running");

    assertThat(failure(execute(PLAN)).sentence())
        .isEqualTo(
            "Starting the load test failed: another load test is running. Wait for it, or stop"
                + " it.");
  }

  @Test
  void simulatorThatIsGoneIsAFailure() {
    simulator.close();

    assertThat(failure(execute(PLAN)).happened()).isEqualTo("the simulator does not respond");
  }

  @Test
  void resultFileHasTheFiguresAndWhatIsUnknownIsAbsent() {
    var json = JsonParser.parseString(done(execute(PLAN)).toJson("local")).getAsJsonObject();

    assertThat(json.get("result").getAsString()).isEqualTo("passed");
    assertThat(json.get("platform").getAsString()).isEqualTo("local");
    assertThat(json.get("requestsPerSecond").getAsDouble()).isEqualTo(200);
    assertThat(json.get("failed").getAsLong()).isZero();
    assertThat(json.getAsJsonObject("latencyMillis").keySet())
        .containsExactly("count", "mean", "p50", "p90", "p95", "p99", "p99_9", "max");
    assertThat(json.has("generator")).isFalse();
  }
}
