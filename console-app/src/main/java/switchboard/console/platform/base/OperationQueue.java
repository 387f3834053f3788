package switchboard.console.platform.base;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.platform.SystemState;
import switchboard.console.platform.SystemState.Phase;

/** Runs changes to the system one at a time, and turns errors into failures for the operator. */
public final class OperationQueue {
  private final ReentrantLock changing = new ReentrantLock();
  private final Supplier<SystemState> state;
  private Optional<Thread> making = Optional.empty();

  /** A change of what runs; interrupting its thread cancels it. */
  @FunctionalInterface
  public interface Change {
    void run() throws IOException, InterruptedException, StepFailed;
  }

  /**
   * @param state asked after each change
   */
  public OperationQueue(Supplier<SystemState> state) {
    this.state = state;
  }

  /**
   * Waits for its turn, makes the change and looks at the state.
   *
   * @param tried what the change is, such as "Launching on this machine"
   * @param replicas asked for; refused when it is not 0 to {@value SystemState#MAX_REPLICAS}
   * @param explain what an I/O failure means on this platform
   */
  public Outcome<SystemState> make(
      String tried, int replicas, Change change, Function<IOException, Failure> explain) {
    if (replicas < 0 || replicas > SystemState.MAX_REPLICAS) {
      return Outcome.failed(
          new Failure(
              tried,
              replicas + " replicas were requested",
              "Choose 0 to " + SystemState.MAX_REPLICAS + "."));
    }
    try {
      changing.lockInterruptibly();
      try {
        makes(Optional.of(Thread.currentThread()));
        change.run();
        return Outcome.done(state.get());
      } finally {
        makes(Optional.empty());
        changing.unlock();
      }
    } catch (InterruptedException e) {
      var cancelled = cancelled(tried);
      Thread.currentThread().interrupt();
      return Outcome.failed(cancelled);
    } catch (StepFailed e) {
      return Outcome.failed(e.failure(tried));
    } catch (IOException e) {
      return Outcome.failed(explain.apply(e));
    }
  }

  private synchronized void makes(Optional<Thread> who) {
    making = who;
  }

  /** Cancels the change that is being made, if one is; those that wait for their turn stay. */
  public synchronized void cancel() {
    making.ifPresent(Thread::interrupt);
  }

  private Failure cancelled(String tried) {
    return new Failure(
        tried,
        "it was cancelled",
        state.get().phase() == Phase.STOPPED
            ? "Everything it started is stopped again."
            : "It may be partly done: check what is running, then try again.");
  }
}
