package switchboard.console.ui;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.Platform;

/**
 * Pings JavaFX's thread and records its longest stall, with what it did then: meanwhile a window
 * hangs.
 */
final class FxThreadWatch implements AutoCloseable {
  private static final long LOOK_MILLIS = 100;

  private final Duration bound;
  private final Thread asked;
  private final Thread watcher =
      Thread.ofPlatform().daemon().name("fx-thread-watch").unstarted(this::watch);

  // Guarded by this.
  private Duration longest = Duration.ZERO;
  private String stack = "";

  /**
   * @param bound that no machine reaches because it is slow
   * @param asked JavaFX's thread
   */
  FxThreadWatch(Duration bound, Thread asked) {
    this.bound = bound;
    this.asked = asked;
  }

  void start() {
    watcher.start();
  }

  private void watch() {
    try {
      while (true) {
        var answered = new CountDownLatch(1);
        var since = System.nanoTime();
        Platform.runLater(answered::countDown);
        while (!answered.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          keep(Duration.ofNanos(System.nanoTime() - since));
        }
        // It is never counted down: it is a pause that ends with the watch.
        new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void keep(Duration silent) {
    if (silent.compareTo(longest) > 0) {
      longest = silent;
      stack =
          Arrays.stream(asked.getStackTrace())
              .map(StackTraceElement::toString)
              .collect(Collectors.joining("\n  at "));
    }
  }

  /** How long the thread did not answer at most. */
  synchronized Duration longest() {
    return longest;
  }

  /**
   * Ends the watch.
   *
   * @throws AssertionError when the window hung, with what its thread did
   */
  @Override
  public void close() {
    watcher.interrupt();
    synchronized (this) {
      if (longest.compareTo(bound) > 0) {
        throw new AssertionError(
            "The window did not respond for " + longest + " while its thread was\n  at " + stack);
      }
    }
  }
}
