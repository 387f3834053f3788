package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.fault.kind.Freeze;
import switchboard.console.fault.kind.Stop;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.LoadGroup;
import switchboard.console.session.Session;

/** Users notice nothing of replicas that stop, start and freeze, through nginx. */
@Tag("engine")
class UnderLoadTest {
  private static final int USERS = 600;
  private static final int CROWD = 1_000;

  /** Users who write often, so that each soon notices an outage. */
  private static final LoadPlan TALKATIVE = new LoadPlan(150, 100, 60, 10, 6);

  /** A message within a second or two, 2.5 s without a response, the probe of a hanging replica. */
  private static final Duration MOVED_ON = Duration.ofSeconds(7);

  @TempDir private Path folder;
  private LoadGroup crowd;
  private Session session;

  @BeforeAll
  static void needsAnEngine() {
    RealEngine.assumeFree();
  }

  @BeforeEach
  void start() {
    crowd = new LoadGroup(RealEngine.platform(folder.resolve("settings")));
    session = crowd.session();
  }

  @AfterEach
  void close() {
    crowd.close();
  }

  @Test
  void replicasThatAreStoppedStartedAndKilledInTurnCostNobodyAnything() {
    crowd.launch(2, LoadPlan.DEFAULT.withUsers(USERS));

    for (var replica : List.of("backend-1", "backend-2")) {
      done(session.faults().inject(new Stop(replica)));
      crowd.awaitAll(1);
      done(session.replicas().start(replica));
      crowd.awaitAll(2);
    }
    assertThat(crowd.reconnects())
        .as("those without a connection for a moment: users move before their replica ends")
        .isLessThan(USERS / 20);
    for (var replica : List.of("backend-1", "backend-2")) {
      crowd.kill(replica);
      crowd.awaitAll(2);
    }

    crowd.assertNobodyNoticed(USERS);
  }

  @Test
  void usersOfAReplicaThatHangsMoveOnAndNothingFails() {
    crowd.launch(3, TALKATIVE);
    var busiest =
        session.figures().connections().entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .orElseThrow();
    // Every other user sends by requests, which go elsewhere, and has no reason to move.
    var moving = (int) (0.4 * busiest.getValue());
    assertThat(moving).isGreaterThanOrEqualTo(20);
    done(session.faults().inject(new Freeze(busiest.getKey(), Duration.ofSeconds(10))));
    await().atMost(MOVED_ON).until(() -> crowd.reconnects() >= moving);
    assertThat(session.snapshot().system().readyBackends()).isEqualTo(2);
    crowd.awaitAll(3);

    var stats = crowd.assertNobodyNoticed(moving);
    assertThat(stats.reconnectMillis().sinceStart().p99()).isLessThan(5_000);
  }

  /** All are set aside then, and nginx would refuse until their time is over. */
  @Test
  void replicasThatAllHangForAMomentAreTakenBackAtOnce() {
    crowd.launch(2, TALKATIVE);

    for (var replica : List.of("backend-1", "backend-2")) {
      done(session.faults().inject(new Freeze(replica, Duration.ofSeconds(3))));
    }
    crowd.awaitAll(2);

    crowd.assertNobodyNoticed(0);
  }

  @Test
  void aCrowdWhoseSocketsAreCutAtOnceIsBackInSecondsAndNobodyIsRefused() {
    crowd.launch(2, LoadPlan.DEFAULT.withUsers(2 * CROWD));
    await().atMost(LoadGroup.SOON).until(() -> usersOf("backend-2") >= 0.9 * CROWD);

    crowd.kill("backend-2");
    crowd.awaitAll(2);

    var stats = crowd.assertNobodyNoticed((int) (0.9 * CROWD));
    assertThat(stats.reconnectMillis().sinceStart().max()).isLessThan(10_000);
  }

  /** The replica that they move to has just started, and they come all at once instead. */
  @Test
  void usersWhoseReplicaIsKilledWhileTheyAreAskedToMoveNoticeNothing() {
    crowd.launch(2, LoadPlan.DEFAULT.withUsers(CROWD));
    done(session.faults().inject(new Stop("backend-1")));
    crowd.awaitAll(1);
    done(session.replicas().start("backend-1"));
    await().atMost(LoadGroup.SOON).until(() -> usersOf("backend-1") > 0.1 * CROWD);

    crowd.kill("backend-2");
    crowd.awaitAll(2);

    crowd.assertNobodyNoticed(CROWD / 2);
  }

  private double usersOf(String replica) {
    return session.figures().connections().getOrDefault(replica, 0.0);
  }
}
