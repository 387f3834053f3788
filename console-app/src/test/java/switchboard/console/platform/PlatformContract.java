package switchboard.console.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import switchboard.console.Outcome;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.SystemState.Phase;
import switchboard.console.platform.capability.BackendFaults;
import switchboard.console.platform.capability.Pausing;
import switchboard.console.platform.capability.ReplicaLifecycle;

/** What every platform promises, asked of the real engine with the real system. */
public abstract class PlatformContract {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** A pause that ends before by itself would fail the test. */
  private static final Duration A_WHILE = Duration.ofMinutes(5);

  private final OkHttpClient http = new OkHttpClient();
  private final List<PlatformEvent> events = new CopyOnWriteArrayList<>();
  private Platform platform;

  /** A platform on which nothing runs. */
  protected abstract Platform create();

  /** Ends a replica's process as {@code kill -9} in a terminal would. */
  protected abstract void killBehindTheConsole(Instance replica) throws IOException;

  @BeforeEach
  final void watch() {
    platform = create();
    platform.watch(events::add);
  }

  @AfterEach
  final void close() {
    platform.close();
  }

  private ReplicaLifecycle lifecycle() {
    return platform.capability(ReplicaLifecycle.class).orElseThrow();
  }

  private Pausing pausing() {
    return platform.capability(Pausing.class).orElseThrow();
  }

  private SystemState launch(int replicas) {
    return done(platform.launch(LaunchRequest.of(replicas), step -> {}));
  }

  private int status(URI base, String path) throws IOException {
    var request = new Request.Builder().url(base + path).build();
    try (var response = http.newCall(request).execute()) {
      return response.code();
    }
  }

  private static List<String> names(SystemState state) {
    return state.backends().stream().map(Instance::name).toList();
  }

  private static List<String> numbered(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> "backend-" + number).toList();
  }

  @Test
  final void launchedSystemIsReadyAndServesTheChatPage() throws IOException {
    var state = launch(2);

    assertThat(state.phase()).isEqualTo(Phase.RUNNING);
    assertThat(names(state)).isEqualTo(numbered(2));
    assertThat(state.instances()).allMatch(Instance::isReady);
    assertThat(status(state.endpoints().orElseThrow().gateway(), "/")).isEqualTo(200);
    assertThat(status(state.endpoints().orElseThrow().simulator(), "/stats")).isEqualTo(200);
  }

  @Test
  final void everyPartsConsumptionIsKnown() {
    var state = launch(1);

    var consumption = platform.consumption();

    assertThat(consumption.keySet())
        .containsExactlyInAnyOrderElementsOf(
            state.instances().stream().map(Instance::name).toList());
    assertThat(consumption.values())
        .allMatch(each -> each.memoryBytes().orElse(0) > 1 << 20)
        .noneMatch(each -> each.cpuTime().isNegative());
  }

  @Test
  final void secondLaunchOnlyScales() {
    var first = launch(1);

    var second = launch(2);

    assertThat(names(second)).isEqualTo(numbered(2));
    assertThat(second.instance("store").orElseThrow().engineId())
        .isEqualTo(first.instance("store").orElseThrow().engineId());
  }

  @Test
  final void replicasComeAndGoAndTheHighestNumbersGoFirst() {
    launch(1);

    assertThat(names(done(platform.scale(3, step -> {})))).isEqualTo(numbered(3));
    assertThat(platform.state().readyBackends()).isEqualTo(3);
    assertThat(names(done(platform.scale(0, step -> {})))).isEmpty();
    assertThat(names(done(platform.scale(1, step -> {})))).isEqualTo(numbered(1));
    assertThat(events).noneMatch(PlatformEvent.Died.class::isInstance);
  }

  @Test
  final void killedReplicaIsReportedAndReadyAgain() {
    launch(2);

    var before = done(platform.kill("backend-2"));

    awaitDeathAndReturnOf(before);
  }

  @Test
  final void faultThatAReplicaInjectsIntoItselfIsListedByItAlone() {
    var faults = platform.capability(BackendFaults.class).orElseThrow();
    launch(2);
    var slow = new BackendFault("slow", Map.of("delayMillis", 1), Duration.ofSeconds(60));

    assertThat(done(faults.begin("backend-2", slow)).name()).isEqualTo("backend-2");

    assertThat(done(faults.active("backend-2"))).containsExactly("slow");
    assertThat(done(faults.active("backend-1"))).isEmpty();
    assertThat(faults.begin("backend-9", slow)).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  final void replicaReportsItsFiguresItsFaultsAndItsClock() {
    var faults = platform.capability(BackendFaults.class).orElseThrow();
    launch(1);
    var ahead = Duration.ofMinutes(10);
    var skew =
        new BackendFault(
            "skewClock", Map.of("offsetMillis", ahead.toMillis()), Duration.ofSeconds(60));
    var before = done(faults.report("backend-1"));
    done(faults.begin("backend-1", skew));

    var report = done(faults.report("backend-1"));

    assertThat(report.metrics()).contains("process_cpu_seconds_total ");
    assertThat(report.faults()).containsExactly("skewClock");
    assertThat(Duration.between(before.clock(), report.clock())).isGreaterThan(ahead);
    assertThat(before.faults()).isEmpty();
    assertThat(faults.report("backend-9")).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  final void replicaThatCrashesOnDemandIsReportedAndReadyAgain() {
    var faults = platform.capability(BackendFaults.class).orElseThrow();
    launch(2);

    done(faults.begin("backend-2", new BackendFault("crash", Map.of())));

    awaitReturnAfter(PlatformEvent.Died.class, "backend-2");
    var after = platform.state().instance("backend-2").orElseThrow();
    assertThat(after.isReady()).isTrue();
    assertThat(after.lastExit().orElseThrow().code()).isEqualTo(1);
  }

  @Test
  final void replicaThatHangsDoesNotAnswerAndGoesOn() {
    var faults = platform.capability(BackendFaults.class).orElseThrow();
    var before = launch(1).instance("backend-1").orElseThrow();

    done(faults.begin("backend-1", new BackendFault("hang", Map.of(), Duration.ofSeconds(6))));

    // It answers the call that begins it, and whatever comes in that moment.
    await().atMost(SOON).until(() -> faults.active("backend-1") instanceof Outcome.Failed);
    await()
        .atMost(SOON)
        .until(() -> faults.active("backend-1").equals(Outcome.done(Set.<String>of())));
    var after = platform.state().instance("backend-1").orElseThrow();
    assertThat(after.engineId()).isEqualTo(before.engineId());
    assertThat(after.restarts()).isEqualTo(before.restarts());
  }

  @ParameterizedTest
  @EnumSource(names = {"STORE", "GATEWAY"})
  final void killedComponentIsReportedAndReadyAgain(Role role) {
    var before =
        launch(1).instances().stream()
            .filter(each -> each.role() == role)
            .findFirst()
            .orElseThrow();

    done(platform.kill(before.name()));

    await().atMost(SOON).until(() -> !sinceDeathOf(before.name(), events).isEmpty());
    await()
        .atMost(SOON)
        .until(() -> platform.state().instance(before.name()).orElseThrow().isReady());
  }

  @Test
  final void heldStoreIsPausedAndGoesOn() {
    assumeThat(platform.capability(Pausing.class)).isPresent();
    launch(1);

    done(pausing().pause("store", A_WHILE));

    await().atMost(SOON).until(() -> stateOf("store") == State.PAUSED);
    done(pausing().unpause("store"));
    await().atMost(SOON).until(() -> stateOf("store") == State.READY);
  }

  @Test
  final void replicaThatDiesBehindTheConsoleIsReportedAndReadyAgain() throws IOException {
    var before = launch(2).instance("backend-1").orElseThrow();

    killBehindTheConsole(before);

    awaitDeathAndReturnOf(before);
  }

  /**
   * What was reported of an instance from its death on: events come a moment after the state they
   * report, so those of the launch may still be in progress when the instance dies.
   */
  public static List<PlatformEvent> sinceDeathOf(String name, List<PlatformEvent> events) {
    return since(PlatformEvent.Died.class, name, events);
  }

  private static List<PlatformEvent> since(
      Class<? extends PlatformEvent> first, String name, List<PlatformEvent> events) {
    return events.stream()
        .filter(event -> event.instance().name().equals(name))
        .dropWhile(event -> !first.isInstance(event))
        .toList();
  }

  @Test
  final void stoppedReplicaStaysAwayUntilItIsStarted() {
    assumeThat(platform.capability(ReplicaLifecycle.class)).isPresent();
    var before = launch(2).instance("backend-1").orElseThrow();

    assertThat(done(lifecycle().stopReplica("backend-1")).engineId()).isEqualTo(before.engineId());

    assertThat(stateOf("backend-1")).isEqualTo(State.STOPPED);
    assertThat(stateOf("backend-2")).isEqualTo(State.READY);
    assertThat(platform.kill("backend-1")).isInstanceOf(Outcome.Failed.class);
    done(lifecycle().stopReplica("backend-1"));

    done(lifecycle().startReplica("backend-1"));
    await().atMost(SOON).until(() -> stateOf("backend-1") == State.READY);
    done(lifecycle().startReplica("backend-1"));
    awaitReturnAfter(PlatformEvent.Stopped.class, "backend-1");
    assertThat(events).noneMatch(PlatformEvent.Died.class::isInstance);
    assertThat(events).noneMatch(PlatformEvent.Removed.class::isInstance);
  }

  @Test
  final void systemWithAStoppedReplicaCanBeScaledAndStopped() {
    assumeThat(platform.capability(ReplicaLifecycle.class)).isPresent();
    launch(2);
    done(lifecycle().stopReplica("backend-2"));

    assertThat(names(done(platform.scale(1, step -> {})))).isEqualTo(numbered(1));
    done(lifecycle().stopReplica("backend-1"));

    assertThat(done(platform.stop(false, step -> {}))).isEqualTo(SystemState.STOPPED);
  }

  @Test
  final void heldReplicaIsPausedAndGoesOn() {
    assumeThat(platform.capability(Pausing.class)).isPresent();
    var before = launch(2).instance("backend-1").orElseThrow();

    assertThat(done(pausing().pause("backend-1", A_WHILE)).engineId()).isEqualTo(before.engineId());

    await().atMost(SOON).until(() -> stateOf("backend-1") == State.PAUSED);
    assertThat(stateOf("backend-2")).isEqualTo(State.READY);
    done(pausing().pause("backend-1", A_WHILE));

    done(pausing().unpause("backend-1"));
    await().atMost(SOON).until(() -> stateOf("backend-1") == State.READY);
    done(pausing().unpause("backend-1"));
    awaitReturnAfter(PlatformEvent.Paused.class, "backend-1");
    var after = platform.state().instance("backend-1").orElseThrow();
    assertThat(after.engineId()).isEqualTo(before.engineId());
    assertThat(after.restarts()).isEqualTo(before.restarts());
    assertThat(events).noneMatch(PlatformEvent.NotReady.class::isInstance);
  }

  @Test
  final void killOfAHeldReplicaIsReportedAndItIsReadyAgain() {
    assumeThat(platform.capability(Pausing.class)).isPresent();
    launch(1);
    done(pausing().pause("backend-1", A_WHILE));
    await().atMost(SOON).until(() -> stateOf("backend-1") == State.PAUSED);

    awaitDeathAndReturnOf(done(platform.kill("backend-1")));
  }

  @Test
  final void heldReplicaCanBeStoppedAndSoCanItsSystem() {
    assumeThat(platform.capability(Pausing.class)).isPresent();
    launch(2);
    done(pausing().pause("backend-1", A_WHILE));
    done(pausing().pause("backend-2", A_WHILE));

    done(lifecycle().stopReplica("backend-1"));

    assertThat(stateOf("backend-1")).isEqualTo(State.STOPPED);
    assertThat(done(platform.stop(false, step -> {}))).isEqualTo(SystemState.STOPPED);
    assertThat(events).noneMatch(PlatformEvent.Died.class::isInstance);
  }

  private State stateOf(String name) {
    return platform.state().instance(name).orElseThrow().state();
  }

  /** Waits until the instance is ready again, and nothing else has happened to it meanwhile. */
  private void awaitReturnAfter(Class<? extends PlatformEvent> first, String name) {
    await().atMost(SOON).until(() -> since(first, name, events).size() == 2);
    assertThat(since(first, name, events))
        .hasExactlyElementsOfTypes(first, PlatformEvent.Ready.class);
  }

  private void awaitDeathAndReturnOf(Instance before) {
    awaitReturnAfter(PlatformEvent.Died.class, before.name());
    var after = platform.state().instance(before.name()).orElseThrow();
    assertThat(after.isReady()).isTrue();
    assertThat(after.restarts()).isEqualTo(before.restarts() + 1);
    assertThat(after.lastExit().orElseThrow().reason()).contains("SIGKILL");
  }

  @Test
  final void stoppedSystemIsGoneAndCanBeLaunchedAgain() {
    var gateway = launch(1).endpoints().orElseThrow().gateway();

    assertThat(done(platform.stop(false, step -> {}))).isEqualTo(SystemState.STOPPED);
    assertThat(platform.state()).isEqualTo(SystemState.STOPPED);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> status(gateway, "/"))
        .isInstanceOf(IOException.class);
    assertThat(launch(1).instances()).allMatch(Instance::isReady);
  }

  @Test
  final void cancelledLaunchLeavesNothingBehind() throws InterruptedException {
    var launching =
        Thread.ofVirtual().start(() -> platform.launch(LaunchRequest.of(1), step -> {}));
    await().atMost(SOON).until(() -> platform.state().phase() == Phase.LAUNCHING);

    launching.interrupt();

    assertThat(launching.join(SOON)).isTrue();
    assertThat(platform.state()).isEqualTo(SystemState.STOPPED);
  }

  @Test
  final void whatCannotBeDoneSaysWhyAndWhatToDo() {
    assertThat(platform.launch(LaunchRequest.of(11), step -> {}))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().sentence()).contains("11", "0 to 10"));
    assertThat(platform.scale(1, step -> {})).isInstanceOf(Outcome.Failed.class);
    failsOn("backend-1");
  }

  @Test
  final void actionOnAReplicaThatIsNotThereSaysSo() {
    launch(1);

    failsOn("backend-2");
    assumeThat(platform.capability(ReplicaLifecycle.class)).isPresent();
    assertThat(lifecycle().stopReplica("backend-1")).isInstanceOf(Outcome.Done.class);
    assertThat(pausing().pause("backend-1", A_WHILE)).isInstanceOf(Outcome.Failed.class);
    assertThat(pausing().unpause("backend-1")).isInstanceOf(Outcome.Failed.class);
  }

  private void failsOn(String replica) {
    var outcomes = new ArrayList<Outcome<Instance>>();
    outcomes.add(platform.kill(replica));
    platform
        .capability(ReplicaLifecycle.class)
        .ifPresent(
            it -> {
              outcomes.add(it.stopReplica(replica));
              outcomes.add(it.startReplica(replica));
            });
    platform
        .capability(Pausing.class)
        .ifPresent(
            it -> {
              outcomes.add(it.pause(replica, A_WHILE));
              outcomes.add(it.unpause(replica));
            });
    for (var outcome : outcomes) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.failure().sentence()).contains(replica));
    }
  }
}
