package switchboard.console.ui.fx;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;

/** Without threads: work waits until a test lets it happen. */
public final class ManualBackground implements Background {
  private final Deque<Waiting<?>> waiting = new ArrayDeque<>();
  private final List<Later> later = new ArrayList<>();
  private Duration now = Duration.ZERO;
  private int cancels;

  private record Later(Duration at, Runnable change) {}

  private static final class Waiting<T> {
    final String tried;
    final Callable<Outcome<T>> work;
    final Consumer<? super T> done;
    final Consumer<? super Failure> failed;
    boolean cancelled;

    Waiting(
        String tried,
        Callable<Outcome<T>> work,
        Consumer<? super T> done,
        Consumer<? super Failure> failed) {
      this.tried = tried;
      this.work = work;
      this.done = done;
      this.failed = failed;
    }

    void finish(Runnable meanwhile) {
      var outcome =
          cancelled
              ? Outcome.<T>failed(new Failure(tried, "it was cancelled", "Start it again."))
              : Background.outcome(tried, work);
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
    var begun = new Waiting<>(tried, work, done, failed);
    waiting.add(begun);
    return () -> {
      begun.cancelled = true;
      cancels++;
    };
  }

  @Override
  public Work later(Duration delay, Runnable change) {
    var begun = new Later(now.plus(delay), change);
    later.add(begun);
    return () -> later.remove(begun);
  }

  /** Time passes, a second at a time, and with it comes what was for later. */
  public void pass(Duration span) {
    var end = now.plus(span);
    while (now.compareTo(end) < 0) {
      now = now.plusSeconds(1);
      var due = later.stream().filter(each -> each.at().compareTo(now) <= 0).toList();
      later.removeAll(due);
      due.forEach(each -> each.change().run());
    }
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

  /** How often work was cancelled; the same twice counts twice. */
  public int cancels() {
    return cancels;
  }

  /** How many pieces of work wait. */
  public int waiting() {
    return waiting.size();
  }
}
