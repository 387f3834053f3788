package switchboard.console.ui.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import switchboard.console.ManualClock;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;

class ProgressStepsTest {
  private final ManualClock clock = new ManualClock();
  private final ProgressSteps steps = new ProgressSteps(clock);

  @Test
  void endOfAStepTakesThePlaceOfItsBeginning() {
    steps.report(new Step("Start store", Status.RUNNING, ""));
    clock.advance(Duration.ofSeconds(2));
    steps.report(new Step("Start store", Status.DONE, "ready"));
    assertThat(steps.rows()).hasSize(1);
    assertThat(steps.rows().getFirst().took()).isEqualTo(Duration.ofSeconds(2));
    assertThat(steps.rows().getFirst().isRunning()).isFalse();
  }

  @Test
  void currentIsTheNewestThatRuns() {
    steps.report(new Step("Start backend-1", Status.RUNNING, ""));
    steps.report(new Step("Start backend-2", Status.RUNNING, ""));
    assertThat(steps.current()).isEqualTo("Start backend-2");
    steps.report(new Step("Start backend-2", Status.DONE, ""));
    assertThat(steps.current()).isEqualTo("Start backend-1");
  }

  @Test
  void whatStillRunsAtTheEndWasGivenUp() {
    steps.report(new Step("Start gateway", Status.RUNNING, ""));
    steps.end("cancelled");
    assertThat(steps.rows().getFirst().step())
        .isEqualTo(new Step("Start gateway", Status.FAILED, "cancelled"));
  }
}
