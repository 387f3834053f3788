package switchboard.console.ui.fx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;

/** Without threads: work waits until a test lets it happen. */
public final class ManualBackground implements Background {
  private final Deque<Waiting<?>> waiting = new ArrayDeque<>();

  private static final class Waiting<T> {
    final Callable<Outcome<T>> work;
    final Consumer<? super T> done;
    final Consumer<? super Failure> failed;
    boolean cancelled;

    Waiting(Callable<Outcome<T>> work, Consumer<? super T> done, Consumer<? super Failure> failed) {
      this.work = work;
      this.done = done;
      this.failed = failed;
    }

    void finish(Runnable meanwhile) {
      var outcome =
          cancelled
              ? Outcome.<T>failed(new Failure("This", "it was cancelled", "Start it again."))
              : Background.outcome("This", work);
      meanwhile.run();
      Background.finish(outcome, done, failed);
    }
  }

  @Override
  public <T> Work run(
      String tried,
      Callable<Outcome<T>> work,
      Consumer<? super T> done,
      Consumer<? super Failure> failed) {
    var begun = new Waiting<>(work, done, failed);
    waiting.add(begun);
    return () -> begun.cancelled = true;
  }

  @Override
  public void show(Runnable change) {
    change.run();
  }

  /** Does what waits, and what that brings about. */
  public void finish() {
    while (!waiting.isEmpty()) {
      waiting.removeFirst().finish(() -> {});
    }
  }

  /**
   * Does the first that waits.
   *
   * @param meanwhile happens after it was done, and before anybody hears of that
   */
  public void finishFirst(Runnable meanwhile) {
    waiting.removeFirst().finish(meanwhile);
  }

  /** How many pieces of work wait. */
  public int waiting() {
    return waiting.size();
  }
}
