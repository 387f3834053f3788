package switchboard.console.platform.local;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import switchboard.console.platform.Step;
import switchboard.console.platform.base.StartWait;
import switchboard.console.platform.base.StepFailed;

/** Waits for children; what needs the store is not waited for while the store is away. */
final class ChildStart {
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

  ChildStart(Supervisor store, Clock clock, Consumer<Step> progress) {
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
    var wait =
        new StartWait(progress) {
          @Override
          protected boolean awaitReady(String name) throws InterruptedException {
            return part.awaitReady(BETWEEN_LOOKS);
          }

          @Override
          protected void look(String name, boolean late) throws StepFailed {
            var cause = storeIsAway() ? store : part;
            if (cause != part || part.hasFailedToStart() || late) {
              throw failed(name, failure(cause, timeout));
            }
          }
        };
    wait.await(part.instance().name(), timeout);
  }

  private boolean storeIsAway() {
    var found = store.instance();
    return !found.isReady()
        && store.wasReady()
        && (found.restarts() >= STORE_ENDS
            || Duration.between(found.since(), clock.instant()).compareTo(STORE_AWAY) > 0);
  }

  private static StepFailed failure(Supervisor cause, Duration timeout) {
    var lines = cause.logTail();
    var found = cause.instance();
    var happened =
        found
            .lastExit()
            .map(exit -> found.name() + " does not start: " + exit.reason())
            .orElse(found.name() + " was not ready within " + timeout.toSeconds() + " s");
    var last = cause.lastWords();
    return new StepFailed(
        last.isEmpty() ? happened : happened + ": " + last, Known.next(lines), lines);
  }
}
