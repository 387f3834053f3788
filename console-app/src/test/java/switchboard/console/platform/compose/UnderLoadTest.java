package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.fault.Harm;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.session.Session;

/** What users notice of replicas that go, come and hang, through nginx: nothing. */
@Tag("engine")
class UnderLoadTest {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int USERS = 600;
  private static final int CROWD = 1_000;

  /** Users whose next message is never far, so that each soon notices when nobody answers. */
  private static final LoadPlan TALKATIVE = new LoadPlan(300, 100, 60, 10, 6);

  /** A message within a second or two, 2.5 s without an answer, the question to who hangs. */
  private static final Duration MOVED_ON = Duration.ofSeconds(7);

  @TempDir private Path folder;
  private Session session;

  /** When all users were there; what a cold start on a busy machine cost is not judged here. */
  private LoadStats before;

  @BeforeAll
  static void needsAnEngine() {
    RealEngine.assumeFree();
  }

  @BeforeEach
  void start() {
    var platform = RealEngine.platform(folder.resolve("settings"));
    session = new Session(platform, new OkHttpClient(), Clock.systemUTC());
    session.start();
  }

  private void launch(int replicas, LoadPlan plan) {
    done(session.launch(replicas, plan, step -> {}));
    awaitUsers(replicas);
    before = done(session.stats());
  }

  @AfterEach
  void close() {
    session.close();
  }

  /** Every user is connected, and so many replicas have been ready for a while. */
  private void awaitUsers(int replicas) {
    var from = Clock.systemUTC().instant().plusSeconds(4);
    await()
        .atMost(SOON)
        .until(
            () -> {
              var now = session.snapshot();
              return now.at().isAfter(from)
                  && now.system().readyBackends() == replicas
                  && now.load().filter(LoadStats::allConnected).isPresent();
            });
  }

  @Test
  void replicasThatAreStoppedAndStartedInTurnCostNobodyAnything() {
    launch(2, LoadPlan.DEFAULT.withUsers(USERS));

    for (var replica : List.of("backend-1", "backend-2", "backend-1", "backend-2")) {
      done(session.stopReplica(replica));
      awaitUsers(1);
      done(session.startReplica(replica));
      awaitUsers(2);
    }

    assertNobodyNoticed(USERS);
  }

  @Test
  void replicasThatAreKilledInTurnCostNobodyAnything() {
    launch(2, LoadPlan.DEFAULT.withUsers(USERS));

    for (var replica : List.of("backend-1", "backend-2", "backend-1", "backend-2")) {
      done(session.kill(replica));
      await()
          .atMost(SOON)
          .until(() -> session.snapshot().load().filter(LoadStats::allConnected).isEmpty());
      awaitUsers(2);
    }

    assertNobodyNoticed(USERS);
  }

  @Test
  void usersOfAReplicaThatHangsMoveOnAndNothingFails() {
    launch(3, TALKATIVE);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(session.connections().values())
                    .hasSize(3)
                    .allSatisfy(each -> assertThat(each).isBetween(95.0, 105.0)));
    done(session.freeze("backend-2", Duration.ofSeconds(10)));
    // Every other user sends by requests, which go elsewhere, and has no reason to move.
    await().atMost(MOVED_ON).until(() -> reconnects(done(session.stats())) >= 40);
    assertThat(session.snapshot().system().readyBackends()).isEqualTo(2);
    awaitUsers(3);

    var stats = assertNobodyNoticed(40);
    assertThat(stats.reconnectMillis().sinceStart().p99()).isLessThan(5_000);
  }

  /** All are set aside then, and nginx would refuse until their time is over. */
  @Test
  void replicasThatAllHangForAMomentAreTakenBackAtOnce() {
    launch(2, TALKATIVE);

    for (var replica : List.of("backend-1", "backend-2")) {
      done(session.freeze(replica, Duration.ofSeconds(3)));
    }
    awaitUsers(2);

    assertNobodyNoticed(0);
  }

  @Test
  void aCrowdWhoseSocketsAreCutAtOnceIsBackInSecondsAndNobodyIsRefused() {
    launch(2, LoadPlan.DEFAULT.withUsers(CROWD));
    done(session.stopReplica("backend-1"));
    awaitUsers(1);
    done(session.startReplica("backend-1"));
    awaitUsers(2);
    await().atMost(SOON).until(() -> session.connections().get("backend-2") == CROWD);

    done(session.kill("backend-2"));
    await()
        .atMost(SOON)
        .until(() -> session.snapshot().load().filter(LoadStats::allConnected).isEmpty());
    awaitUsers(2);

    var stats = assertNobodyNoticed(CROWD);
    assertThat(stats.reconnectMillis().sinceStart().max()).isLessThan(10_000);
  }

  private long reconnects(LoadStats now) {
    return now.reconnects() - before.reconnects();
  }

  private LoadStats assertNobodyNoticed(int reconnects) {
    done(session.quiesce());
    await().atMost(SOON).until(() -> done(session.stats()).settled());
    var stats = done(session.stats());
    assertThat(reconnects(stats)).isGreaterThanOrEqualTo(reconnects);
    assertThat(Harm.between(before, stats).reasons()).as("%s", stats.lastFailure()).isEmpty();
    return stats;
  }
}
