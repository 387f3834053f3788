package switchboard.console.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Outcome;
import switchboard.console.load.LoadPlan;
import switchboard.console.load.LoadStats;
import switchboard.console.metrics.panel.Reading;
import switchboard.console.metrics.panel.Readings;
import switchboard.console.platform.capability.Limiting;
import switchboard.console.session.Session;
import switchboard.console.verdict.Result;

/** What every platform promises that limits CPU and memory, asked of the real engine. */
public abstract class LimitsContract {
  protected static final Duration SOON = Duration.ofSeconds(90);
  protected static final Limits ROOMY = new Limits(1, 384L << 20);

  private final List<PlatformEvent> events = new CopyOnWriteArrayList<>();
  private Platform platform;

  /** A platform on which nothing runs. */
  protected abstract Platform create();

  /** As the engine has them, not as the platform remembers. */
  protected abstract Limits inForce(Instance replica) throws Exception;

  /** Where a replica's management routes are, without a slash at the end. */
  protected abstract URI management(Instance replica) throws Exception;

  protected abstract String adminToken(Instance replica) throws Exception;

  @BeforeEach
  final void watch() {
    platform = create();
    platform.watch(events::add);
  }

  @AfterEach
  final void close() {
    platform.close();
  }

  protected final Platform platform() {
    return platform;
  }

  protected final Limiting limiting() {
    return platform.capability(Limiting.class).orElseThrow();
  }

  private void launch(int replicas) {
    done(platform.launch(LaunchRequest.of(replicas), step -> {}));
    done(limiting().limit(ROOMY, step -> {}));
  }

  protected final List<Limits> limits() throws Exception {
    var limits = new CopyOnWriteArrayList<Limits>();
    for (var replica : platform.state().backends()) {
      limits.add(inForce(replica));
    }
    return limits;
  }

  private List<String> incarnations() {
    return platform.state().backends().stream()
        .map(each -> each.engineId() + " " + each.restarts())
        .toList();
  }

  @Test
  final void cpuChangesWhileReplicasRunAndReplicasToComeHaveItToo() throws Exception {
    launch(1);
    var before = incarnations();
    var half = new Limits(0.5, ROOMY.memoryBytes());

    done(limiting().limit(half, step -> {}));

    assertThat(incarnations()).isEqualTo(before);
    assertThat(platform.state().backends().getFirst().limits()).hasValue(half);
    done(platform.scale(2, step -> {}));
    assertThat(limits()).containsExactly(half, half);
    assertThat(incarnations()).startsWith(before.getFirst());
  }

  @Test
  final void memoryRollsThroughTheReplicasAndNobodyNotices() throws Exception {
    var more = new Limits(1, 448L << 20);
    try (var session = new Session(platform, new OkHttpClient(), Clock.systemUTC())) {
      session.start();
      done(session.launch(2, LoadPlan.DEFAULT.withUsers(100), step -> {}));
      Awaitility.await()
          .atMost(SOON)
          .until(() -> session.snapshot().load().filter(LoadStats::allConnected).isPresent());
      events.clear();

      done(session.replicas().limit(more, step -> {}));

      assertThat(limits()).containsExactly(more, more);
      // Listeners hear of the last one on a thread of their own, maybe after the action has ended.
      Awaitility.await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(events)
                      .extracting(each -> each.instance().name() + each.getClass())
                      .filteredOn(each -> each.startsWith("backend"))
                      .containsExactly(
                          "backend-1" + PlatformEvent.Stopped.class,
                          "backend-1" + PlatformEvent.Ready.class,
                          "backend-2" + PlatformEvent.Stopped.class,
                          "backend-2" + PlatformEvent.Ready.class));
      Awaitility.await().atMost(SOON).until(() -> !session.snapshot().verdicts().isEmpty());
      assertThat(session.snapshot().verdicts().getFirst().impact().reasons()).isEmpty();
      assertThat(session.snapshot().verdicts().getFirst().result()).isNotEqualTo(Result.FAILED);
    }
  }

  @Test
  final void aReplicaThatCannotLiveWithItGetsItsFormerLimitsBack() throws Exception {
    launch(2);

    var outcome = limiting().limit(new Limits(1, 64L << 20), step -> {});

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().sentence()).contains("backend-1", "64 MiB"));
    Awaitility.await().atMost(SOON).until(() -> platform.state().readyBackends() == 2);
    assertThat(limits()).containsExactly(ROOMY, ROOMY);
    assertThat(events)
        .filteredOn(PlatformEvent.Died.class::isInstance)
        .allMatch(each -> each.instance().name().equals("backend-1"));
  }

  @Test
  final void aReplicaThatNeedsMoreMemoryThanItMayIsKilledForItAndSaysSo() throws Exception {
    launch(1);

    inject("{\"kind\":\"fillMemory\",\"bytes\":1000000000,\"durationMillis\":60000}");

    Awaitility.await()
        .atMost(SOON)
        .until(() -> platform.state().backends().getFirst().lastExit().isPresent());
    Awaitility.await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(platform.state().backends().getFirst().lastExit().orElseThrow().reason())
                    .isEqualTo("killed: out of memory"));
    Awaitility.await().atMost(SOON).until(() -> platform.state().readyBackends() == 1);
  }

  @Test
  final void aReplicaThatWantsMoreCpuThanItMayIsThrottledAndTheFiguresSaySo() throws Exception {
    try (var session = new Session(platform, new OkHttpClient(), Clock.systemUTC())) {
      session.start();
      done(session.launch(1, LoadPlan.DEFAULT.withUsers(0), step -> {}));
      done(session.replicas().limit(new Limits(0.25, ROOMY.memoryBytes()), step -> {}));

      inject("{\"kind\":\"burnCpu\",\"cores\":1,\"durationMillis\":60000}");

      Awaitility.await()
          .atMost(SOON)
          .until(() -> figure(session, Readings::throttled).orElse(0) > 80);
      assertThat(figure(session, Readings::replicaCpuLimit)).hasValue(0.25);
      Awaitility.await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(figure(session, Readings::replicaCpu).orElseThrow())
                      .isBetween(0.15, 0.35));
    }
  }

  private static OptionalDouble figure(Session session, Function<Readings, Reading> reading) {
    var measured = session.snapshot().measured();
    return measured.values().value(reading.apply(measured.readings()), "backend-1");
  }

  /** Starts a fault in the only replica. */
  private void inject(String fault) throws Exception {
    var replica = platform.state().backends().getFirst();
    var request =
        new Request.Builder()
            .url(management(replica) + "/faults")
            .header("Authorization", "Bearer " + adminToken(replica))
            .put(RequestBody.create(fault, MediaType.get("application/json")))
            .build();
    try (var response = new OkHttpClient().newCall(request).execute()) {
      assertThat(response.code()).isEqualTo(200);
    }
  }

  @Test
  final void limitsOutOfRangeAreRefused() {
    assertThat(limiting().limit(new Limits(1_000, 1L << 30), step -> {}))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().sentence()).contains("out of range", "0.10"));
  }
}
