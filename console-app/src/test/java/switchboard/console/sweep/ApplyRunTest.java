package switchboard.console.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.SampleStats;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;
import switchboard.console.sweep.search.Configuration;
import switchboard.console.sweep.search.ModelTarget;

/** What a sweep found on a running system, over a platform in memory. */
@Timeout(120)
class ApplyRunTest {
  private static final long MIB = 1L << 20;
  private static final Limits FORMER = new Limits(1.5, 300 * MIB);
  private static final Configuration FOUND = new Configuration(2, new Limits(0.5, 256 * MIB));

  @TempDir private Path path;
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePlatform platform = new FakePlatform(Clock.systemUTC(), simulator.address());
  private final Session session = new Session(platform, new OkHttpClient(), Clock.systemUTC());
  private final List<Failure> failures = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    FakeSessions.start(session);
    session.launch(3, LoadPlan.DEFAULT.withUsers(100), step -> {});
    session.replicas().limit(FORMER, step -> {});
  }

  @AfterEach
  void close() {
    session.close();
    simulator.close();
  }

  private ApplyRun run() {
    return run(session, Duration.ofMillis(300));
  }

  private ApplyRun run(Session on, Duration watch) {
    return new ApplyRun(
        on,
        new KeptRuns(path, KeptRuns.MAX_BYTES),
        SamplePlan.of(ModelTarget.SPACE),
        watch,
        step -> {},
        failures::add);
  }

  private boolean isApplied() {
    var backends = platform.state().backends();
    return backends.size() == FOUND.replicas()
        && backends.stream().allMatch(each -> each.limits().equals(Optional.of(FOUND.limits())));
  }

  private void expect(int replicas, Limits limits) {
    assertThat(platform.state().backends())
        .hasSize(replicas)
        .extracting(Instance::limits)
        .containsOnly(Optional.of(limits));
    assertThat(simulator.load().orElseThrow().users()).isEqualTo(100);
  }

  @Test
  void configurationThatHoldsStays() throws InterruptedException {
    var applied = run().execute(FOUND).toOptional().orElseThrow();

    assertThat(applied.sentence())
        .isEqualTo("2 replicas × 0.50 cores × 256 MiB stays: every objective was met.");
    assertThat(applied.stays()).isTrue();
    expect(2, FOUND.limits());
  }

  @Test
  void configurationThatMissesAnObjectiveIsTakenBack() throws InterruptedException {
    simulator.tell(
        stats -> {
          var total = stats.requests().total();
          return SampleStats.UNHARMED.withTotal(total).withFailed(total / 50).stats();
        });

    var applied = run().execute(FOUND).toOptional().orElseThrow();

    assertThat(applied.stays()).isFalse();
    assertThat(applied.sentence())
        .startsWith("2 replicas × 0.50 cores × 256 MiB was taken back, failed: ")
        .endsWith(" The system has 3 replicas with 1.50 cores and 300 MiB each again.");
    expect(3, FORMER);
  }

  @Test
  void configurationThatIsStoppedMeanwhileIsTakenBack() throws InterruptedException {
    var run = run();
    run.stop();

    assertThat(run.execute(FOUND).toOptional().orElseThrow().stays()).isFalse();
    expect(3, FORMER);
  }

  @Test
  void configurationThatCannotBeSetIsTakenBack() throws InterruptedException {
    var failure = new Failure("Limiting", "backend-1 did not become ready", "Set higher limits.");
    platform.failChanges(failure);

    assertThat(run().execute(FOUND)).isEqualTo(Outcome.failed(failure));
    assertThat(platform.state().backends()).hasSize(3);
  }

  @Test
  void configurationIsTakenBackWhenTheSessionIsClosedMeanwhile() throws InterruptedException {
    session.close();
    platform.runElsewhere(3);
    try (var adopted = new Session(platform, new OkHttpClient(), Clock.systemUTC())) {
      FakeSessions.start(adopted);
      adopted.adopt(3, step -> {});
      adopted.replicas().limit(FORMER, step -> {});
      adopted.load().set(LoadPlan.DEFAULT.withUsers(100));
      var run = run(adopted, Duration.ofHours(1));
      var closing = new Thread(adopted::close);
      adopted.listen(
          snapshot -> {
            if (isApplied() && closing.getState() == Thread.State.NEW) {
              closing.start();
            }
          });

      assertThat(run.execute(FOUND).toOptional().orElseThrow().stays()).isFalse();
      closing.join();
    }

    assertThat(platform.state().backends())
        .hasSize(3)
        .extracting(Instance::limits)
        .containsOnly(Optional.of(FORMER));
  }

  @Test
  void whatCannotBeTakenBackIsNotSaidToBe() throws InterruptedException {
    var failure = new Failure("Limiting", "the engine does not answer", "Start it.");
    simulator.tell(
        stats -> {
          if (isApplied()) {
            platform.failChanges(failure);
          }
          var total = stats.requests().total();
          return SampleStats.UNHARMED.withTotal(total).withFailed(total / 50).stats();
        });

    var outcome = run().execute(FOUND).toOptional().orElseThrow();

    assertThat(outcome.stays()).isFalse();
    assertThat(outcome.sentence())
        .endsWith(
            " That did not succeed entirely: give the system 3 replicas with 1.50 cores and 300 MiB"
                + " each by hand.");
    assertThat(failures).contains(failure);
  }

  @Test
  void systemWithoutLimitsIsSaidToHaveTheMostInTheEnd() {
    platform.liftLimits();
    session.replicas().scale(4, step -> {});

    assertThat(FormerSystem.of(session).text())
        .isEqualTo(
            "4 replicas with 2.00 cores and 1024 MiB each, the most that can be set where there"
                + " were no limits");
  }
}
