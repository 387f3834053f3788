package switchboard.console.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.ManualClock;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.Instance;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.Role;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Snapshot;
import switchboard.console.session.Snapshots;
import switchboard.console.ui.cockpit.start.LifecycleModel.Phase;
import switchboard.console.ui.fx.StateDot.Light;

class StatusTest {
  private final ManualClock clock = new ManualClock();
  private final FakePlatform platform = new FakePlatform(clock);

  @Test
  void runningSystemSaysHowManyAreReadyAndForHowLong() {
    platform.launch(LaunchRequest.of(3), step -> {});
    assertThat(status(Duration.ofSeconds(724)))
        .isEqualTo(new Status(Light.GOOD, "Running · 3 of 3 ready · 12:04 since launch"));
  }

  @Test
  void whatMayBeOldIsNotCalledRunning() {
    platform.launch(LaunchRequest.of(3), step -> {});
    var old =
        Snapshots.connectionProblem(snapshot(platform.state()), "the cluster does not respond");
    assertThat(Status.of(Phase.RUNNING, old, Optional.empty()))
        .isEqualTo(new Status(Light.BAD, "Disconnected · the cluster does not respond"));
  }

  @Test
  void systemWithADeadReplicaIsDegraded() {
    platform.launch(LaunchRequest.of(3), step -> {});
    platform.kill("backend-2");
    assertThat(status(Duration.ofMinutes(62)))
        .isEqualTo(new Status(Light.BAD, "Degraded · 2 of 3 ready · 1:02:00 since launch"));
  }

  @Test
  void systemThatOnlyWaitsForAnAddedReplicaIsNotDegraded() {
    platform.launch(LaunchRequest.of(1), step -> {});
    var instances = new ArrayList<>(platform.state().instances());
    var added = Instance.named("backend-2", Role.BACKEND, clock.instant());
    instances.add(added.startedAs("1", Optional.empty(), clock.instant()));
    var growing = new SystemState(SystemState.Phase.RUNNING, instances, Optional.empty());

    assertThat(Status.of(Phase.RUNNING, snapshot(growing), Optional.empty()))
        .isEqualTo(new Status(Light.BUSY, "Scaling up · 1 of 2 ready"));
  }

  @Test
  void systemWithoutReplicasIsDegraded() {
    platform.launch(LaunchRequest.of(0), step -> {});
    assertThat(status(Duration.ZERO).words()).startsWith("Degraded · no replicas");
  }

  @Test
  void otherPhasesAreNamed() {
    assertThat(Status.of(Phase.LAUNCHING, snapshot(), Optional.empty()).words())
        .isEqualTo("Launching…");
    assertThat(Status.of(Phase.STOPPED, snapshot(), Optional.empty()).light()).isEqualTo(Light.OFF);
  }

  private Status status(Duration sinceLaunch) {
    var launchedAt = Optional.<Instant>of(clock.instant().minus(sinceLaunch));
    return Status.of(Phase.RUNNING, snapshot(), launchedAt);
  }

  private Snapshot snapshot() {
    return snapshot(platform.state());
  }

  private Snapshot snapshot(SystemState system) {
    return Snapshots.of(clock.instant(), system, List.of(), List.of());
  }
}
