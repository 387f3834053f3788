package switchboard.console.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import switchboard.console.experiment.progress.RunPhase;
import switchboard.console.experiment.schedule.Schedule;
import switchboard.console.experiment.schedule.ScheduledStep;
import switchboard.console.experiment.schedule.Timing;
import switchboard.console.load.LoadPlan;

class RunClockTest {
  private final AtomicLong nanos = new AtomicLong(5);

  /** A fault from 30 s to 40 s, and 60 s in all, after a warm-up of 20 s. */
  private final RunClock clock =
      new RunClock(
          new RunPlan(
              2,
              OptionalInt.empty(),
              Optional.empty(),
              false,
              Optional.empty(),
              LoadPlan.DEFAULT,
              new Timing(Timing.Start.MEASURING, Duration.ofSeconds(20), Duration.ofSeconds(60)),
              Schedule.of(ScheduledStep.parse("freeze:backend-2@30s/10s"))),
          nanos::get);

  private void pass(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private void warm() {
    clock.begin();
    pass(5);
    clock.connected();
    pass(20);
    clock.warm();
  }

  private Optional<Duration> left() {
    return clock.left(clock.phase(false));
  }

  @Test
  void nothingIsKnownBeforeUsersAreConnected() {
    clock.begin();
    pass(5);

    assertThat(clock.phase(false)).isEqualTo(RunPhase.CONNECTING);
    assertThat(left()).isEmpty();
    assertThat(clock.untilEnd()).isEmpty();
    assertThat(clock.share()).isEmpty();
  }

  @Test
  void warmUpEndsAsLongAfterTheLastUserAsItIsPlanned() {
    clock.begin();
    pass(5);
    clock.connected();
    pass(8);

    assertThat(clock.phase(false)).isEqualTo(RunPhase.WARM_UP);
    assertThat(left()).contains(Duration.ofSeconds(12));
    assertThat(clock.until(Duration.ofSeconds(30))).contains(Duration.ofSeconds(42));
    assertThat(clock.untilEnd()).contains(Duration.ofSeconds(72));
    assertThat(clock.share().orElseThrow()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void phasesAreThoseOfThePlan() {
    warm();
    pass(29);
    assertThat(clock.phase(false)).isEqualTo(RunPhase.BASELINE);
    assertThat(left()).contains(Duration.ofSeconds(1));

    pass(1);
    assertThat(clock.phase(false)).isEqualTo(RunPhase.STEPS);
    assertThat(left()).as("until the fault ends").contains(Duration.ofSeconds(10));

    pass(10);
    assertThat(clock.phase(false)).isEqualTo(RunPhase.RECOVERY);
    assertThat(left()).contains(Duration.ofSeconds(20));

    pass(25);
    assertThat(left()).as("a verdict may be late").isEmpty();
    assertThat(clock.share()).hasValue(1);
  }

  @Test
  void stepThatIsUnderWayKeepsTheRunInItsSteps() {
    warm();
    pass(45);

    assertThat(clock.phase(true)).isEqualTo(RunPhase.STEPS);
  }

  @Test
  void timesOfThePlanStandStillDuringAWait() {
    warm();
    pass(10);
    clock.hold();
    pass(100);
    assertThat(clock.waiting()).isEqualTo(Duration.ofSeconds(100));
    assertThat(clock.elapsed()).contains(Duration.ofSeconds(10));

    clock.goOn();
    pass(2);

    assertThat(clock.waiting()).isZero();
    assertThat(clock.elapsed()).contains(Duration.ofSeconds(12));
  }
}
