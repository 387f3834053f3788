package switchboard.console.platform.base;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;

/**
 * Rolls limits out to replicas, one at a time: at once where a replica takes them as it is,
 * otherwise by a restart, because the size of a JVM's heap is settled at its start.
 */
public final class LimitRollout {
  private LimitRollout() {}

  /** A replica as its engine limits it. */
  public interface Target {
    String name();

    /** What it may use; empty for as much as there is. */
    Optional<Limits> limits();

    /** Whether it needs no restart for these limits; one that is stopped does not. */
    boolean takes(Limits wanted);

    /** Limits a replica that {@link #takes} the limits. */
    void limit(Limits wanted) throws IOException;

    /** Stops it, limits it if it is to be limited, and starts it again. */
    void restart(Optional<Limits> wanted) throws IOException, InterruptedException;

    /**
     * Waits until it is ready after a restart.
     *
     * @param report gets what else is waited for, in a few words
     * @return why it is not ready; empty when it is
     */
    Optional<String> awaitReady(Consumer<String> report) throws InterruptedException, StepFailed;

    /** The newest lines of its log. */
    String logTail();
  }

  /**
   * Returns when the last replica is ready again.
   *
   * @param replicas in their order; those that are stopped stay so
   * @throws StepFailed when a replica does not become ready: it has its former limits again, and
   *     those after it have theirs still
   */
  public static void run(List<? extends Target> replicas, Limits wanted, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    for (var replica : replicas) {
      if (replica.limits().equals(Optional.of(wanted))) {
        continue;
      }
      if (replica.takes(wanted)) {
        var step = "Limit " + replica.name();
        progress.accept(new Step(step, Status.RUNNING, wanted.words()));
        replica.limit(wanted);
        progress.accept(new Step(step, Status.DONE, wanted.words()));
      } else {
        restart(replica, wanted, progress);
      }
    }
  }

  private static void restart(Target replica, Limits wanted, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var step = "Restart " + replica.name();
    var former = replica.limits();
    progress.accept(new Step(step, Status.RUNNING, "stopping"));
    try {
      replica.restart(Optional.of(wanted));
      progress.accept(new Step(step, Status.RUNNING, "waiting until it is ready"));
      var obstacle =
          replica.awaitReady(words -> progress.accept(new Step(step, Status.RUNNING, words)));
      if (obstacle.isPresent()) {
        throw new StepFailed(
            replica.name() + " did not become ready with " + wanted.words() + ": " + obstacle.get(),
            "Its former limits are restored, and the remaining replicas were not changed. Set"
                + " higher limits.",
            replica.logTail());
      }
      progress.accept(new Step(step, Status.DONE, "ready"));
    } catch (IOException | InterruptedException | StepFailed | RuntimeException e) {
      progress.accept(new Step(step, Status.FAILED, "restoring its former limits"));
      // Also when the operator interrupts: what was begun with a replica is undone.
      Uninterrupted.run(() -> replica.restart(former));
      throw e;
    }
  }
}
