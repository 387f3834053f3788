package switchboard.console.ui.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.ManualClock;
import switchboard.console.Outcome;
import switchboard.console.platform.Step;
import switchboard.console.ui.fx.ManualBackground;

class OperationTest {
  private final ManualClock clock = new ManualClock();
  private final ManualBackground background = new ManualBackground();
  private final List<Failure> notices = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final Operation operation = new Operation(background, clock, notices::add);

  @Test
  void oneIsUnderWayAtATime() {
    operation.start("Scaling", report -> Outcome.done("first"), done::add);
    operation.start("Scaling", report -> Outcome.done("second"), done::add);
    background.finish();
    assertThat(done).containsExactly("first");
    assertThat(operation.busyProperty().get()).isFalse();
  }

  @Test
  void progressNamesTheStepThatRunsAndEndsEmpty() {
    var heard = new ArrayList<String>();
    operation.progressProperty().subscribe(words -> heard.add(words));
    operation.start(
        "Scaling to 2",
        report -> {
          report.accept(new Step("Start backend-2", Step.Status.RUNNING, ""));
          report.accept(new Step("Start backend-2", Step.Status.DONE, ""));
          return Outcome.done("2");
        },
        done::add);
    background.finish();
    assertThat(heard)
        .containsExactly("", "Scaling to 2", "Scaling to 2 · Start backend-2", "Scaling to 2", "");
  }

  @Test
  void cancellingInterruptsOnceAndIsNoFailure() {
    var cancelled = new ArrayList<Boolean>();
    operation.cancel();
    operation.start(
        "Scaling",
        report -> Outcome.done("2"),
        done::add,
        why -> cancelled.add(operation.cancellingProperty().get()));
    operation.cancel();
    operation.cancel();
    assertThat(background.cancels()).isEqualTo(1);
    background.finish();
    assertThat(cancelled).containsExactly(true);
    assertThat(notices).isEmpty();
    assertThat(operation.cancellingProperty().get()).isFalse();
  }

  @Test
  void failureIsANoticeAndTheNextCanStart() {
    var failure = new Failure("Scaling", "the engine is gone", "Start it.");
    operation.start("Scaling", report -> Outcome.<String>failed(failure), done::add);
    background.finish();
    assertThat(notices).containsExactly(failure);
    operation.start("Scaling", report -> Outcome.done("2"), done::add);
    background.finish();
    assertThat(done).containsExactly("2");
  }

  @Test
  void whatWasSeenBeforeTheEndDoesNotShowWhatCameOfIt() {
    var before = clock.instant();
    operation.start("Scaling", report -> Outcome.done("2"), done::add);
    assertThat(operation.isOverAt(before)).isFalse();
    clock.advance(Duration.ofSeconds(2));
    background.finish();
    assertThat(operation.isOverAt(before)).isFalse();
    assertThat(operation.isOverAt(clock.instant())).isTrue();
  }
}
