package switchboard.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import switchboard.console.fault.kind.Cut;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.fault.kind.Kill;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.Role;
import switchboard.console.platform.SystemState;

class OutageGuardTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  private static SystemState replicas(State... states) {
    var instances =
        IntStream.rangeClosed(1, states.length)
            .mapToObj(
                number ->
                    Instance.named("backend-" + number, Role.BACKEND, AT)
                        .entering(states[number - 1], AT))
            .toList();
    return new SystemState(SystemState.Phase.RUNNING, instances, Optional.empty());
  }

  @Test
  void lastReadyReplicaIsKept() {
    var system = replicas(State.READY, State.STOPPED);

    assertThat(OutageGuard.refusal(system, List.of(new Kill("backend-1"))).orElseThrow().sentence())
        .isEqualTo(
            "Injecting kill into backend-1 failed: no other replica is ready. Wait until one is, or"
                + " allow an outage.");
    assertThat(OutageGuard.refusal(system, List.of(new Cut("backend-1", Duration.ofSeconds(1)))))
        .isPresent();
  }

  @Test
  void faultThatLeavesItsTargetToUsersIsNoOutage() {
    var slow = FaultKind.named("slow").orElseThrow().on("backend-1");

    assertThat(OutageGuard.refusal(replicas(State.READY), List.of(slow))).isEmpty();
  }

  @Test
  void oneOfSeveralMayGo() {
    var system = replicas(State.READY, State.READY);

    assertThat(OutageGuard.refusal(system, List.of(new Kill("backend-1")))).isEmpty();
    assertThat(OutageGuard.refusal(system, List.of(new Kill("backend-1"), new Kill("backend-2"))))
        .isPresent();
    assertThat(OutageGuard.refusal(system, List.of(new Kill("store")))).isEmpty();
  }
}
