package switchboard.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        Arrays.stream(states)
            .map(
                state ->
                    Instance.named("backend-" + (state.ordinal() + 1), Role.BACKEND, AT)
                        .entering(state, AT))
            .toList();
    return new SystemState(SystemState.Phase.RUNNING, instances, Optional.empty());
  }

  private static final String READY = "backend-" + (State.READY.ordinal() + 1);

  @Test
  void lastReadyReplicaIsKept() {
    var system = replicas(State.READY, State.STOPPED);

    assertThat(OutageGuard.refusal(system, List.of(new Kill(READY))).orElseThrow().sentence())
        .isEqualTo(
            "Injecting kill into "
                + READY
                + " failed: no other replica is ready. Wait until one is, or allow an outage.");
    assertThat(OutageGuard.refusal(system, List.of(new Cut(READY, Duration.ofSeconds(1)))))
        .isPresent();
  }

  @Test
  void faultThatLeavesItsTargetToUsersIsNoOutage() {
    var slow = FaultKind.named("slow").orElseThrow().on(READY);

    assertThat(OutageGuard.refusal(replicas(State.READY), List.of(slow))).isEmpty();
  }

  @Test
  void oneOfSeveralMayGo() {
    var system =
        new SystemState(
            SystemState.Phase.RUNNING,
            List.of(ready("backend-1"), ready("backend-2")),
            Optional.empty());

    assertThat(OutageGuard.refusal(system, List.of(new Kill("backend-1")))).isEmpty();
    assertThat(OutageGuard.refusal(system, List.of(new Kill("backend-1"), new Kill("backend-2"))))
        .isPresent();
    assertThat(OutageGuard.refusal(system, List.of(new Kill("store")))).isEmpty();
  }

  private static Instance ready(String name) {
    return Instance.named(name, Role.BACKEND, AT).entering(State.READY, AT);
  }
}
