package switchboard.console.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.UserImpact;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Platform;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.kubernetes.access.Names;
import switchboard.console.session.Session;
import switchboard.console.session.timeline.TimelineEvent;

/**
 * Simulators are added and removed on a cluster while their users chat: no count is lost, and no
 * message.
 */
@Tag("engine")
class SimulatorsUnderLoadTest {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final LoadPlan PLAN = new LoadPlan(600, 200, 6, 50, 6);

  private final OkHttpClient http = new OkHttpClient();
  private Platform platform;
  private Session session;

  @BeforeAll
  static void needsACluster() {
    RealCluster.assumeFree();
  }

  @BeforeEach
  void start() {
    platform = RealCluster.platform();
    session = new Session(platform, http, Clock.systemUTC());
    session.start();
  }

  @AfterEach
  void close() {
    session.close();
  }

  private LoadStats stats() {
    return done(session.load().stats());
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
    assertThat(done(session.load().scale(count, step -> {})).simulators()).hasSize(count);
  }

  /** How many messages the replicas have accepted, as their own metrics say. */
  private long accepted() throws IOException {
    var prometheus = platform.state().endpoints().orElseThrow().prometheus().orElseThrow();
    var query = prometheus + "/api/v1/query?query=sum(chat_messages_accepted_total)";
    try (var response = http.newCall(new Request.Builder().url(query).build()).execute()) {
      var result =
          JsonParser.parseString(response.body().string())
              .getAsJsonObject()
              .getAsJsonObject("data")
              .getAsJsonArray("result");
      return result.get(0).getAsJsonObject().getAsJsonArray("value").get(1).getAsLong();
    }
  }

  @Test
  void usersAreSharedAndEveryCountStaysWhileSimulatorsComeAndGo() {
    var launched = done(session.launch(2, PLAN, step -> {}));
    assertThat(launched.system().simulators())
        .extracting(Instance::name)
        .containsExactly("simulator-0");
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

    done(session.load().quiesce());
    await().atMost(SOON).until(() -> stats().settled());
    var all = stats();
    assertThat(all.continues(counted)).isTrue();
    assertThat(UserImpact.sinceStart(all).reasons()).as("%s", all.lastFailure()).isEmpty();
    assertThat(all.messages().pending()).isZero();
    // Who leaves does not wait for the acknowledgement: the replicas have accepted those, too.
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(accepted())
                    .isBetween(all.messages().acknowledged(), all.messages().sent()));
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
                    .anyMatch(text -> text.startsWith("a simulator's counts are lost")));
  }
}
