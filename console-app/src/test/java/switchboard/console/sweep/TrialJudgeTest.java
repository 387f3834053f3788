package switchboard.console.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.experiment.SampleRecord;
import switchboard.console.load.LoadStats;
import switchboard.console.sweep.search.Limiter;
import switchboard.console.sweep.search.ModelTarget;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.verdict.Objectives;

class TrialJudgeTest {
  private static final String CONDITION = "The run was ended by deliveries.p50>100ms for 10s";

  private static final String LATE =
      "The simulator's timers were up to 180 ms late (99th percentile), over the limit of 100 ms";

  private final SampleRecord run = new SampleRecord();

  @ParameterizedTest
  @CsvSource({
    "backend-1 does not start: killed: out of memory: Starting, MEMORY",
    "backend-1 was not ready within 60 s, START"
  })
  void replicaThatDoesNotStartFailsByWhatItsEndSays(String why, Limiter by) {
    var trial = TrialJudge.notStarted(ModelTarget.SPACE.largest(), new Meter(Instant.EPOCH), why);

    assertThat(trial.state()).isEqualTo(SweepTrial.State.FAILED);
    assertThat(trial.limitation().by()).isEqualTo(by);
  }

  private SweepTrial trial() {
    return new TrialJudge(
            ModelTarget.SPACE.largest(),
            new Meter(Instant.EPOCH),
            Duration.ofSeconds(2),
            Objectives.DEFAULT.latenessLimit(),
            1,
            OptionalDouble.of(4))
        .trial(run.record().result(), Optional.empty());
  }

  private void expectLateSimulator() {
    assertThat(trial().state()).isEqualTo(SweepTrial.State.UNKNOWN);
    assertThat(trial().sentence()).isEqualTo(LATE);
    assertThat(trial().limitation().by()).isEqualTo(Limiter.SIMULATOR);
  }

  @Test
  void runThatAConditionEndedFails() {
    run.aborted = Optional.of(CONDITION);

    assertThat(trial().state()).isEqualTo(SweepTrial.State.FAILED);
    assertThat(trial().sentence()).isEqualTo(CONDITION);
  }

  @Test
  void lateSimulatorThatEndedARunSaysNothingOfTheConfiguration() {
    run.aborted = Optional.of(CONDITION);
    run.lateness = Duration.ofMillis(180);

    expectLateSimulator();
  }

  @Test
  void simulatorThatWasLateBeforeThereWasACalmTimeSaysNothingEither() {
    run.aborted = Optional.of(CONDITION);
    run.stats = run.stats.withLateness(180);

    expectLateSimulator();
  }

  @Test
  void brokenPromiseFailsHoweverLateTheSimulatorWas() {
    run.aborted = Optional.of(CONDITION);
    run.lateness = Duration.ofMillis(180);
    run.stats = run.stats.withLost(1);

    assertThat(trial().state()).isEqualTo(SweepTrial.State.FAILED);
  }

  @Test
  void configurationThatDoesNotTakeAllUsersFails() {
    run.isConnected = false;
    run.stats = run.stats.with(new LoadStats.Users(100, 60, 60));

    assertThat(trial().state()).isEqualTo(SweepTrial.State.FAILED);
    assertThat(trial().sentence()).isEqualTo("60 of 100 users were connected");
  }

  @Test
  void whatElseKeptARunFromBeingMeasuredSaysNothingOfTheConfiguration() {
    run.isConnected = false;
    run.isCountLost = true;

    assertThat(trial().state()).isEqualTo(SweepTrial.State.UNKNOWN);

    run.stats = run.stats.with(new LoadStats.Users(100, 60, 60));
    assertThat(trial().state()).isEqualTo(SweepTrial.State.UNKNOWN);
    assertThat(trial().sentence()).isEqualTo(LoadStats.LOST);
  }
}
