package switchboard.console.platform.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.Outcomes;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.SystemState.Phase;

class OperationQueueTest {
  private Phase phase = Phase.RUNNING;
  private final OperationQueue changes =
      new OperationQueue(() -> new SystemState(phase, List.of(), Optional.empty()));

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  private Failure cancelled(Phase after) {
    return Outcomes.failure(
        changes.make(
            "Trying",
            1,
            () -> {
              phase = after;
              throw new InterruptedException();
            },
            e -> new Failure("Trying", "it failed", "Try again.")));
  }

  @Test
  void cancelledLaunchSaysThatWhatItHadStartedIsStopped() {
    assertThat(cancelled(Phase.STOPPED))
        .returns("it was cancelled", Failure::happened)
        .returns("Everything it started is stopped again.", Failure::next);
  }

  @Test
  void cancelledChangeOfWhatRunsDoesNotSaySo() {
    assertThat(cancelled(Phase.RUNNING).next())
        .isEqualTo("It may be partly done: check what is running, then try again.");
  }

  @Test
  void changeThatIsBeingMadeCanBeCancelledByAnotherThread() {
    var outcome =
        changes.make(
            "Trying",
            1,
            () -> {
              Thread.ofVirtual().start(changes::cancel);
              new CountDownLatch(1).await();
            },
            e -> new Failure("Trying", "it failed", "Try again."));

    assertThat(Outcomes.failure(outcome).happened()).isEqualTo("it was cancelled");
    assertThat(Thread.interrupted()).as("who goes on knows of the interrupt").isTrue();
    changes.cancel();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
