package switchboard.console.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.console.sweep.search.Limiter;
import switchboard.console.sweep.search.ModelTarget;
import switchboard.console.sweep.search.SweepTrial;

class TrialJudgeTest {

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
}
