package switchboard.console.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.Harm;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.Instance;
import switchboard.console.platform.StepFailed;
import switchboard.console.session.Session;
import switchboard.console.session.TimelineEvent;

/** Simulators come and go on a cluster while their users chat: no count is lost, and no message. */
@Tag("engine")
class SimulatorsUnderLoadTest {
  private static final Duration SOON = Duration.ofSeconds(120);
  private static final LoadPlan PLAN = new LoadPlan(600, 200, 6, 50, 6);

  private Session session;

  @BeforeAll
  static void needsACluster() {
    RealCluster.assumeFree();
  }

  @BeforeEach
  void start() {
    session = new Session(RealCluster.platform(), new OkHttpClient(), Clock.systemUTC());
    session.start();
  }

  @AfterEach
  void close() {
    session.close();
  }

  private LoadStats stats() {
    return done(session.stats());
  }

  private void awaitUsers() {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(stats().users().connected()).isEqualTo(PLAN.users()));
  }

  /** Nothing is counted twice or forgotten, whoever counts it now. */
  private LoadStats soundAfter(LoadStats earlier) {
    var now = stats();
    assertThat(now.continues(earlier))
        .as("%s after %s", now.startedAt(), earlier.startedAt())
        .isTrue();
    assertThat(now.requests().total()).isGreaterThanOrEqualTo(earlier.requests().total());
    assertThat(now.messages().delivered()).isGreaterThanOrEqualTo(earlier.messages().delivered());
    assertThat(now.latencyMillis().sinceStart().count())
        .isGreaterThanOrEqualTo(earlier.latencyMillis().sinceStart().count());
    assertThat(now.users().wanted()).isEqualTo(PLAN.users());
    return now;
  }

  private void scaleTo(int count) {
    assertThat(done(session.scaleSimulators(count, step -> {})).simulators()).hasSize(count);
  }

  @Test
  void usersAreSharedAndEveryCountStaysWhileSimulatorsComeAndGo() {
    var launched = done(session.launch(2, PLAN, step -> {}));
    assertThat(launched.simulators()).extracting(Instance::name).containsExactly("simulator-0");
    awaitUsers();
    var counted = stats();

    scaleTo(2);
    awaitUsers();
    counted = soundAfter(counted);
    scaleTo(3);
    awaitUsers();
    counted = soundAfter(counted);
    scaleTo(2);
    counted = soundAfter(counted);
    awaitUsers();
    scaleTo(1);
    awaitUsers();
    counted = soundAfter(counted);

    done(session.quiesce());
    await().atMost(SOON).until(() -> stats().settled());
    var all = stats();
    assertThat(all.continues(counted)).isTrue();
    assertThat(Harm.sinceStart(all).reasons()).as("%s", all.lastFailure()).isEmpty();
    // Whoever is in a room of their own judges all of it: each message reached the whole room.
    assertThat(all.messages().acknowledged()).isEqualTo(all.messages().sent());
    assertThat(all.messages().pending()).isZero();
    assertThat(all.latencyMillis().sinceStart().count()).isEqualTo(all.requests().total());
    assertThat(List.of(all.startedAt().split(" "))).hasSize(3);
  }

  @Test
  void deathOfASimulatorIsToldAndItHasItsShareAgain() throws StepFailed {
    done(session.launch(1, PLAN, step -> {}));
    scaleTo(2);
    awaitUsers();
    var before = stats();

    try (var cluster = RealCluster.connect()) {
      cluster
          .client()
          .pods()
          .inNamespace(Names.NAMESPACE)
          .withName("simulator-1")
          .withGracePeriod(0)
          .delete();
    }

    await().atMost(SOON).until(() -> session.snapshot().load().isEmpty());
    awaitUsers();
    assertThat(stats().continues(before)).isFalse();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(session.snapshot().timeline())
                    .extracting(TimelineEvent::text)
                    .anyMatch(text -> text.startsWith("simulator-1 died"))
                    .anyMatch(text -> text.startsWith("what a simulator had counted is lost")));
  }
}
