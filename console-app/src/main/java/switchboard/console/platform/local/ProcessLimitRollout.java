package switchboard.console.platform.local;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import switchboard.console.platform.Instance.State;
import switchboard.console.platform.Limits;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;
import switchboard.console.platform.base.StepFailed;

/**
 * Rolls limits out to replicas, one at a time: immediately where the kernel changes them, otherwise
 * by a restart, because the size of a JVM's heap is settled at its start.
 */
final class ProcessLimitRollout {
  private static final Duration READY_TIMEOUT = Duration.ofMinutes(1);

  private final CgroupLimits confinement;
  private final Duration stopGrace;

  ProcessLimitRollout(CgroupLimits confinement, Duration stopGrace) {
    this.confinement = confinement;
    this.stopGrace = stopGrace;
  }

  /**
   * Returns when the last replica is ready again.
   *
   * @param replicas in their order; those that are stopped stay so
   * @throws StepFailed when a replica does not become ready: it has its former limits again, and
   *     those after it have theirs still
   */
  void run(List<Supervisor> replicas, Limits wanted, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    for (var replica : replicas) {
      var name = replica.instance().name();
      if (confinement.limits(name).equals(Optional.of(wanted))) {
        continue;
      }
      if (confinement.appliesWhileRunning(name, wanted)
          || replica.instance().state() == State.STOPPED) {
        var step = "Limit " + name;
        progress.accept(new Step(step, Status.RUNNING, wanted.words()));
        confinement.set(name, Optional.of(wanted));
        replica.limitTo(wanted);
        progress.accept(new Step(step, Status.DONE, wanted.words()));
      } else {
        restart(replica, wanted, progress);
      }
    }
    confinement.setToCome(wanted);
  }

  private void restart(Supervisor replica, Limits wanted, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    var name = replica.instance().name();
    var former = confinement.limits(name);
    var step = "Restart " + name;
    progress.accept(new Step(step, Status.RUNNING, "stopping"));
    try {
      renew(replica, Optional.of(wanted));
      progress.accept(new Step(step, Status.RUNNING, "waiting until it is ready"));
      if (!replica.awaitReady(READY_TIMEOUT)) {
        throw tooLittle(replica, wanted);
      }
      progress.accept(new Step(step, Status.DONE, "ready"));
    } catch (IOException | InterruptedException | StepFailed e) {
      progress.accept(new Step(step, Status.FAILED, "restoring its former limits"));
      giveBack(replica, former);
      throw e;
    }
  }

  private void renew(Supervisor replica, Optional<Limits> limits)
      throws IOException, InterruptedException {
    replica.stop(stopGrace);
    confinement.set(replica.instance().name(), limits);
    replica.startAgain();
  }

  private static StepFailed tooLittle(Supervisor replica, Limits wanted) {
    var instance = replica.instance();
    var why =
        instance.state() == State.RESTARTING
            ? "it ended: " + instance.lastExit().orElseThrow().reason()
            : "it was not ready within " + READY_TIMEOUT.toSeconds() + " s";
    return new StepFailed(
        instance.name() + " did not become ready with " + wanted.words() + ": " + why,
        "Its former limits are restored, and the remaining replicas were not changed. Set higher"
            + " limits.",
        replica.logTail());
  }

  /** Also when the operator interrupts: what was begun with a replica is undone. */
  private void giveBack(Supervisor replica, Optional<Limits> former)
      throws IOException, InterruptedException {
    var interrupted = Thread.interrupted();
    renew(replica, former);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
