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

/** What users notice of replicas that go and come, through nginx: nothing. */
@Tag("engine")
class UnderLoadTest {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int USERS = 600;

  @TempDir private Path folder;
  private Session session;

  @BeforeAll
  static void needsAnEngine() {
    RealEngine.assumeFree();
  }

  @BeforeEach
  void start() {
    var platform = RealEngine.platform(folder.resolve("settings"));
    session = new Session(platform, new OkHttpClient(), Clock.systemUTC());
    session.start();
    done(session.launch(2, LoadPlan.DEFAULT.withUsers(USERS), step -> {}));
    awaitUsers(2);
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
    for (var replica : List.of("backend-1", "backend-2", "backend-1", "backend-2")) {
      done(session.stopReplica(replica));
      awaitUsers(1);
      done(session.startReplica(replica));
      awaitUsers(2);
    }

    assertNobodyNoticed();
  }

  @Test
  void replicasThatAreKilledInTurnCostNobodyAnything() {
    for (var replica : List.of("backend-1", "backend-2", "backend-1", "backend-2")) {
      done(session.kill(replica));
      await()
          .atMost(SOON)
          .until(() -> session.snapshot().load().filter(LoadStats::allConnected).isEmpty());
      awaitUsers(2);
    }

    assertNobodyNoticed();
  }

  private void assertNobodyNoticed() {
    done(session.quiesce());
    await().atMost(SOON).until(() -> done(session.stats()).settled());
    var stats = done(session.stats());
    assertThat(stats.reconnects()).isGreaterThanOrEqualTo(USERS);
    assertThat(Harm.sinceStart(stats).reasons()).as("%s", stats.lastFailure()).isEmpty();
  }
}
