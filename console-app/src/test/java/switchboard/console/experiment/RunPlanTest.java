package switchboard.console.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.console.fault.Fault;
import switchboard.console.fault.FaultKind;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Action;
import switchboard.console.text.Durations;

class RunPlanTest {
  private static RunPlan plan(OptionalInt simulators, String... kills) {
    return new RunPlan(
        3,
        simulators,
        Optional.empty(),
        LoadPlan.DEFAULT,
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Stream.of(kills).map(ScheduledFault::parseKill).toList());
  }

  @Test
  void killsAreInOrderOfTime() {
    assertThat(plan(OptionalInt.empty(), "backend-2@20s", "random@5s").faults())
        .isEqualTo(
            List.of(
                ScheduledFault.parseKill("random@5s"), ScheduledFault.parseKill("backend-2@20s")));
  }

  @Test
  void runLaunchesAndStops() {
    assertThat(plan(OptionalInt.empty()).actions(OptionalInt.empty()))
        .containsExactly(Action.LAUNCH, Action.STOP);
  }

  @Test
  void runThatKillsAndScalesNeedsTheRightTo() {
    assertThat(plan(OptionalInt.of(2), "random@5s").actions(OptionalInt.of(2)))
        .containsExactly(
            Action.TAKE_OVER, Action.STOP, Action.KILL, Action.SCALE_SIMULATORS, Action.SCALE);
  }

  @Test
  void systemWithAsManyReplicasIsNotScaled() {
    assertThat(plan(OptionalInt.empty()).actions(OptionalInt.of(3)))
        .containsExactly(Action.TAKE_OVER, Action.STOP);
  }

  @Test
  void killIsOfOneReplicaOrOfAnyThatIsReady() {
    var named = ScheduledFault.parseKill("backend-12@20s");

    assertThat(named.isRandom()).isFalse();
    assertThat(named.replica()).isEqualTo(12);
    assertThat(named.after()).isEqualTo(Duration.ofSeconds(20));
    assertThat(ScheduledFault.parseKill("random@20s").isRandom()).isTrue();
  }

  @Test
  void faultIsReadWithWhatItsKindHas() {
    var fault = ScheduledFault.parse("slow=250ms:backend-2@20s/5s");

    assertThat(fault.after()).isEqualTo(Duration.ofSeconds(20));
    assertThat(fault.on("backend-2"))
        .isEqualTo(new Fault.Slow("backend-2", Duration.ofMillis(250), Duration.ofSeconds(5)));
    assertThat(ScheduledFault.parse("slow:random@20s").on("backend-1"))
        .isEqualTo(new Fault.Slow("backend-1", Duration.ofMillis(200), Duration.ofSeconds(10)));
    assertThat(ScheduledFault.parse("kill:backend-2@20s"))
        .isEqualTo(ScheduledFault.parseKill("backend-2@20s"));
  }

  @Test
  void everyKindIsReadByItsName() {
    assertThat(FaultKind.all())
        .allSatisfy(
            kind -> {
              var fault = ScheduledFault.parse(kind.name() + ":backend-1@1s").on("backend-1");
              assertThat(fault.type()).isEqualTo(kind);
              assertThat(fault.target()).isEqualTo("backend-1");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"@20s", "backend-0@20s", "backend-2", "backend-2@20", "random@"})
  void whatIsNoKillIsRefused(String text) {
    assertThatThrownBy(() -> ScheduledFault.parseKill(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "60s, PT1M", "5m, PT5M", "1h, PT1H"})
  void durationsAreRead(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @Test
  void rampOfNobodyHasNoRate() {
    assertThat(Ramp.of(100, Duration.ofSeconds(2))).isEqualTo(new Ramp(2, 50.0));
    assertThat(Ramp.of(0, Duration.ofSeconds(2))).isEqualTo(new Ramp(2, null));
    assertThat(Ramp.of(100, Duration.ZERO)).isEqualTo(new Ramp(0, null));
  }
}
