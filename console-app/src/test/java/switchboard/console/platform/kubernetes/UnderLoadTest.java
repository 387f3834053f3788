package switchboard.console.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;

import java.time.Clock;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.Harm;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.Limits;
import switchboard.console.session.Session;

/** What users notice of what an operator does to a cluster: nothing. */
@Tag("engine")
class UnderLoadTest {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final int USERS = 1_000;

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
  void scalingAKillAndNewLimitsCostNobodyAnything() {
    done(session.launch(1, LoadPlan.DEFAULT.withUsers(USERS), step -> {}));
    awaitUsers(1);
    var before = done(session.stats());

    done(session.scale(4, step -> {}));
    awaitUsers(4);
    done(session.scale(2, step -> {}));
    awaitUsers(2);
    done(session.kill("backend-1"));
    await()
        .atMost(SOON)
        .until(() -> session.snapshot().load().filter(LoadStats::allConnected).isEmpty());
    awaitUsers(2);
    done(session.limit(new Limits(0.8, 320L << 20), step -> {}));
    awaitUsers(2);

    done(session.quiesce());
    await().atMost(SOON).until(() -> done(session.stats()).settled());
    var after = done(session.stats());
    assertThat(Harm.between(before, after).reasons()).as("%s", after.lastFailure()).isEmpty();
    assertThat(after.reconnects()).isGreaterThan(before.reconnects());
  }
}
