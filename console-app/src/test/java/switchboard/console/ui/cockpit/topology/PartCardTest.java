package switchboard.console.ui.cockpit.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;

class PartCardTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void nextStartIsCountedDownInWholeSeconds() {
    assertThat(restarting(Optional.of(AT.plusMillis(1_200)))).isEqualTo("restarting in 2 s");
    assertThat(restarting(Optional.of(AT.plusMillis(1_000)))).isEqualTo("restarting in 1 s");
  }

  @Test
  void startThatIsDueOrUnknownIsNotCounted() {
    assertThat(restarting(Optional.of(AT.plusMillis(900)))).isEqualTo("restarting…");
    assertThat(restarting(Optional.of(AT.minusSeconds(1)))).isEqualTo("restarting…");
    assertThat(restarting(Optional.empty())).isEqualTo("restarting…");
  }

  @Test
  void heldReplicaIsFrozen() {
    var held = backend().entering(Instance.State.PAUSED, AT);
    assertThat(PartCard.words(held, AT)).isEqualTo("frozen");
  }

  @Test
  void lastEndSaysHowOftenWhyAndWhen() {
    var exit = new Instance.Exit(AT, 137, true);
    var dead = backend().endedWith(exit, Optional.empty());
    assertThat(PartCard.lastEnd(dead).orElseThrow())
        .matches("killed: out of memory at \\d\\d:\\d\\d:00");
    var back = dead.startedAs("2", Optional.empty(), AT);
    assertThat(PartCard.lastEnd(back).orElseThrow())
        .matches("restarted 1×: killed: out of memory at \\d\\d:\\d\\d:00");
  }

  private static String restarting(Optional<Instant> next) {
    return PartCard.words(backend().endedWith(new Instance.Exit(AT, 1), next), AT);
  }

  private static Instance backend() {
    return Instance.named("backend-1", Role.BACKEND, AT).startedAs("1", Optional.empty(), AT);
  }
}
