package switchboard.console.session;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import switchboard.console.fault.kind.Kill;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.FakePlatform;

/** A session whose simulator and Prometheus take every connection, and then say nothing. */
class UnansweredSessionTest {
  private static final OkHttpClient PATIENT =
      new OkHttpClient.Builder().readTimeout(5, TimeUnit.MINUTES).build();

  private final Clock clock = Clock.systemUTC();
  private final FakeSimulator simulator = new FakeSimulator();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);
  private ServerSocket silence;
  private FakePlatform platform;
  private Session session;

  @BeforeEach
  void launch() throws IOException, InterruptedException {
    silence = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    platform = new FakePlatform(clock, simulator.address());
    platform.watchedBy(URI.create("http://127.0.0.1:" + silence.getLocalPort()));
    session = new Session(platform, PATIENT, clock);
    done(session.launch(2, LoadPlan.DEFAULT.withUsers(0), step -> {}));
    FakeSessions.start(session);
    awaitSnapshot(snapshot -> snapshot.load().isPresent());
    simulator.tell(
        stats -> {
          asked.countDown();
          await(answers);
          return stats;
        });
    await(asked);
  }

  @AfterEach
  void close() throws IOException {
    answers.countDown();
    silence.close();
    simulator.close();
    session.close();
  }

  private void awaitSnapshot(Predicate<Snapshot> wanted) throws InterruptedException {
    var seen = new CountDownLatch(1);
    session.listen(
        snapshot -> {
          if (wanted.test(snapshot)) {
            seen.countDown();
          }
        });
    seen.await();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @Timeout(60)
  void snapshotsGoOn() throws InterruptedException {
    var snapshots = new CountDownLatch(5);

    session.listen(snapshot -> snapshots.countDown());

    snapshots.await();
    assertThat(answers.getCount()).isEqualTo(1);
  }

  @Test
  @Timeout(60)
  void usersFiguresAreUnknownAfterAWhile() throws InterruptedException {
    awaitSnapshot(snapshot -> snapshot.load().isEmpty());

    assertThat(answers.getCount()).isEqualTo(1);
  }

  @Test
  @Timeout(60)
  void killReachesItsTarget() {
    assertThat(done(session.faults().inject(new Kill("backend-2"))).name()).isEqualTo("backend-2");

    assertThat(platform.state().instance("backend-2").orElseThrow().isReady()).isFalse();
    assertThat(answers.getCount()).isEqualTo(1);
  }
}
