package switchboard.console.ui.fx;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.application.Platform;
import switchboard.console.Failure;
import switchboard.console.Outcome;

/** The one door between threads: out on a virtual thread, back on the FX thread. */
public interface Background {

  /** Work under way. */
  @FunctionalInterface
  interface Work {
    /** Interrupts it; it still ends through its handlers, usually as failed. */
    void cancel();
  }

  /**
   * Does something that may block. Exactly one of the handlers is called, on the FX thread.
   *
   * @param tried what is attempted, as in {@link Failure}
   * @param failed also hears of exceptions that were not expected
   */
  <T> Work run(
      String tried,
      Callable<Outcome<T>> work,
      Consumer<? super T> done,
      Consumer<? super Failure> failed);

  /** Runs a change on the FX thread, soon and in order. Any thread may call. */
  void show(Runnable change);

  /** Runs a change on the FX thread after a time, which a virtual thread sleeps through. */
  default Work later(Duration delay, Runnable change) {
    var thread =
        Thread.ofVirtual()
            .name("later")
            .start(
                () -> {
                  try {
                    Thread.sleep(delay);
                    show(change);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    return thread::interrupt;
  }

  /** The door to the running toolkit. */
  static Background ofToolkit() {
    return new Background() {
      @Override
      public <T> Work run(
          String tried,
          Callable<Outcome<T>> work,
          Consumer<? super T> done,
          Consumer<? super Failure> failed) {
        var thread =
            Thread.ofVirtual()
                .name(tried)
                .start(
                    () -> {
                      var outcome = outcome(tried, work);
                      show(() -> finish(outcome, done, failed));
                    });
        return thread::interrupt;
      }

      @Override
      public void show(Runnable change) {
        Platform.runLater(change);
      }
    };
  }

  /** The work's outcome; an exception that it throws becomes a failure. */
  static <T> Outcome<T> outcome(String tried, Callable<Outcome<T>> work) {
    try {
      return work.call();
    } catch (Exception e) {
      var trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      var happened = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return Outcome.failed(
          new Failure(
              tried,
              happened,
              "Try again. If it happens again, report the details.",
              trace.toString()));
    }
  }

  /** Hands an outcome to the handler that it is for. */
  static <T> void finish(
      Outcome<T> outcome, Consumer<? super T> done, Consumer<? super Failure> failed) {
    switch (outcome) {
      case Outcome.Done<T>(T value) -> done.accept(value);
      case Outcome.Failed<T>(Failure failure) -> failed.accept(failure);
    }
  }
}
