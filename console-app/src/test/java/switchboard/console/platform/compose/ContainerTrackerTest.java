package switchboard.console.platform.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.Limits;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.PlatformEvent.Died;
import switchboard.console.platform.PlatformEvent.NotReady;
import switchboard.console.platform.PlatformEvent.Paused;
import switchboard.console.platform.PlatformEvent.Ready;
import switchboard.console.platform.PlatformEvent.Removed;
import switchboard.console.platform.PlatformEvent.Stopped;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.Container.Health;
import switchboard.console.platform.compose.engine.Container.Status;
import switchboard.console.platform.compose.engine.ContainerEvent;

@Tag("locales")
class ContainerTrackerTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final Limits LIMITS = new Limits(1, 384L << 20);

  private final ContainerTracker fleet = new ContainerTracker();
  private final List<PlatformEvent> events = new ArrayList<>();

  private static Container replica(
      Status status, Health health, int startedAfter, int exitCode, int finishedAfter) {
    return new Container(
        "0123456789abcdef",
        "backend",
        1,
        "sha256:1",
        "switchboard/chat-backend:0.1.0",
        status,
        health,
        at(startedAfter),
        finishedAfter < 0 ? Instant.EPOCH : at(finishedAfter),
        exitCode,
        false,
        0,
        4711,
        Optional.of("192.0.2.1"),
        Map.of(),
        Optional.of(LIMITS));
  }

  private static Container running(Health health, int startedAfter) {
    return replica(Status.RUNNING, health, startedAfter, 0, -1);
  }

  private static Container limited(Limits limits) {
    var now = running(Health.HEALTHY, 0);
    return new Container(
        now.id(),
        now.service(),
        now.number(),
        now.image(),
        now.imageName(),
        now.status(),
        now.health(),
        now.startedAt(),
        now.finishedAt(),
        now.exitCode(),
        now.oomKilled(),
        now.restarts(),
        now.pid(),
        now.address(),
        now.published(),
        Optional.of(limits));
  }

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }

  private void hear(ContainerEvent.Kind kind, int seconds, Container now) {
    var code = kind == ContainerEvent.Kind.DIED ? 137 : 0;
    var change = new ContainerEvent(at(seconds), now.id(), kind, code);
    events.addAll(fleet.changed(change, Optional.of(now)));
  }

  private Instance instance() {
    return fleet.instances().getFirst();
  }

  @BeforeEach
  void aReadyReplica() {
    fleet.seen(List.of(running(Health.HEALTHY, 0)), at(10));
    assertThat(instance().state()).isEqualTo(State.READY);
  }

  @Test
  void aDeathThatThePolicyHealsIsADeathAndAReturn() {
    hear(ContainerEvent.Kind.DIED, 20, replica(Status.RESTARTING, Health.UNHEALTHY, 0, 137, 20));
    assertThat(instance().state()).isEqualTo(State.RESTARTING);
    hear(ContainerEvent.Kind.STARTED, 21, running(Health.STARTING, 21));
    assertThat(instance().state()).isEqualTo(State.STARTING);
    hear(ContainerEvent.Kind.HEALTHY, 26, running(Health.HEALTHY, 21));

    assertThat(events).hasExactlyElementsOfTypes(Died.class, Ready.class);
    assertThat(instance().restarts()).isEqualTo(1);
    assertThat(instance().lastExit().orElseThrow().reason()).isEqualTo("killed (SIGKILL)");
  }

  @Test
  void anAnswerIsFasterThanTheHealthCheckAndCountsOnce() {
    hear(ContainerEvent.Kind.DIED, 20, replica(Status.RESTARTING, Health.UNHEALTHY, 0, 137, 20));
    hear(ContainerEvent.Kind.STARTED, 21, running(Health.STARTING, 21));
    var asked = fleet.starting().getFirst();
    events.addAll(fleet.answered(asked, at(22)));
    hear(ContainerEvent.Kind.HEALTHY, 26, running(Health.HEALTHY, 21));

    assertThat(events).hasExactlyElementsOfTypes(Died.class, Ready.class);
    assertThat(events.getLast().at()).isEqualTo(at(22));
  }

  @Test
  void anAnswerOfAnEarlierLifeCountsNothing() {
    hear(ContainerEvent.Kind.DIED, 20, replica(Status.RESTARTING, Health.UNHEALTHY, 0, 137, 20));
    hear(ContainerEvent.Kind.STARTED, 21, running(Health.STARTING, 21));

    assertThat(fleet.answered(running(Health.STARTING, 0), at(22))).isEmpty();
    assertThat(instance().state()).isEqualTo(State.STARTING);
  }

  @Test
  void whatAnOperatorKilledStaysStopped() {
    hear(ContainerEvent.Kind.DIED, 20, replica(Status.EXITED, Health.UNHEALTHY, 0, 137, 20));

    assertThat(events).hasExactlyElementsOfTypes(Died.class);
    assertThat(instance().state()).isEqualTo(State.STOPPED);
  }

  @Test
  void aMemoryKillIsNamedWhicheverIsReportedFirst() {
    hear(ContainerEvent.Kind.OUT_OF_MEMORY, 20, running(Health.HEALTHY, 0));
    hear(ContainerEvent.Kind.DIED, 21, replica(Status.RESTARTING, Health.UNHEALTHY, 0, 137, 21));
    assertThat(instance().lastExit().orElseThrow().reason()).isEqualTo("killed: out of memory");

    hear(ContainerEvent.Kind.STARTED, 22, running(Health.STARTING, 22));
    hear(ContainerEvent.Kind.DIED, 60, replica(Status.RESTARTING, Health.UNHEALTHY, 22, 137, 60));
    assertThat(instance().lastExit().orElseThrow().oomKilled()).isFalse();
    hear(
        ContainerEvent.Kind.OUT_OF_MEMORY,
        60,
        replica(Status.RESTARTING, Health.NONE, 22, 137, 60));
    assertThat(instance().lastExit().orElseThrow().oomKilled()).isTrue();
  }

  @Test
  void anEndThatWasAskedForIsNoDeath() {
    fleet.expectEndOf(Set.of("backend-1"));

    hear(ContainerEvent.Kind.DIED, 20, replica(Status.EXITED, Health.NONE, 0, 0, 20));
    assertThat(instance().state()).isEqualTo(State.STOPPING);
    hear(ContainerEvent.Kind.DESTROYED, 21, replica(Status.REMOVING, Health.NONE, 0, 0, 20));

    assertThat(events).hasExactlyElementsOfTypes(Removed.class);
    assertThat(fleet.instances()).isEmpty();
  }

  @Test
  void aReplicaThatIsHeldIsPausedUntilItGoesOn() {
    hear(ContainerEvent.Kind.PAUSED, 20, replica(Status.PAUSED, Health.HEALTHY, 0, 0, -1));
    assertThat(instance().state()).isEqualTo(State.PAUSED);
    hear(ContainerEvent.Kind.UNPAUSED, 30, running(Health.UNHEALTHY, 0));
    hear(ContainerEvent.Kind.HEALTHY, 35, running(Health.HEALTHY, 0));

    assertThat(events).hasExactlyElementsOfTypes(Paused.class, Ready.class);
  }

  @Test
  void whatWasHeldCountsAsStartingUntilItAnswersOrIsCheckedAnew() {
    hear(ContainerEvent.Kind.PAUSED, 20, replica(Status.PAUSED, Health.UNHEALTHY, 0, 0, -1));
    hear(ContainerEvent.Kind.UNPAUSED, 30, running(Health.UNHEALTHY, 0));
    assertThat(instance().state()).isEqualTo(State.STARTING);
    events.addAll(fleet.answered(fleet.starting().getFirst(), at(31)));

    assertThat(events).hasExactlyElementsOfTypes(Paused.class, Ready.class);
  }

  @Test
  void aReplicaThatWasToStopIsNoDeathAndStays() {
    fleet.expectStopOf("backend-1");

    hear(ContainerEvent.Kind.DIED, 20, replica(Status.EXITED, Health.NONE, 0, 137, 20));
    assertThat(instance().state()).isEqualTo(State.STOPPED);
    hear(ContainerEvent.Kind.STARTED, 30, running(Health.STARTING, 30));
    hear(ContainerEvent.Kind.HEALTHY, 31, running(Health.HEALTHY, 30));
    assertThat(events).hasExactlyElementsOfTypes(Stopped.class, Ready.class);

    hear(ContainerEvent.Kind.DIED, 40, replica(Status.RESTARTING, Health.NONE, 30, 137, 40));
    assertThat(events).hasExactlyElementsOfTypes(Stopped.class, Ready.class, Died.class);
  }

  @Test
  void theNextStartIsKnownByTheEnginesRule() {
    hear(ContainerEvent.Kind.DIED, 20, replica(Status.RESTARTING, Health.NONE, 0, 137, 20));
    assertThat(instance().nextStart()).hasValue(at(20).plusMillis(100));
    hear(ContainerEvent.Kind.STARTED, 21, running(Health.STARTING, 21));
    assertThat(instance().nextStart()).isEmpty();
    hear(ContainerEvent.Kind.DIED, 22, replica(Status.RESTARTING, Health.NONE, 21, 137, 22));
    assertThat(instance().nextStart()).hasValue(at(22).plusMillis(200));
    hear(ContainerEvent.Kind.STARTED, 23, running(Health.STARTING, 23));
    hear(ContainerEvent.Kind.DIED, 33, replica(Status.RESTARTING, Health.NONE, 23, 137, 33));
    assertThat(instance().nextStart()).hasValue(at(33).plusMillis(100));
  }

  @Test
  void aStartIsNotMissedWhenAReportBeforeItIsFollowedUpAfterIt() {
    fleet.expectStopOf("backend-1");
    hear(ContainerEvent.Kind.DIED, 20, replica(Status.EXITED, Health.NONE, 0, 0, 20));
    hear(ContainerEvent.Kind.UPDATED, 21, running(Health.STARTING, 22));
    hear(ContainerEvent.Kind.STARTED, 22, running(Health.STARTING, 22));

    assertThat(instance().state()).isEqualTo(State.STARTING);
    assertThat(instance().restarts()).isEqualTo(1);
  }

  @Test
  void limitsAreThoseTheEngineLastToldOf() {
    assertThat(instance().limits()).hasValue(LIMITS);

    hear(ContainerEvent.Kind.UPDATED, 20, limited(new Limits(0.5, 256L << 20)));

    assertThat(instance().limits()).hasValue(new Limits(0.5, 256L << 20));
    assertThat(events).isEmpty();
  }

  @Test
  void aReplicaThatNeverBecomesHealthyIsReported() {
    hear(ContainerEvent.Kind.DIED, 20, replica(Status.RESTARTING, Health.UNHEALTHY, 0, 137, 20));
    hear(ContainerEvent.Kind.STARTED, 21, running(Health.STARTING, 21));
    hear(ContainerEvent.Kind.UNHEALTHY, 50, running(Health.UNHEALTHY, 21));

    assertThat(events).hasExactlyElementsOfTypes(Died.class, NotReady.class);
  }

  @Test
  void aRestartOfTheEngineIsFoundInTheNextList() {
    events.addAll(fleet.lost(at(20)));
    events.addAll(fleet.seen(List.of(replica(Status.RUNNING, Health.STARTING, 25, 0, 20)), at(26)));
    hear(ContainerEvent.Kind.HEALTHY, 30, running(Health.HEALTHY, 25));

    assertThat(events).hasExactlyElementsOfTypes(NotReady.class, Died.class, Ready.class);
    assertThat(instance().lastExit().orElseThrow().reason()).isEqualTo("exit code unknown");
    assertThat(instance().restarts()).isEqualTo(1);
  }

  @Test
  void whatTheListToldIsNotToldAgainByOlderEvents() {
    events.addAll(fleet.seen(List.of(replica(Status.RUNNING, Health.STARTING, 25, 0, 20)), at(26)));
    events.clear();

    hear(ContainerEvent.Kind.DIED, 20, running(Health.STARTING, 25));
    hear(ContainerEvent.Kind.STARTED, 25, running(Health.STARTING, 25));

    assertThat(events).isEmpty();
    assertThat(instance().restarts()).isEqualTo(1);
  }

  @Test
  void whatIsNotInTheListIsGone() {
    events.addAll(fleet.seen(List.of(), at(20)));

    assertThat(events).hasExactlyElementsOfTypes(Removed.class);
    assertThat(fleet.instances()).isEmpty();
  }
}
