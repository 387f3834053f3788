package switchboard.console.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.kind.Freeze;
import switchboard.console.fault.kind.Kill;
import switchboard.console.fault.kind.Stop;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;

class FaultTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instance.Exit EXIT = new Instance.Exit(AT, 137);
  private static final Limits LIMITS = new Limits(0.5, 256L << 20);
  private static final Fault KILL = new Kill("backend-1");
  private static final Fault CRASH = new Fault.Crash("backend-2", EXIT);
  private static final Fault STOP = new Stop("backend-3");
  private static final Fault FREEZE = new Freeze("backend-1", Duration.ofSeconds(10));
  private static final Fault LIMIT = new Fault.Limit(LIMITS);

  @Test
  void kindIsTheWordInResults() {
    assertThat(List.of(KILL, CRASH, STOP, FREEZE, LIMIT))
        .extracting(Fault::kind)
        .containsExactly("kill", "crash", "stop", "freeze", "limit");
  }

  @Test
  void headlineSaysWhatHappened() {
    assertThat(List.of(KILL, CRASH, STOP, FREEZE, LIMIT))
        .extracting(Fault::headline)
        .containsExactly(
            "Killed backend-1",
            "backend-2 died: killed (SIGKILL)",
            "Stopped backend-3",
            "Froze backend-1 for 10s",
            "Limits " + LIMITS.words());
    assertThat(LIMIT.target()).isEqualTo("all replicas");
  }

  @Test
  void markIsShortEnoughForAChart() {
    assertThat(List.of(KILL, CRASH, STOP, FREEZE, LIMIT))
        .extracting(Fault::mark)
        .containsExactly(
            "killed backend-1",
            "backend-2 died: killed (SIGKILL)",
            "stopped backend-3",
            "froze backend-1",
            "limits " + LIMITS.words());
  }

  @Test
  void recoveryIsAwaitedAndTold() {
    assertThat(List.of(KILL, STOP, FREEZE, LIMIT))
        .extracting(Fault::awaited)
        .containsExactly(
            "backend-1 to be ready again",
            "backend-3 to end",
            "backend-1 to be unfrozen and ready again",
            "every replica to be ready with them");
    assertThat(List.of(KILL, STOP, LIMIT))
        .extracting(Fault::recovered)
        .containsExactly(
            "backend-1 is ready again", "backend-3 has ended", "They are applied everywhere");
  }

  @Test
  void crashAloneIsNotInjected() {
    assertThat(List.of(KILL, CRASH, STOP, FREEZE, LIMIT))
        .extracting(Fault::isInjected)
        .containsExactly(true, false, true, true, true);
  }

  @Test
  void faultBeginsWithItsOwnEventOfItsOwnTarget() {
    var died = new PlatformEvent.Died(AT, instance("backend-1"), EXIT);
    var stopped = new PlatformEvent.Stopped(AT, instance("backend-3"));
    var paused = new PlatformEvent.Paused(AT, instance("backend-1"));
    var others =
        List.of(
            new PlatformEvent.Died(AT, instance("backend-9"), EXIT),
            new PlatformEvent.Stopped(AT, instance("backend-9")),
            new PlatformEvent.Paused(AT, instance("backend-9")));

    assertThat(List.of(died, stopped, paused)).filteredOn(KILL::beginsWith).containsExactly(died);
    assertThat(List.of(died, stopped, paused))
        .filteredOn(STOP::beginsWith)
        .containsExactly(stopped);
    assertThat(List.of(died, stopped, paused))
        .filteredOn(FREEZE::beginsWith)
        .containsExactly(paused);
    assertThat(List.of(died, stopped, paused))
        .filteredOn(LIMIT::beginsWith)
        .containsExactly(stopped);
    assertThat(CRASH.beginsWith(new PlatformEvent.Died(AT, instance("backend-2"), EXIT))).isFalse();
    assertThat(others)
        .noneMatch(KILL::beginsWith)
        .noneMatch(STOP::beginsWith)
        .noneMatch(FREEZE::beginsWith);
  }

  private static Instance instance(String name) {
    return Instance.named(name, Role.BACKEND, AT).startedAs("1", Optional.empty(), AT);
  }

  @Test
  void recoveryIsWhatEndsTheFault() {
    assertThat(List.of(KILL, STOP, LIMIT))
        .extracting(Fault::recovery)
        .containsExactly("ready again in", "ended in", "applied everywhere in");
  }

  @Test
  void frozenReplicaHasItsTimeToRecoverAfterTheFreeze() {
    assertThat(List.of(KILL, FREEZE, LIMIT))
        .extracting(Fault::recoveryTimeout)
        .containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(70), Duration.ofDays(1));
  }

  @Test
  void onlyTheAftermathOfAFaultThatIsOverIsJudged() {
    assertThat(new PendingVerdict(KILL, AT, Optional.empty(), Optional.empty()).recovered())
        .isFalse();
    assertThat(
            new PendingVerdict(KILL, AT, Optional.of(AT.plusSeconds(1)), Optional.empty())
                .recovered())
        .isTrue();
  }
}
