package switchboard.console.platform.local;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Step;
import switchboard.console.platform.base.StepFailed;

/**
 * Waits until the started components are ready. Of a failure, the first cause is reported: what
 * needs the store is not waited for while the store is away.
 */
final class StartWait {
  /** An empty store is ready in a fraction of a second. */
  static final Duration STORE_TIMEOUT = Duration.ofSeconds(15);

  static final Duration SERVICE_TIMEOUT = Duration.ofSeconds(60);

  /** So long may the store be away, and so often may it have ended. */
  private static final Duration STORE_AWAY = Duration.ofSeconds(10);

  private static final int STORE_ENDS = 2;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** What the lines of a component that does not start say, and what an operator can do then. */
  private record Known(Pattern lines, String next) {
    private static final List<Known> ALL =
        List.of(
            new Known(
                Pattern.compile("No space left on device|Disk quota exceeded"),
                "Free some disk space where temporary files are, then try again."),
            new Known(
                Pattern.compile("Address already in use"),
                "Another program took its port: try again."),
            new Known(
                Pattern.compile(
                    "Cannot allocate memory|insufficient memory|Could not"
                        + " reserve|OutOfMemoryError"),
                "Free some memory, or choose fewer replicas, then try again."));

    static String next(String lines) {
      return ALL.stream()
          .filter(known -> known.lines.matcher(lines).find())
          .map(Known::next)
          .findFirst()
          .orElse("Its last lines say why; see the details.");
    }
  }

  private final Supervisor store;
  private final Clock clock;
  private final Consumer<Step> progress;

  StartWait(Supervisor store, Clock clock, Consumer<Step> progress) {
    this.store = store;
    this.clock = clock;
    this.progress = progress;
  }

  static Step running(String name) {
    return new Step("Start " + name, Step.Status.RUNNING, "");
  }

  /**
   * Returns when the component is ready.
   *
   * @throws StepFailed when it ended before, the time ran out, or the store is away
   */
  void await(Supervisor part, Duration timeout) throws InterruptedException, StepFailed {
    var step = running(part.instance().name());
    var deadline = System.nanoTime() + timeout.toNanos();
    while (!part.awaitReady(BETWEEN_LOOKS)) {
      var cause = storeIsAway() ? store : part;
      if (cause != part || part.hasFailedToStart() || System.nanoTime() >= deadline) {
        throw failed(step, cause, timeout);
      }
    }
    progress.accept(new Step(step.name(), Step.Status.DONE, "ready"));
  }

  private boolean storeIsAway() {
    var found = store.instance();
    return !found.isReady()
        && store.wasReady()
        && (found.restarts() >= STORE_ENDS
            || Duration.between(found.since(), clock.instant()).compareTo(STORE_AWAY) > 0);
  }

  private StepFailed failed(Step step, Supervisor cause, Duration timeout) {
    var lines = cause.logTail();
    var found = cause.instance();
    var happened =
        found
            .lastExit()
            .map(exit -> found.name() + " does not start: " + exit.reason())
            .orElse(notReady(found, timeout));
    var last = cause.lastWords();
    var failure =
        new StepFailed(
            last.isEmpty() ? happened : happened + ": " + last, Known.next(lines), lines);
    progress.accept(new Step(step.name(), Step.Status.FAILED, failure.advice()));
    return failure;
  }

  private static String notReady(Instance found, Duration timeout) {
    return found.name() + " was not ready within " + timeout.toSeconds() + " s";
  }
}
