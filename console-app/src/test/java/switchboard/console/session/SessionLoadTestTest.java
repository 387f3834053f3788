package switchboard.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;
import static switchboard.console.Outcomes.failure;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.intent.Intents;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.loadtest.Arrivals;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.loadtest.LoadTestRun;
import switchboard.console.platform.FakePlatform;
import switchboard.console.session.timeline.TimelineEvent;

/** Load tests of a session, and how others find its system. */
class SessionLoadTestTest {
  private static final LoadTestPlan PLAN =
      new LoadTestPlan("GET", "/", Optional.empty(), 0, new Arrivals.Closed(100, 5));

  @TempDir private Path folder;
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform platform = new FakePlatform(Clock.systemUTC(), simulator.address());

  @AfterEach
  void close() {
    simulator.close();
  }

  private Session session() {
    return new Session(
        platform,
        new OkHttpClient(),
        Clock.systemUTC(),
        () -> Duration.ofSeconds(1),
        Intents.UNWRITTEN,
        new RunningSystems(folder));
  }

  private static List<String> newest(Session session) {
    session.publish();
    return session.snapshot().timeline().stream().map(TimelineEvent::text).toList();
  }

  @Test
  void loadTestStandsOnTheTimelineWithItsResult() {
    try (var session = session()) {
      done(session.launch(2, LoadPlan.DEFAULT, step -> {}));

      done(session.load().test(PLAN, new LoadTestRun(report -> {})));

      assertThat(newest(session))
          .contains(
              "load test: 100 requests, 5 at a time",
              "load test passed: 0 of 100 requests failed (≤ 3.0 %), 200/s, p50 2.0 ms, p99 9.0"
                  + " ms");
    }
  }

  @Test
  void loadTestOfASystemThatDoesNotRunIsAFailure() {
    try (var session = session()) {
      assertThat(failure(session.load().test(PLAN, new LoadTestRun(report -> {}))).happened())
          .isEqualTo("the system is not running");
      assertThat(simulator.loadTests().plans()).isEmpty();
    }
  }

  @Test
  void adoptedSystemKeepsItsLoad() {
    platform.runElsewhere(3);
    try (var session = session()) {
      done(session.adopt(3, step -> {}));

      assertThat(session.load().plan()).isEqualTo(LoadPlan.DEFAULT);
      assertThat(simulator.load()).isEmpty();
    }
  }

  @Test
  void othersFindTheSystemFromItsLaunchToItsStop() {
    var found = new RunningSystems(folder);
    try (var session = session()) {
      done(session.launch(1, LoadPlan.DEFAULT, step -> {}));
      assertThat(found.simulator("memory"))
          .map(URI::getPort)
          .hasValue(simulator.address().getPort());

      done(session.stop(false, step -> {}));
      assertThat(found.simulator("memory")).isEmpty();
    }
  }
}
