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
import switchboard.console.experiment.schedule.Ramp;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.ScheduledFault;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.load.LoadPlan;
import switchboard.console.platform.Action;
import switchboard.console.text.Durations;

class RunPlanTest {
  private static RunPlan plan(OptionalInt simulators, String... kills) {
    return new RunPlan(
        3,
        simulators,
        Optional.empty(),
        false,
        Optional.empty(),
        LoadPlan.DEFAULT,
        new Timing(Timing.Start.LOAD, Duration.ofSeconds(10), Duration.ofSeconds(60)),
        Schedule.of(Stream.of(kills).map(ScheduledFault::parseKill).toArray(ScheduledStep[]::new)));
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
    assertThat(plan(OptionalInt.empty()).actions(OptionalInt.empty(), able -> true))
        .containsExactly(Action.LAUNCH, Action.STOP);
  }

  @Test
  void runThatKillsAndScalesNeedsTheRightTo() {
    assertThat(plan(OptionalInt.of(2), "random@5s").actions(OptionalInt.of(2), able -> true))
        .containsExactly(
            Action.TAKE_OVER, Action.STOP, Action.KILL, Action.SCALE_SIMULATORS, Action.SCALE);
  }

  @Test
  void systemWithAsManyReplicasIsNotScaled() {
    assertThat(plan(OptionalInt.empty()).actions(OptionalInt.of(3), able -> true))
        .containsExactly(Action.TAKE_OVER, Action.STOP);
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
