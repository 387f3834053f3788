package switchboard.console.platform.base;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.Step;
import switchboard.console.platform.Step.Status;

/**
 * Waits until instances are ready, and reports each as a step. Of a failure, the first cause is
 * reported: the first component that is not well, in the order in which they depend on each other.
 */
public abstract class StartWait {
  /** Names of instances, such that each comes after those that it depends on. */
  public static final Comparator<String> BY_DEPENDENCY =
      Comparator.comparingInt(
              (String name) -> Role.ofInstance(name).map(Role::ordinal).orElse(Integer.MAX_VALUE))
          .thenComparingInt(String::length)
          .thenComparing(Comparator.naturalOrder());

  protected final Consumer<Step> progress;

  protected StartWait(Consumer<Step> progress) {
    this.progress = progress;
  }

  /** Waits for a moment; whether the instance is ready then. */
  protected abstract boolean awaitReady(String name) throws InterruptedException;

  /**
   * Looks why an instance is not ready yet.
   *
   * @param late whether it is not waited for any longer
   * @throws StepFailed then, and when no waiting helps
   */
  protected abstract void look(String name, boolean late) throws StepFailed;

  /** Returns when the instance is ready. */
  public final void await(String name, Duration timeout) throws InterruptedException, StepFailed {
    var deadline = System.nanoTime() + timeout.toNanos();
    while (!awaitReady(name)) {
      look(name, System.nanoTime() >= deadline);
    }
    report(name, Status.DONE, "ready");
  }

  protected final void report(String name, Status status, String detail) {
    progress.accept(new Step("Start " + name, status, detail));
  }

  /** Ends the waiting for an instance. */
  protected final StepFailed failed(String name, StepFailed cause) {
    report(name, Status.FAILED, cause.advice());
    return cause;
  }

  protected static boolean isReady(List<Instance> all, String name) {
    return all.stream().anyMatch(each -> each.name().equals(name) && each.isReady());
  }

  protected static long number(List<Instance> all, Role role) {
    return all.stream().filter(each -> each.role() == role).count();
  }

  /** For when the number of instances has not become as desired. */
  protected static StepFailed otherNumber(List<Instance> all, Role role, int desired) {
    return new StepFailed(
        "the number of %s is %d instead of %d"
            .formatted(
                role == Role.BACKEND ? "replicas" : "simulators", number(all, role), desired),
        "Something else scales them too, or one does not end; try again.",
        "");
  }
}
